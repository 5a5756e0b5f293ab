"""A repeated hand-off to someone else who runs the work now, with later changes, and read back again."""

import pytest

from amity.handoff.answers import commands as answer_commands
from amity.handoff.changes import queries as changes_since
from amity.handoff.models import Note, ReadBack
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.handoff.tests.making import answer_all, keys, offered, read_back_all, taken
from amity.projects.team import commands as team_commands
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora(agency):
    return make_person("Nora", "project_manager")


def give_to(by, project, person):
    team_commands.staff_project(
        by=acting(by), project_id=project.pk, duty="manager", person_id=person.pk, valid_from=MONDAY.date(), now=MONDAY
    )


def test_while_the_same_person_runs_it_new_facts_are_acknowledged_not_offered_again(at, mara, piet, waiting):
    one = taken(mara, piet, waiting)
    note_commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=HandoffNote("Two pages"), now=MONDAY)

    with pytest.raises(Refused, match="Piet has already accepted it and still runs the work"):
        offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    page = at(mara, "handoff", one.pk)[1]
    assert "Hand over again" not in page
    assert "waiting for Piet" in page


def test_a_giver_who_runs_it_now_is_not_asked_to_hand_it_to_themselves(at, mara, ada, piet, waiting):
    one = taken(mara, piet, waiting)
    give_to(ada, waiting, mara)

    with pytest.raises(Refused, match="has already accepted it"):
        offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    assert "Hand over again" not in at(mara, "handoff", one.pk)[1]


def test_who_runs_it_now_gets_it_again_with_what_was_learnt_since(at, mara, piet, nora, waiting):
    one = taken(mara, piet, waiting)
    note_commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=HandoffNote("Two pages"), now=MONDAY)
    give_to(mara, waiting, nora)
    assert "Hand over again" in at(mara, "handoff", one.pk)[1]

    at(mara, "take_back", one.pk, press="1")
    at(mara, "offer", one.pk, press="1")
    at(nora, "answer", one.pk, words="Two pages, then.", number="2", got_it="1")

    one.refresh_from_db()
    assert (one.state, one.taker, one.number, one.sentence) == ("accepted", nora, 2, "Two pages, then.")
    assert [(each.number, each.accepted_by) for each in one.versions.order_by("number")] == [(1, "Piet"), (2, "Nora")]
    assert changes_since.changes(one) == []
    waiting.refresh_from_db()
    assert waiting.status == "handed_off"


def test_what_the_one_before_read_back_does_not_count_for_the_next(mara, piet, nora, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)
    answer_all(mara, one)
    answer_commands.accept_handoff(by=acting(piet), handoff_id=one.pk, number=1, now=MONDAY)
    give_to(mara, waiting, nora)
    offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    with pytest.raises(Refused, match="Expectation 1 hasn’t been read back yet"):
        answer_commands.accept_handoff(by=acting(nora), handoff_id=one.pk, number=2, now=MONDAY)


def test_an_expectation_that_changed_between_versions_is_read_back_again_the_others_stay(mara, piet, waiting):
    one = offered(mara, waiting, "full")
    offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    more = HandoffNote("Live before Easter")
    note_commands.add_note(by=acting(mara), handoff_id=one.pk, block="expectation", words=more, now=MONDAY)
    one = offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    read_back_all(piet, one)
    offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    first, second = sorted(keys(one))
    note = Note.objects.get(pk=first.removeprefix("note."))
    words = HandoffNote("Live before Christmas")
    note_commands.edit_note(by=acting(mara), note_id=note.pk, version=1, words=words, now=MONDAY)

    offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    assert list(ReadBack.objects.values_list("key", flat=True)) == [second]
    one.refresh_from_db()
    assert one.number == 3
