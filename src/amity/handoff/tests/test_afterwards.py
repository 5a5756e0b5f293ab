"""After acceptance: changes acknowledged, risks added, questions answered, people notified."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.models import Contact
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields
from amity.facts import commands as facts
from amity.handoff import queries
from amity.handoff.answers import commands as answer_commands
from amity.handoff.changes import commands as change_commands
from amity.handoff.changes import queries as changes_since
from amity.handoff.changes.commands import count_all
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.risks import commands as risk_commands
from amity.handoff.tests.making import (
    answer,
    answer_all,
    expected,
    keys,
    make_waiting,
    offered,
    prepared,
    read_back_all,
    taken,
)
from amity.monitoring.expectations.commands import bind_expectation
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.projects.models import Project
from amity.shared.errors import Refused, Stale
from amity.shared.refs import Ref
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(osprey, piet) -> Project:
    return make_waiting(osprey, piet, name="Winter page")


def test_what_changes_after_acceptance_waits_to_be_acknowledged(mara, piet, waiting):
    one = taken(mara, piet, waiting)
    note_commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=HandoffNote("Two pages"), now=MONDAY)
    new = changes_since.since_acceptance(one)[0]

    change_commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=new.key, digest=new.digest, now=MONDAY)

    assert new.verdict == "added"
    assert [change.seen is not None for change in changes_since.changes(one)] == [True]


def test_a_change_after_the_acknowledgement_waits_again(mara, piet, waiting):
    one = taken(mara, piet, waiting)
    note = queries.prompts_of(one)["done"]
    note = note_commands.edit_note(by=acting(mara), note_id=note.pk, version=1, words=HandoffNote("Later"), now=MONDAY)
    first = changes_since.since_acceptance(one)[0]
    change_commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=first.key, digest=first.digest, now=MONDAY)

    note_commands.edit_note(by=acting(mara), note_id=note.pk, version=2, words=HandoffNote("Later still"), now=MONDAY)

    assert [change.seen for change in changes_since.changes(one)] == [None]
    with pytest.raises(Stale):
        change_commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=first.key, digest=first.digest, now=MONDAY)


def test_what_the_client_expects_since_reaches_who_took_a_small_one_too(mara, piet, waiting):
    one = taken(mara, piet, waiting)
    new = expected(mara, waiting, "Live in March")

    assert [change.key for change in changes_since.since_acceptance(one)] == [f"expectation.{new.pk}"]
    assert count_all(MONDAY) == 1
    one.refresh_from_db()
    assert one.changes_waiting == 1


def test_what_was_asked_stays_beside_its_answer(at, mara, piet, waiting):
    one = offered(mara, waiting)
    answer_commands.return_handoff(
        by=acting(piet), handoff_id=one.pk, number=1, questions=["Who approves?"], now=MONDAY
    )

    answer_all(mara, one)

    page = at(piet, "handoff", one.pk)[1]
    assert "Who approves?" in page
    assert "Ada Voss" in page


def test_only_the_taker_acknowledges(mara, piet, waiting):
    one = taken(mara, piet, waiting)
    note_commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=HandoffNote("Two pages"), now=MONDAY)
    new = changes_since.since_acceptance(one)[0]

    with pytest.raises(Refused):
        change_commands.acknowledge(by=acting(mara), handoff_id=one.pk, key=new.key, digest=new.digest, now=MONDAY)


def test_work_that_ran_before_is_complete_once_it_is_accepted(mara, piet, osprey):
    brought = make_waiting(osprey, piet, taken_over=True)
    Project.objects.filter(pk=brought.pk).update(status="active")

    taken(mara, piet, brought)

    brought.refresh_from_db()
    assert (brought.status, brought.taken_over) == ("active", False)


def test_the_taker_is_written_to_and_the_giver_hears_the_answer(mara, piet, waiting):
    taken(mara, piet, waiting)

    assert list(Message.objects.order_by("pk").values_list("to", "subject")) == [
        (piet.mail, "Hand-off for you to answer: Winter page"),
        (mara.mail, "Piet accepted the hand-off: Winter page"),
    ]
    notice = Notification.objects.get()
    assert (notice.person, notice.text) == (mara, "Piet has accepted the hand-off of Winter page.")


def test_the_risks_the_taker_sees_go_into_the_register(mara, piet, waiting):
    one = offered(mara, waiting, "full")

    entry = risk_commands.see_risk(
        by=acting(piet), handoff_id=one.pk, title="The map is late", client_effect=3, now=MONDAY
    )  # fmt: skip

    assert (entry.project, entry.owner, entry.origin) == (waiting, piet, f"handoff.handoff:{one.pk}")


def test_what_is_assumed_becomes_a_question_and_its_answer_is_in_the_note(mara, piet, waiting):
    begun = prepared(mara, waiting, "full")
    words = HandoffNote("Legal answers within three days", mark="assumed")
    note = note_commands.add_note(by=acting(mara), handoff_id=begun.pk, block="date", words=words, now=MONDAY)
    asked = facts.Question(piet.pk, MONDAY.date() + timedelta(days=2))
    fact = facts.ask(by=acting(mara), about=Ref.to(begun), field=f"note.{note.pk}", question=asked, now=MONDAY)

    answer(piet, fact)

    note.refresh_from_db()
    assert (note.text, note.mark) == ("Legal answers within three days\nAda Voss", "known")


def test_each_morning_changes_are_counted_and_the_taker_is_notified_once(mara, piet, osprey, waiting):
    one = taken_in_full(mara, piet, waiting)
    Contact.objects.create(account=osprey, name="Tom Brandt")
    before = Message.objects.count()

    assert [count_all(MONDAY), count_all(MONDAY)] == [1, 0]

    one.refresh_from_db()
    assert one.changes_waiting == 1
    told = Message.objects.order_by("pk")[before:]
    assert [(each.to, each.subject) for each in told] == [(piet.mail, "Hand-off changed: Winter page")]
    assert "One point in the hand-off of Winter page has changed since you accepted it." in told[0].body


def test_the_list_shows_what_waits_without_comparing(at, mara, piet, waiting):
    one = taken(mara, piet, waiting)
    note_commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=HandoffNote("Two pages"), now=MONDAY)
    new = changes_since.since_acceptance(one)[0]
    assert "You have changes to acknowledge" in at(piet, "handoffs")[1]

    change_commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=new.key, digest=new.digest, now=MONDAY)

    assert "to acknowledge" not in at(piet, "handoffs")[1]


@pytest.mark.parametrize(("kind", "place", "waits"), [
    ("result", None, False), ("way", None, True), ("result", "Winter page", True), ("way", "Ticket app", False),
])  # fmt: skip
def test_a_later_expectation_of_the_account_waits_if_it_names_the_project_or_is_a_way_of_working(
    mara, piet, osprey, waiting, kind, place, waits
):
    projects = {"Winter page": waiting, "Ticket app": make_waiting(osprey, piet, name="Ticket app")}
    earlier = expectations.record_expectation(
        by=acting(mara), account_id=osprey.pk, fields=ExpectationFields("A report every Friday"), now=MONDAY
    )
    one = taken_in_full(mara, piet, waiting)
    assert f"expectation.{earlier.pk}" in keys(one)

    new = expectations.record_expectation(
        by=acting(mara), account_id=osprey.pk, fields=ExpectationFields("It opens in two seconds", kind),
        now=MONDAY + timedelta(hours=1),
    )  # fmt: skip
    if place:
        bind_expectation(by=acting(mara), expectation_id=new.pk, project_id=projects[place].pk, now=MONDAY)

    assert [change.key for change in changes_since.since_acceptance(one)] == [f"expectation.{new.pk}"] * waits


def taken_in_full(mara, piet, project):
    one = offered(mara, project, "full")
    read_back_all(piet, one)
    answer_all(mara, one)
    return answer_commands.accept_handoff(by=acting(piet), handoff_id=one.pk, number=1, now=MONDAY)


def test_the_page_of_an_accepted_hand_off_reads_its_newest_version_once(client, mara, piet, waiting):
    one = taken(mara, piet, waiting)
    client.force_login(piet)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/handoffs/{one.pk}/").status_code == 200

    assert sum(each["sql"].startswith('SELECT "handoff_version"') for each in asked.captured_queries) == 1
