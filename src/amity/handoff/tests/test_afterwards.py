"""What follows: changes acknowledged, risks registered, questions answered, people told."""

from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.facts import commands as facts
from amity.handoff import commands, queries, since
from amity.handoff.commands import Words
from amity.handoff.commands.counting import count_all
from amity.handoff.tests.making import (
    answer,
    answer_all,
    expected,
    make_waiting,
    offered,
    prepared,
    read_back_all,
    taken,
)
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
    commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=Words("Two pages"), now=MONDAY)
    new = since.since_acceptance(one)[0]

    commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=new.key, digest=new.digest, now=MONDAY)

    assert new.verdict == "added"
    assert [change.seen is not None for change in since.changes(one)] == [True]


def test_a_change_after_the_acknowledgement_waits_again(mara, piet, waiting):
    one = taken(mara, piet, waiting)
    note = queries.prompts_of(one)["done"]
    note = commands.edit_note(by=acting(mara), note_id=note.pk, version=1, words=Words("Later"), now=MONDAY)
    first = since.since_acceptance(one)[0]
    commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=first.key, digest=first.digest, now=MONDAY)

    commands.edit_note(by=acting(mara), note_id=note.pk, version=2, words=Words("Later still"), now=MONDAY)

    assert [change.seen for change in since.changes(one)] == [None]
    with pytest.raises(Stale):
        commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=first.key, digest=first.digest, now=MONDAY)


def test_what_the_client_expects_since_reaches_who_took_a_small_one_too(mara, piet, waiting):
    one = taken(mara, piet, waiting)
    new = expected(mara, waiting, "Live in March")

    assert [change.key for change in since.since_acceptance(one)] == [f"expectation.{new.pk}"]
    assert count_all(MONDAY) == 1
    one.refresh_from_db()
    assert one.changes_waiting == 1


def test_what_was_asked_stays_beside_its_answer(at, mara, piet, waiting):
    one = offered(mara, waiting)
    commands.return_handoff(by=acting(piet), handoff_id=one.pk, number=1, questions=["Who approves?"], now=MONDAY)

    answer_all(mara, one)

    page = at(piet, "handoff", one.pk)[1]
    assert "Who approves?" in page
    assert "Ada Voss" in page


def test_only_the_taker_acknowledges(mara, piet, waiting):
    one = taken(mara, piet, waiting)
    commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=Words("Two pages"), now=MONDAY)
    new = since.since_acceptance(one)[0]

    with pytest.raises(Refused):
        commands.acknowledge(by=acting(mara), handoff_id=one.pk, key=new.key, digest=new.digest, now=MONDAY)


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
        (mara.mail, "Hand-off answered: Winter page"),
    ]


def test_the_risks_the_taker_sees_go_into_the_register(mara, piet, waiting):
    one = offered(mara, waiting, "full")

    entry = commands.see_risk(
        by=acting(piet), handoff_id=one.pk, title="The map is late", client_effect=3, now=MONDAY
    )  # fmt: skip

    assert (entry.project, entry.owner, entry.origin) == (waiting, piet, f"handoff.handoff:{one.pk}")


def test_what_is_assumed_becomes_a_question_and_its_answer_stands_in_the_note(mara, piet, waiting):
    begun = prepared(mara, waiting, "full")
    words = Words("Legal answers within three days", mark="assumed")
    note = commands.add_note(by=acting(mara), handoff_id=begun.pk, block="date", words=words, now=MONDAY)
    asked = facts.Question(piet.pk, MONDAY.date() + timedelta(days=2))
    fact = facts.ask(by=acting(mara), about=Ref.to(begun), field=f"note.{note.pk}", question=asked, now=MONDAY)

    answer(piet, fact)

    note.refresh_from_db()
    assert (note.text, note.mark) == ("Legal answers within three days\nAda Voss", "known")


def test_each_morning_changes_are_counted_and_whoever_took_it_is_told_once(mara, piet, osprey, waiting):
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
    commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=Words("Two pages"), now=MONDAY)
    new = since.since_acceptance(one)[0]
    assert "1 change to acknowledge" in at(piet, "handoffs")[1]

    commands.acknowledge(by=acting(piet), handoff_id=one.pk, key=new.key, digest=new.digest, now=MONDAY)

    assert "change to acknowledge" not in at(piet, "handoffs")[1]


def taken_in_full(mara, piet, project):
    one = offered(mara, project, "full")
    read_back_all(piet, one)
    answer_all(mara, one)
    return commands.accept_handoff(by=acting(piet), handoff_id=one.pk, number=1, now=MONDAY)
