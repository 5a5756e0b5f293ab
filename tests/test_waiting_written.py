"""What is kept of the statement that counts what waits: its text, for people with the same roles, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone, translation
from psycopg.types.json import Jsonb

from amity.accounts.models import Account
from amity.agency.editions import by_roles
from amity.agency.models import Limit
from amity.people import rules as roles
from amity.people.any_person import AnyPerson
from amity.people.models import HeldRole, Person
from amity.people.queries import known_while_reading
from amity.scope.models import Request
from amity.shared.permission import MoneyRight
from amity.shared.rows.prepared import Given
from amity.status.tests.making import make_question
from amity.waiting import awaited, queries, written
from amity.waiting.kinds import Item, kinds
from amity.waiting.written import Part
from tests.builders import MONDAY, acting, make_account, make_person, make_project

pytestmark = pytest.mark.django_db
ROLES = tuple(frozenset(held) for held in ((), *((role,) for role in (roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR))))
KINDS = sorted(kind.key for kind in kinds() if kind.is_written_once)
WRITTEN_EACH_TIME = {
    "close_day": "follows from the time of day of the person",
    "month": "calculated from the months that have time",
    "split": "calculated from the person's own weeks",
    "time": "calculated from the person's own weeks",
    "uncosted": "calculated from the months that have time",
    "watch": "a handful for directors alone",
}
"""Kinds whose statement isn't shared by everyone with the same roles, and why."""
WAYS = (queries.waiting_rows, awaited.awaited_rows)


class Asked(Exception):
    """The database was asked for more than settings while a statement was written."""


def no_query(execute: Callable[..., object], sql: str, *rest: object) -> object:
    """Refuse a query, except for the agency and its limits: what is kept has the edition of settings in its key."""
    if 'FROM "agency_limit"' not in sql and 'FROM "agency_agency"' not in sql:
        raise Asked
    return execute(sql, *rest)


def parts(key: str, held: frozenset[str]) -> list[Part | None]:
    """The parts of a kind, written without a query for more than settings."""
    kind = next(kind for kind in kinds() if kind.key == key)
    anyone = AnyPerson(held, MoneyRight.MARGIN, "Europe/Berlin")
    with connection.execute_wrapper(no_query):
        return [written._part(way(kind, anyone, anyone.day_of(timezone.now()))) for way in WAYS]


def values(found: list[Part | None]) -> list[tuple[str, list[object]]]:
    """Text and values of parts, with places as words. PostgreSQL's JSON isn't equal to another of the same content."""
    return [(one.sql, [value(own) for own in one.values]) for one in found if one]


def value(own: object) -> object:
    """A value of a part, to be compared."""
    return own.name if isinstance(own, Given) else own.obj if isinstance(own, Jsonb) else own


def test_a_kind_shares_its_statement_or_says_why_not():
    found = {kind.key for kind in kinds() if kind.rows and not kind.is_written_once and not kind.candidates}

    assert found == WRITTEN_EACH_TIME.keys()


@pytest.mark.both
@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("held", ROLES, ids=lambda held: ",".join(held) or "none")
def test_a_kept_part_follows_from_roles_and_date_alone(agency, key, held):
    with time_machine.travel(MONDAY, tick=False):
        first = values(parts(key, held))
    with time_machine.travel(MONDAY + timedelta(minutes=3, seconds=1), tick=False), translation.override("de"):
        later = values(parts(key, held))

    assert first
    assert later == first, f"{key} isn't `by_roles`: its statement changes with the time of day or the language"


def waiting(person: Person) -> list[tuple[str, int, int]]:
    """What waits for a person, kind by kind, with how many are late."""
    groups = queries.waiting_for(acting(person), timezone.now())
    return [(group.kind.key, group.total, group.late) for group in groups]


def on_a_page(person: Person) -> list[tuple[str, int, int]]:
    """The same, from the kept text."""
    with known_while_reading():
        return waiting(person)


def test_a_page_counts_what_is_written_each_time_for_everyone(monday_scene):
    written.PARTS.clear()
    found = []
    for person in monday_scene.people_by_roles:
        here = [on_a_page(person), on_a_page(person), waiting(person)]
        with known_while_reading():
            theirs = awaited.awaited_by(acting(person), MONDAY.date())
        with known_while_reading(still=False):
            assert here == [waiting(person)] * 3, person
            assert theirs == awaited.awaited_by(acting(person), MONDAY.date()), person
        found += here[0]

    assert {key for key, _total, _late in found} & set(KINDS), "kinds by roles wait for someone"
    assert written.PARTS._young, "texts were kept"


def items_for(person: Person) -> list[Item]:
    """What waits for a person, item by item."""
    return [item for _kind, item in queries.items_of(queries.waiting_for(acting(person), timezone.now()))]


def test_a_page_shows_the_rows_that_are_written_each_time_for_everyone(monday_scene):
    by_roles.WRITTEN.clear()
    for person in monday_scene.people_by_roles:
        with known_while_reading():
            shown = items_for(person)
        with known_while_reading(still=False):
            assert shown == items_for(person), person


def test_outside_pages_a_text_is_kept_until_a_setting_changes(agency):
    mara = make_person("", roles.ACCOUNT_MANAGER)
    written.PARTS.clear()

    def kept() -> int:
        waiting(mara)
        return len(written.PARTS._young)

    assert (kept(), kept()) == (1, 1)
    Limit.objects.create(name="concentration", value=30)
    with known_while_reading(still=False):
        assert kept() == 1, "what may change meanwhile is in no edition"
    assert kept() == 2


def test_the_part_of_a_kind_is_written_when_it_is_first_asked_for(agency, monkeypatch):
    mara, found = make_person("", roles.ACCOUNT_MANAGER), list[str]()
    write = written.write

    def counted(find: written.Find, anyone: AnyPerson, *given: Any) -> Part | None:
        found.append(find(anyone, MONDAY.date())[0])
        return write(find, anyone, *given)

    monkeypatch.setattr(written, "write", counted)
    with known_while_reading():
        for key in ("client_request", "contradiction", "client_request"):
            queries.waiting_for(acting(mara), timezone.now(), only=key)

    assert found == ["client_request", "contradiction"]


def requests_of(person: Person) -> int:
    """How many requests of clients wait for a person, on a page."""
    return {key: total for key, total, _late in on_a_page(person)}.get("client_request", 0)


def test_two_people_with_the_same_roles_read_their_own(agency):
    mara, edda = make_person("", roles.ACCOUNT_MANAGER), make_person("", roles.ACCOUNT_MANAGER)
    account = make_account(manager=mara)
    Request.objects.create(account=account, words="A date, please", asked_on=MONDAY.date(), added_at=MONDAY)

    assert (requests_of(mara), requests_of(edda)) == (1, 0)
    Account.objects.filter(pk=account.pk).update(manager=edda)
    assert (requests_of(mara), requests_of(edda)) == (0, 1)


def questions_of(person: Person) -> tuple[int, int]:
    """How many questions about the status wait for a person on a page, and in an agenda."""
    with known_while_reading():
        counted = {key: total for key, total, _late in waiting(person)}
        accounts = {one.pk: one for one in Account.objects.all()}
        read = queries.rows_waiting_for([person], "page", MONDAY.date(), {"contradiction"}, accounts)
    return counted.get("contradiction", 0), sum(len(rows) for _person, _kind, rows in read)


def test_what_waits_from_a_moment_on_waits_from_then_although_its_statement_is_kept(agency):
    piet, mara = make_person("", roles.PROJECT_MANAGER), make_person("", roles.ACCOUNT_MANAGER)
    at = MONDAY + timedelta(minutes=1)
    make_question(make_project(make_account(manager=mara), manager=piet), piet, seen_from=at)

    found = []
    for moment in (at - timedelta(seconds=1), at, at - timedelta(seconds=1)):
        with time_machine.travel(moment, tick=False):
            found.append((questions_of(piet), questions_of(mara)))
    assert found == [((1, 1), (0, 0)), ((1, 1), (1, 1)), ((1, 1), (0, 0))]


def test_a_role_that_was_withdrawn_opens_nothing_on_the_next_page(agency):
    dirk = make_person("", roles.ACCOUNT_DIRECTOR)
    Request.objects.create(account=make_account(), words="A date, please", asked_on=MONDAY.date(), added_at=MONDAY)

    assert requests_of(dirk) > 0
    HeldRole.objects.filter(person=dirk).delete()
    assert requests_of(Person.objects.get(pk=dirk.pk)) == 0
