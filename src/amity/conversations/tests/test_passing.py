"""Passed on: a colleague acknowledges, the client hears or doesn't, and each answer can be taken back."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from amity.audit.trail import actions_on
from amity.conversations.models import PassOn
from amity.conversations.passing import commands, rules
from amity.conversations.passing.changes import InformedFields, KeepBackFields, PassOnFields, RaiseFields
from amity.conversations.passing.wording import open_time
from amity.conversations.tests.passed import make_passed, make_raised
from amity.monitoring.changes import EntryFields
from amity.monitoring.risks.commands import add_entry
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.people.models import Person
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.waiting import page
from amity.waiting.queries import open_on, waiting_for
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


def kinds_of(person: Person) -> dict[str, list[str]]:
    """The titles that wait for a person, by kind."""
    return {group.kind.key: [item.title for item in group.items] for group in waiting_for(acting(person), MONDAY)}


def test_what_is_passed_on_waits_for_the_colleague_until_they_acknowledge_it(mara, piet, site, osprey, dana):
    fields = PassOnFields("Six more stations", stated_by_id=dana.pk, project_id=site.pk, due_on=date(2026, 11, 25))
    (row,) = commands.pass_on(
        by=acting(mara), account_id=osprey.pk, colleague_ids=(piet.pk,), fields=fields, now=MONDAY
    )

    assert kinds_of(piet)["passed"] == ["Six more stations"]
    mail = Message.objects.get(kind="passing")
    assert mail.to == piet.mail
    assert "Six more stations" in mail.body
    commands.acknowledge(by=acting(piet), passed_id=row.pk, version=1, now=MONDAY)

    assert "passed" not in kinds_of(piet)
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("acknowledged", piet.name)
    assert Notification.objects.get(person=mara).kind == "passed"
    assert actions_on(row) == ["passing.passed_on", "passing.acknowledged"]


def test_each_colleague_has_a_row_of_their_own(mara, piet, tim, osprey):
    fields = PassOnFields("Six more stations")
    commands.pass_on(
        by=acting(mara), account_id=osprey.pk, colleague_ids=(piet.pk, tim.pk, piet.pk), fields=fields, now=MONDAY
    )

    assert list(PassOn.objects.order_by("pk").values_list("colleague", flat=True)) == [piet.pk, tim.pk]


def test_whoever_passes_on_to_themselves_skips_the_acknowledgement_and_that_is_recorded(mara, osprey):
    row = make_passed(osprey, by=mara, to=mara)

    assert (row.state, row.answered_at) == ("skipped", MONDAY)
    assert "passed" not in kinds_of(mara)
    assert not Message.objects.exists()
    with pytest.raises(Refused):
        commands.reopen(by=acting(mara), passed_id=row.pk, now=MONDAY)


def test_the_team_raises_something_and_the_client_knows_it(mara, tim, site, dana):
    row = make_raised(site, by=tim)

    assert kinds_of(mara)["tell"] == ["The sandbox was down"]
    assert "tell" not in kinds_of(tim)
    assert Notification.objects.get().person == mara
    told = InformedFields("call", dana.pk)
    commands.mark_client_knows(by=acting(mara), passed_id=row.pk, version=1, fields=told, now=MONDAY)

    row.refresh_from_db()
    assert (row.state, row.how, row.contact) == ("client_knows", "call", dana)
    assert "tell" not in kinds_of(mara)
    assert Notification.objects.filter(person=tim).count() == 1


def test_something_is_kept_back_only_with_a_reason(mara, tim, site):
    row = make_raised(site, by=tim)

    with pytest.raises(Invalid) as fault:
        commands.keep_back(by=acting(mara), passed_id=row.pk, version=1, fields=KeepBackFields("  "), now=MONDAY)
    assert fault.value.field == "because"
    reason = KeepBackFields("Fixed before they noticed")
    commands.keep_back(by=acting(mara), passed_id=row.pk, version=1, fields=reason, now=MONDAY)

    row.refresh_from_db()
    assert (row.state, row.because) == ("kept_back", "Fixed before they noticed")


@pytest.mark.parametrize("answer", ["acknowledged", "not_for_team", "client_knows", "kept_back"])
def test_each_answer_can_be_taken_back(mara, piet, tim, site, osprey, answer):
    by = acting(piet if answer == "acknowledged" else mara)
    row = make_passed(osprey, by=mara, to=piet) if answer in {"acknowledged", "not_for_team"} else None
    row = row or make_raised(site, by=tim)
    common: dict[str, Any] = {"by": by, "passed_id": row.pk, "version": 1, "now": MONDAY}
    give = {
        "acknowledged": lambda: commands.acknowledge(**common),
        "not_for_team": lambda: commands.find_not_for_team(**common),
        "client_knows": lambda: commands.mark_client_knows(**common, fields=InformedFields("call")),
        "kept_back": lambda: commands.keep_back(**common, fields=KeepBackFields("Not yet")),
    }
    assert give[answer]().state == answer

    again = commands.reopen(by=by, passed_id=row.pk, now=MONDAY)

    assert (again.state, again.how, again.because, again.answered_at) == ("open", "", "", None)


def test_only_the_colleague_acknowledges_and_only_the_account_manager_decides(mara, piet, tim, site, osprey):
    to_team, to_client = make_passed(osprey, by=mara, to=tim), make_raised(site, by=tim)
    with pytest.raises(Refused):
        commands.acknowledge(by=acting(mara), passed_id=to_team.pk, version=1, now=MONDAY)
    with pytest.raises(Refused):
        commands.find_not_for_team(by=acting(tim), passed_id=to_team.pk, version=1, now=MONDAY)
    told = InformedFields("call")
    with pytest.raises(Refused):
        commands.mark_client_knows(by=acting(piet), passed_id=to_client.pk, version=1, fields=told, now=MONDAY)
    with pytest.raises(NotSeen):
        commands.acknowledge(by=acting(mara), passed_id=to_client.pk, version=1, now=MONDAY)


def test_an_answer_to_an_older_version_is_refused(mara, tim, site):
    row = make_raised(site, by=tim)
    reason = KeepBackFields("Not yet")
    commands.keep_back(by=acting(mara), passed_id=row.pk, version=1, fields=reason, now=MONDAY)
    commands.reopen(by=acting(mara), passed_id=row.pk, now=MONDAY)

    with pytest.raises(Stale):
        commands.keep_back(by=acting(mara), passed_id=row.pk, version=1, fields=reason, now=MONDAY)


def test_a_stranger_sees_none_of_it_and_a_colleague_elsewhere_sees_what_is_theirs(mara, osprey):
    nina, other = make_person("Nina"), make_person("Otto")
    row = make_passed(osprey, by=mara, to=nina)

    assert PassOn.objects.visible_to(nina).get() == row
    assert not PassOn.objects.visible_to(other).exists()
    (group,) = [group for group in waiting_for(acting(nina), MONDAY) if group.kind.key == "passed"]
    account = group.items[0].account
    assert account is not None
    assert (account.name, account.address) == (osprey.name, "")


def test_someone_who_does_not_know_the_contacts_cannot_name_one(tim, site, dana, osprey):
    fields = RaiseFields("The sandbox was down", contact_id=dana.pk)
    with pytest.raises(Invalid) as fault:
        commands.raise_for_client(by=acting(tim), project_id=site.pk, fields=fields, now=MONDAY)
    assert fault.value.field == "contact_id"


def test_a_contact_and_a_project_of_another_account_are_refused(mara, piet, osprey, site):
    other = make_account("Larkfield", manager=mara)
    theirs = other.contacts.create(name="Lena")
    cases = [
        (osprey, PassOnFields("x", stated_by_id=theirs.pk), "stated_by_id"),
        (other, PassOnFields("x", project_id=site.pk), "project_id"),
    ]
    for account, fields, field in cases:
        with pytest.raises(Invalid) as fault:
            commands.pass_on(
                by=acting(mara), account_id=account.pk, colleague_ids=(piet.pk,), fields=fields, now=MONDAY
            )
        assert fault.value.field == field


@pytest.mark.parametrize("ids", [(), (10**12,)])
def test_no_colleague_and_one_who_is_unknown_are_refused(mara, osprey, ids):
    with pytest.raises(Invalid) as fault:
        commands.pass_on(by=acting(mara), account_id=osprey.pk, colleague_ids=ids, fields=PassOnFields("x"), now=MONDAY)
    assert fault.value.field == "colleague_ids"


def test_a_risk_is_raised_for_the_client_of_its_project(tim, mara, site):
    entry = add_entry(by=acting(mara), fields=EntryFields("Bank sandbox down", project_id=site.pk), now=MONDAY)

    row = commands.raise_for_client(by=acting(tim), risk_id=entry.pk, fields=RaiseFields("It was down"), now=MONDAY)

    assert (row.entry, row.project, row.account) == (entry, site, site.account)


def test_both_lists_are_on_the_account_with_what_each_reader_can_do(mara, piet, tim, site, osprey):
    make_passed(osprey, by=mara, to=piet)
    make_raised(site, by=tim)

    def acts(person: Person) -> dict[str, list[str]]:
        groups = open_on(acting(person), osprey.pk, MONDAY.date())
        return {group.kind.key: list(group.items[0].acts) for group in groups if group.kind.key in {"passed", "tell"}}

    assert acts(mara) == {"passed": ["not_for_team"], "tell": ["client_knows"]}
    assert acts(piet) == {"passed": ["acknowledge"], "tell": []}
    assert acts(tim) == {"tell": []}


def test_the_account_shows_whose_acknowledgement_something_passed_on_waits_for(mara, piet, osprey):
    make_passed(osprey, by=mara, to=piet)

    group = next(one for one in open_on(acting(mara), osprey.pk, MONDAY.date()) if one.kind.key == "passed")

    assert group.kind.label_open == "Not yet acknowledged"
    assert strip_tags(group.items[0].lead) == "Waiting for Piet"


def test_a_contact_has_what_they_said_and_what_they_do_not_know_in_one_query(mara, piet, tim, site, osprey, dana):
    helen = osprey.contacts.create(name="Helen Marsh")
    make_passed(osprey, by=mara, to=piet, text="Nobody said so")
    PassOn.objects.filter(text="Nobody said so").update(contact=dana)
    make_passed(osprey, by=mara, to=piet, text="Dana said so")
    PassOn.objects.filter(text="Dana said so").update(stated_by=dana)
    for_dana, for_helen = make_raised(site, by=tim, text="For Dana"), make_raised(site, by=tim, text="For Helen")
    PassOn.objects.filter(pk=for_dana.pk).update(contact=dana, stated_by=helen)
    PassOn.objects.filter(pk=for_helen.pk).update(contact=helen)

    with CaptureQueriesContext(connection) as queries:
        groups = open_on(acting(mara), osprey.pk, MONDAY.date(), contact_id=dana.pk)

    found = {group.kind.key: [item.title for item in group.items] for group in groups}
    assert (found["passed"], found["tell"]) == (["Dana said so"], ["For Dana"])
    assert len([one for one in queries if 'FROM "conversations_passon"' in one["sql"]]) == 1


def test_who_passed_something_on_waits_for_the_colleague(mara, piet, osprey):
    make_passed(osprey, by=mara, to=piet)

    awaited = page.context(acting(mara), MONDAY)["awaited"]

    assert [(one.title, one.who) for one in awaited] == [("Six more stations", piet.name)]


def test_the_clock_counts_working_time_only():
    def works_on(moment: datetime) -> bool:
        return moment.weekday() < 5

    friday = datetime(2026, 11, 20, 16, 0, tzinfo=BERLIN)

    def worked(**more: float) -> timedelta:
        return rules.working_time(friday, friday + timedelta(**more), works_on)

    assert worked(minutes=36) == timedelta(minutes=36)
    assert worked(hours=5) == timedelta(hours=1)
    assert worked(days=2) == timedelta(hours=1)
    assert worked(days=3) == timedelta(hours=8)
    assert worked(days=7) == timedelta(hours=40)
    assert rules.working_time(friday, friday - timedelta(days=1), works_on) == timedelta()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(36, "36 working minutes"), (60, "1 working hour"), (186, "3 working hours"), (960, "2 working days")],
)
def test_how_long_something_is_open_says_that_it_is_working_time(minutes, words):
    assert open_time(timedelta(minutes=minutes)) == words
