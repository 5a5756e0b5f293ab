"""Open tasks in hand-offs and their people: both sides see the same, and a stand-in has the tasks of someone away."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.accounts import commands as accounts
from amity.accounts.covers import commands as cover_commands
from amity.facts.models import Fact
from amity.handoff.answers import commands as answer_commands
from amity.handoff.models import Condition, Handoff
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.read_backs.queries import unjudged_counts
from amity.handoff.tests.making import (
    answer_all,
    condition,
    listed,
    make_waiting,
    offered,
    prepared,
    read_back_all,
    taken,
)
from amity.handoff.waits import CAME_BACK, waits_in
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.shared.rows.prepared import FEW
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_agreement, make_person

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
SECTIONS = ("waiting", "coming", "giving", "taken", "others")


def seen(person):
    """Return the title of the list, and the tasks of its first hand-off as (whom, what)."""
    page = listed(person, TODAY)
    rows = [row for key in SECTIONS for row in page[key]]
    return page["title"], [(wait.whom.name, wait.theirs) for row in rows for wait in row.waits]


def returned(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet))
    return answer_commands.return_handoff(
        by=acting(piet), handoff_id=one.pk, number=1, questions=["Who approves?", "By when?"], now=MONDAY
    )


def test_what_came_back_waits_for_the_giver_and_both_sides_see_it(mara, piet, osprey):
    returned(mara, piet, osprey)

    assert seen(mara) == ("1 hand-off was returned to you", [("Mara", "Waiting for Mara to answer 2 questions")])
    assert seen(piet) == ("Nothing is waiting for you", [("Mara", "Waiting for Mara to answer 2 questions")])
    assert listed(piet, TODAY)["sub"] == "1 hand-off is waiting for others."


def sections(person):
    """Return the sections of a person's list that have rows."""
    page = listed(person, TODAY)
    return [key for key in SECTIONS if page[key]]


def test_a_handoff_is_listed_first_for_whoever_it_waits_for(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet))
    assert (sections(mara), sections(piet)) == (["giving"], ["waiting"])
    answer_commands.return_handoff(by=acting(piet), handoff_id=one.pk, number=1, questions=["By when?"], now=MONDAY)

    assert (sections(mara), sections(piet)) == (["waiting"], ["coming"])


def test_an_answer_owed_is_listed_before_an_offer_to_complete(mara, piet, osprey):
    returned(mara, piet, osprey)
    prepared(mara, make_waiting(osprey, piet, name="Newer"))

    states = [row.one.state for row in listed(mara, TODAY)["waiting"]]
    assert states == ["returned", "preparing"]


def test_an_offer_waits_for_its_answer_and_a_read_back_for_a_word(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet), "full")
    read_back_all(piet, one)

    assert unjudged_counts([one.pk]) == unjudged_counts(range(one.pk, one.pk + FEW + 1)) == {one.pk: 1}
    waits = [("Piet", "Waiting for Piet’s answer"), ("Mara", "Waiting for Mara to confirm 1 read-back")]
    assert seen(piet) == ("1 hand-off needs your answer", waits)
    assert seen(mara) == ("1 hand-off has read-backs to confirm", waits)


def test_a_condition_waits_for_whom_it_lies_with_and_a_change_for_the_taker(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet), "full")
    read_back_all(piet, one)
    answer_all(mara, one)
    answer_commands.accept_with_conditions(
        by=acting(piet), handoff_id=one.pk, number=1, conditions=[condition(mara)], now=MONDAY
    )
    note_commands.add_note(by=acting(mara), handoff_id=one.pk, block="want", words=HandoffNote("Two pages"), now=MONDAY)

    title, waits = seen(mara)
    assert title == "You have 1 condition to meet"
    assert [whom for whom, _what in waits] == ["Mara", "Mara", "Piet"]
    assert waits[1] == ("Mara", "Waiting for Mara to confirm 1 read-back")
    assert seen(piet)[0] == "1 hand-off has changed since you accepted it"
    Condition.objects.update(due_on=TODAY - timedelta(days=1))
    assert listed(mara, TODAY)["waiting"][0].waits[0].late


def test_what_is_to_be_offered_and_to_begin_is_the_givers(mara, piet, osprey):
    prepared(mara, make_waiting(osprey, piet))
    make_waiting(osprey, piet)

    page = listed(mara, TODAY)
    assert (page["title"], page["sub"]) == ("You have 1 hand-off to offer", "1 hand-off hasn’t started yet.")
    assert seen(piet)[0] == "Nothing is waiting for you"


def test_what_is_done_waits_for_no_one(mara, piet, osprey):
    taken(mara, piet, make_waiting(osprey, piet))

    assert seen(mara) == seen(piet) == ("Nothing is waiting for you", [])


def test_the_page_says_it_in_words(client, mara, piet, osprey):
    returned(mara, piet, osprey)
    client.force_login(piet)

    page = client.get(reverse("handoff:handoffs")).content.decode()

    assert "On the way to you" in page
    assert "Waiting for Mara to answer 2 questions" in page
    client.force_login(mara)
    assert "You have 2 questions to answer" in client.get(reverse("handoff:handoffs")).content.decode()


def test_what_waits_speaks_to_its_reader_and_a_project_names_whom_it_waits_for(client, mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet))

    pages = {}
    for person in (piet, mara):
        client.force_login(person)
        for address in ("/waiting/", reverse("projects:project", args=[one.project_id])):
            pages[person.name, address] = client.get(address).content.decode()

    project = reverse("projects:project", args=[one.project_id])
    assert "Your answer is needed" in pages["Piet", "/waiting/"]
    assert "Your answer is needed" in pages["Piet", project]
    assert "Waiting for Piet’s answer" in pages["Mara", project]


@pytest.mark.usefixtures("on_monday")
def test_while_the_giver_is_away_questions_and_answers_go_to_who_stands_in(mara, piet, osprey, ada):
    nora = make_person("Nora", "account_manager")
    cover_commands.set_cover(
        by=acting(ada), account_id=osprey.pk, now=MONDAY,
        fields=cover_commands.CoverFields(nora.pk, TODAY, TODAY + timedelta(days=5)),
    )  # fmt: skip

    one = returned(mara, piet, osprey)

    assert {fact.owner for fact in Fact.objects.filter(subject_id=one.pk)} == {nora}
    told = Message.objects.filter(kind="handoff", subject__contains="returned the hand-off").values_list(
        "to", flat=True
    )
    assert list(told) == [nora.mail]
    assert not Notification.objects.exists(), "what waits for someone is no notification"
    assert seen(nora)[0] == "1 hand-off was returned to you"
    assert [whom for whom, _what in seen(mara)[1]] == ["Nora"]


def test_after_the_cover_it_is_the_givers_turn_again(mara, piet, osprey, ada, time_machine):
    time_machine.move_to(MONDAY)
    nora = make_person("Nora", "account_manager")
    cover_commands.set_cover(
        by=acting(ada), account_id=osprey.pk, fields=cover_commands.CoverFields(nora.pk, TODAY, TODAY), now=MONDAY
    )
    returned(mara, piet, osprey)

    page = listed(mara, TODAY + timedelta(days=1))

    assert page["title"] == "1 hand-off was returned to you"
    assert Handoff.objects.get().giver == mara


def test_after_a_succession_it_is_the_turn_of_who_answers_for_the_account_now(mara, piet, osprey, ada):
    nora = make_person("Nora", "account_manager")
    one = offered(mara, make_waiting(osprey, piet))
    accounts.assign_account(
        by=acting(ada), account_id=osprey.pk, duty="manager", person_id=nora.pk, valid_from=TODAY, now=MONDAY
    )

    answer_commands.return_handoff(
        by=acting(piet), handoff_id=one.pk, number=1, questions=["Who approves?"], now=MONDAY
    )

    assert seen(nora) == ("1 hand-off was returned to you", [("Nora", "Waiting for Nora to answer 1 question")])
    assert Fact.objects.get(subject_id=one.pk).owner == nora


def test_a_question_of_an_accepted_hand_off_still_waits_for_its_giver(mara, piet, osprey):
    handed = taken(mara, piet, make_waiting(osprey, piet))
    Fact.objects.create(
        subject_kind="handoff.handoff", subject_id=handed.pk, field="question.1", state="ask", owner=mara,
        due_on=TODAY,
    )  # fmt: skip

    tasks = waits_in([handed], TODAY)[handed.pk]

    assert [(one.whom, one.kind) for one in tasks] == [(mara, CAME_BACK)]


def start(client, person, project):
    """Press the button of the card of a project that has to be handed off."""
    client.force_login(person)
    return client.post(reverse("waiting:act", args=["begin", project.pk, "start"]), {"nonce": uuid.uuid4().hex})


def test_one_press_on_its_card_starts_a_hand_off_and_opens_it(client, mara, piet, osprey):
    project = make_waiting(osprey, piet, agreement=make_agreement(osprey, "retainer"))
    client.force_login(mara)
    shown = client.get(reverse("today:today")).content.decode()
    assert f'action="{reverse("waiting:act", args=["begin", project.pk, "start"])}"' in shown

    answer = start(client, mara, project)

    made = Handoff.objects.get(project=project)
    assert answer.url == reverse("handoff:handoff", args=[made.pk])
    assert client.get(answer.url).status_code == 200


def test_where_the_size_is_unknown_its_card_leads_to_the_choice_of_the_kind(client, mara, piet, osprey):
    project = make_waiting(osprey, piet)

    assert start(client, mara, project).url == reverse("handoff:prepare", args=[project.pk])
    assert not Handoff.objects.exists()


def test_nothing_is_started_where_no_one_could_take_it(client, mara, osprey):
    make_waiting(osprey, None)
    [group] = waiting_for(acting(mara), MONDAY, only="begin")

    assert [(item.acts, item.open) for item in group.items] == [((), "Hand off project")]


def test_the_card_on_which_a_small_handoff_is_accepted_shows_its_five_answers(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet))

    [group] = waiting_for(acting(piet), MONDAY, only="handoff")
    [card] = group.items

    assert (card.id, card.acts, card.quote) == (one.pk, ("accept",), "want in a sentence")
    assert [note for note in card.notes if note.endswith("in a sentence")] == [
        "Definition of done: done in a sentence", "Limits and no-gos: must_not in a sentence",
        "Money and date: money_date in a sentence", "What we promised: promise in a sentence",
    ]  # fmt: skip
