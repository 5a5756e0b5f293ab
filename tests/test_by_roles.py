"""What is written once for everyone with the same roles follows from roles and date alone, and each reads their own."""

from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from amity.accounts import pages, places
from amity.accounts.any_account import AnyAccount
from amity.accounts.models import Account, Contact
from amity.accounts.timeline import queries as timeline
from amity.accounts.timeline import sources
from amity.agency.editions import by_roles as kept
from amity.agreements.models import Agreement
from amity.agreements.queries import agreement_seen_by
from amity.briefs.models import Brief
from amity.briefs.queries import brief_seen_by
from amity.handoff.models import Handoff
from amity.handoff.queries import handoff_seen_by
from amity.huddles import queries as huddles
from amity.huddles.agendas.agenda import agenda_of
from amity.huddles.models import Huddle
from amity.meetings.models import Meeting
from amity.people import rules as roles
from amity.people.any_person import AnyPerson
from amity.people.models import HeldRole, Person
from amity.people.queries import known_while_reading
from amity.scope.models import Request
from amity.scope.requests.queries import request_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.permission import MoneyRight
from amity.shared.rows.prepared import Parameter, Statement
from amity.waiting import queries
from amity.waiting.kinds import kinds
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.django_db
HELD = (frozenset[str](), *(frozenset((role,)) for role in roles.ROLES), frozenset(roles.ROLES))
ON_ACCOUNT = {kind.key: kind.on_account for kind in kinds() if kind.on_account} | {
    f"{kind.key} together": kind.together.rows for kind in kinds() if kind.together
}
LISTS: dict[str, dict[str, str]] = {"accounts:accounts": {}, "work:work": {"closed": "1", "whose": "everyone"}}
PAGES: dict[type[Model], tuple[str, ...]] = {
    Account: (
        "accounts:account", "accounts:conversation", "accounts:people", "accounts:plan", "charter:account",
        "projects:account_work", "money:account",
    ),
    Contact: ("accounts:contact", "conversations:before_contact"),
    Meeting: ("conversations:before_meeting",),
    Huddle: ("huddles:huddle",),
}  # fmt: skip


class Asked(Exception):
    """The database was asked while a statement was written."""


def no_query(*_args: object) -> None:
    """Refuse a query."""
    raise Asked


def written(held: frozenset[str], make: Callable[[Actor], QuerySet[Any, Any]]) -> tuple[str, list[object]]:
    """Text and values of a statement for anyone with some roles, written without a query."""
    anyone = AnyPerson(held, MoneyRight.MARGIN, "Europe/Berlin")
    with known_while_reading(), connection.execute_wrapper(no_query):
        one = Statement(make(kept._actor_for(anyone, Actor.stranger("page"))))
    return one.sql, [value.name if isinstance(value, Parameter) else value for value in one.places]


def twice(held: frozenset[str], make: Callable[[Actor], QuerySet[Any, Any]]) -> list[tuple[str, list[object]]]:
    """The same at two moments of a day, and in two languages."""
    with time_machine.travel(MONDAY, tick=False):
        first = written(held, make)
    with time_machine.travel(MONDAY + timedelta(hours=3, seconds=1), tick=False), translation.override("de"):
        return [first, written(held, make)]


@pytest.mark.parametrize("key", ON_ACCOUNT)
@pytest.mark.parametrize("held", HELD, ids=lambda held: ",".join(sorted(held)) or "none")
def test_rows_on_an_account_follow_from_roles_and_date_alone(agency, key, held):
    first, later = twice(held, lambda anyone: ON_ACCOUNT[key](anyone, queries.ACCOUNT, MONDAY.date()))

    assert later == first, f"the statement of {key} changes with the time of day or the language"
    assert not first[0] or "account" in first[1]


@pytest.mark.parametrize("held", HELD, ids=lambda held: ",".join(sorted(held)) or "none")
def test_counts_of_tabs_follow_from_roles_and_date_alone(agency, held):
    entries = [one for one in places.tabs.entries if isinstance(one, places.AccountTab) and one.behind]
    first, later = twice(held, lambda anyone: pages._behind(anyone, entries))

    assert len(entries) > 2
    assert later == first


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "own work"])
@pytest.mark.parametrize("held", HELD, ids=lambda held: ",".join(sorted(held)) or "none")
def test_the_conversation_follows_from_roles_and_date_alone(agency, held, whole):
    def events(anyone: Actor) -> QuerySet[Any, Any]:
        sets = [rows for source in sources.sources() for rows in source.rows(anyone, AnyAccount(whole))]
        found = [timeline._limited(str(place), rows, timeline.EVERYTHING) for place, rows in enumerate(sets)]
        return found[0].union(*found[1:], all=True)

    first, later = twice(held, events)

    assert {"account", "now"} <= set(first[1])
    assert later == first


class Checked(dict[Any, Any]):
    """Keeps what is written, and writes it again when it is asked for: later, in another language, for others.

    Each person has it written again on each page and for each record they open. Nothing is written with a query.
    """

    def __init__(self) -> None:
        super().__init__()
        self._compared: set[Hashable] = set()
        self._open: set[Hashable] = set()

    def opens(self, person: Person, page: str, record: Model | None = None) -> None:
        """State what is opened next. What was written again on this page and for this record isn't written again."""
        self._open = {(person.pk, page), (person.pk, record)}

    def get(self, key: Any, make: Any = None) -> Any:
        """Return what was written first, if it is still the same."""
        places = {(key, one) for one in self._open}
        if places and places <= self._compared:
            return self[key]
        self._compared |= places
        with connection.execute_wrapper(no_query):
            if key not in self:
                self[key] = make()
            with time_machine.travel(MONDAY + timedelta(hours=3, seconds=1), tick=False), translation.override("de"):
                later = make()
        assert texts(later) == texts(self[key]), key[0]
        return self[key]


def texts(made: Any) -> list[tuple[str, list[object]]]:
    """Texts and values of the statements in what was made."""
    ones = [one for one in (made if isinstance(made, tuple) else (made,)) if isinstance(one, Statement)]
    return [(one.sql, [v.name if isinstance(v, Parameter) else v for v in one.places]) for one in ones]


@pytest.mark.sqlite  # the account pages' statements reach PostgreSQL from the tests below
def test_every_statement_of_the_pages_follows_from_roles_and_date_alone(client, monday_scene, monkeypatch):
    checked = Checked()
    monkeypatch.setattr(kept, "WRITTEN", checked)
    records = [(one, name) for model, names in PAGES.items() for one in model._default_manager.all() for name in names]
    for person in monday_scene.people_by_roles:
        client.force_login(person)
        for name, query in LISTS.items():
            checked.opens(person, name)
            client.get(reverse(name), query)
        for record, name in records:
            checked.opens(person, name, record)
            client.get(reverse(name, args=[record.pk]))

    assert len({name for name, *_more in checked}) > 20


RECORDS: dict[type[Model], Callable[[Actor, int], Model]] = {
    Agreement: agreement_seen_by, Brief: brief_seen_by, Handoff: handoff_seen_by, Request: request_seen_by,
}  # fmt: skip


def opened(person: Person, model: type[Model], pk: int) -> tuple[Model, object] | None:
    """The record that a person opens, with the stand-ins of its account that come along, or None if it isn't theirs."""
    try:
        found: Any = RECORDS[model](acting(person), pk)
    except NotSeen:
        return None
    return found, [cover.stand_in_id for cover in found.account.covers.all()] if found.account else None


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_is_found_by_the_same_readers_as_when_it_is_written_each_time(monday_scene, monkeypatch, model):
    monkeypatch.setattr(kept, "WRITTEN", Checked())
    answers = set()
    for person in monday_scene.people_by_roles:
        for pk in (*model._default_manager.values_list("pk", flat=True), 0):
            with known_while_reading():
                here = [opened(person, model, pk) for _time in range(2)]
            assert here == [opened(person, model, pk)] * 2, person
            answers.add(here[0] is not None)

    assert answers == {True, False}


def agenda(person: Person, huddle: Huddle) -> list[object]:
    """The agenda of a huddle and what is left from the one before, as the person sees them, if they do."""
    by, today = acting(person), person.day_of(timezone.now())
    try:
        found = huddles.huddle_seen_by(by, huddle.pk)
    except NotSeen:
        return []
    accounts = huddles.accounts_open_to(by, found)
    points = agenda_of(found, by, today, accounts).points
    left = huddles.left_before(found, huddles.previous_of(found), accounts)
    return [(one.kind, one.item, one.account_id, one.title, one.detail, one.source, one.minutes) for one in points] + [
        one.what for one in left
    ]


def test_a_huddle_shows_what_is_written_each_time_for_everyone(monday_scene):
    kept.WRITTEN.clear()
    seen_by = kinds_seen = 0
    for person in monday_scene.people_by_roles:
        for huddle in Huddle.objects.all():
            here = []
            for _time in range(2):
                with known_while_reading():
                    here.append(agenda(person, huddle))
            assert here == [agenda(person, huddle)] * 2, person
            seen_by += bool(here[0])
            kinds_seen = max(kinds_seen, len({one[0] for one in here[0] if isinstance(one, tuple)}))

    assert seen_by > 1
    assert kinds_seen > 3


def seen(person: Person, account: Account) -> list[list[object]]:
    """What a person sees of an account: what is open on it and with its contacts, and the counts of its tabs."""
    by, today = acting(person), person.day_of(timezone.now())
    contacts = Contact.objects.filter(account=account).values_list("pk", flat=True).order_by("pk")
    found = [queries.open_on(by, account.pk, today, contact_id=pk) for pk in (0, *contacts)]
    found.append(queries.open_on(by, account.pk, today, account=account))
    groups: list[list[object]] = [
        [(group.kind.key, group.total, group.late, [item.title for item in group.items]) for group in groups]
        for groups in found
    ]
    events, _older = timeline.events_of(by, account)
    happened: list[object] = [(placed.place, placed.direction, placed.event.title) for placed in events]
    return [*groups, happened, [(tab.label, tab.count) for tab in pages.tabs(by, account, "")]]


def on_a_page(person: Person, account: Account) -> list[list[object]]:
    """The same, from the kept texts."""
    with known_while_reading():
        return seen(person, account)


def test_a_page_shows_what_is_written_each_time_for_everyone(monday_scene):
    kept.WRITTEN.clear()
    open_things = events = 0
    for person in monday_scene.people_by_roles:
        for account in Account.objects.select_related("manager", "director"):
            here = on_a_page(person, account)
            assert here == seen(person, account), person
            open_things += len(here[0])
            events += len(here[-2])

    assert open_things > 10
    assert events > 10
    assert kept.WRITTEN._young, "texts were kept"


def requests_on(person: Person, account: Account) -> int:
    """How many requests of a client a person sees, on a page."""
    with known_while_reading():
        groups = queries.open_on(acting(person), account.pk, MONDAY.date(), only="client_request")
    return sum(group.total for group in groups)


def test_two_people_with_the_same_roles_read_their_own(agency, on_monday):
    mara, edda = make_person("", roles.ACCOUNT_MANAGER), make_person("", roles.ACCOUNT_MANAGER)
    osprey, lumen = make_account(manager=mara), make_account(manager=edda)
    Request.objects.create(account=osprey, words="A date, please", asked_on=MONDAY.date(), added_at=MONDAY)

    assert [requests_on(mara, osprey), requests_on(edda, osprey), requests_on(mara, lumen)] == [1, 0, 0]
    Account.objects.filter(pk=osprey.pk).update(manager=edda)
    assert [requests_on(mara, osprey), requests_on(edda, osprey)] == [0, 1]


def test_a_role_that_was_withdrawn_opens_nothing_on_the_next_page(agency, on_monday):
    fina, osprey = make_person("", roles.FINANCE), make_account()
    Request.objects.create(account=osprey, words="A date, please", asked_on=MONDAY.date(), added_at=MONDAY)

    assert requests_on(fina, osprey) == 1
    HeldRole.objects.filter(person=fina).delete()
    assert requests_on(Person.objects.get(pk=fina.pk), osprey) == 0
