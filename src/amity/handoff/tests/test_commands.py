"""Prepare, offer, answer, read back and acknowledge: each outcome, refusal and audit record."""

import pytest

from amity.audit import trail
from amity.handoff import queries
from amity.handoff.answers import commands as answer_commands
from amity.handoff.answers import questions as taker_questions
from amity.handoff.conditions import commands as condition_commands
from amity.handoff.models import Handoff, Note, Version
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.read_backs import commands as read_back_commands
from amity.handoff.read_backs import queries as read_backs
from amity.handoff.tests.making import (
    answer,
    condition,
    keys,
    make_waiting,
    offered,
    prepared,
    read_back_all,
    said,
    taken,
)
from amity.outbox.models import Message
from amity.projects.models import Project
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_item, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(osprey, piet) -> Project:
    return make_waiting(osprey, piet, name="Winter page")


def test_got_it_takes_a_small_one_and_lets_work_begin(mara, piet, waiting):
    one = taken(mara, piet, waiting)

    waiting.refresh_from_db()
    assert (one.state, one.sentence, one.answered_by) == ("accepted", "One page.", "Piet")
    assert waiting.status == "handed_off"
    assert trail.actions_on(one) == ["handoff.prepared", "handoff.written", "handoff.offered", "handoff.accepted"]
    assert one.versions.get().accepted_by == "Piet"


def test_the_page_names_the_accepted_version_and_leaves_checksums_to_the_history(client, mara, piet, waiting):
    one = taken(mara, piet, waiting)
    client.force_login(mara)

    page, history = (client.get(f"/handoffs/{one.pk}/{name}").content.decode() for name in ("", "versions/"))

    assert "Piet accepted version 1" in page
    assert "sha256" not in page
    assert one.versions.get().digest in history


def test_a_thing_has_one_handoff_however_often_it_is_begun(mara, waiting):
    first, second = (prepared(mara, waiting) if number == 0 else
                     preparation_commands.prepare_handoff(by=acting(mara), project_id=waiting.pk, now=MONDAY)
                     for number in range(2))  # fmt: skip

    assert first.pk == second.pk


def test_who_runs_the_work_does_not_hand_it_to_themselves(mara, osprey):
    own = make_waiting(osprey, mara)

    with pytest.raises(Refused, match="no hand-off is needed"):
        preparation_commands.prepare_handoff(by=acting(mara), project_id=own.pk, now=MONDAY)


def test_the_one_who_takes_it_does_not_begin_it(piet, waiting):
    with pytest.raises(Refused, match="Only the account manager"):
        preparation_commands.prepare_handoff(by=acting(piet), project_id=waiting.pk, now=MONDAY)


def test_a_stranger_sees_no_handoff(mara, waiting):
    one = prepared(mara, waiting)

    with pytest.raises(NotSeen):
        queries.handoff_seen_by(acting(make_person("Eve", "account_manager")), one.pk)


def test_what_is_missing_is_named_and_nothing_is_offered(mara, waiting):
    begun = preparation_commands.prepare_handoff(by=acting(mara), project_id=waiting.pk, kind="small", now=MONDAY)
    prompts = said() | {"promise": HandoffNote("")}
    note_commands.write_prompts(by=acting(mara), handoff_id=begun.pk, version=1, prompts=prompts, now=MONDAY)

    with pytest.raises(Invalid, match="What we promised"):
        offer_commands.offer_handoff(by=acting(mara), handoff_id=begun.pk, now=MONDAY)
    assert Handoff.objects.get(pk=begun.pk).state == "preparing"


def test_two_who_write_the_prompts_lose_no_words(mara, ada, waiting):
    begun = preparation_commands.prepare_handoff(by=acting(mara), project_id=waiting.pk, kind="small", now=MONDAY)
    note_commands.write_prompts(by=acting(mara), handoff_id=begun.pk, version=1, prompts=said(want="Hers"), now=MONDAY)

    with pytest.raises(Stale):
        note_commands.write_prompts(
            by=acting(ada), handoff_id=begun.pk, version=1, prompts=said(want="Theirs"), now=MONDAY
        )
    assert queries.prompts_of(begun)["want"].text == "Hers"


def test_two_who_change_one_note_lose_no_words(mara, ada, waiting):
    begun = prepared(mara, waiting, "full")
    note = Note.objects.filter(handoff=begun, block="want").get()
    note_commands.edit_note(by=acting(mara), note_id=note.pk, version=1, words=HandoffNote("Hers"), now=MONDAY)

    with pytest.raises(Stale):
        note_commands.edit_note(by=acting(ada), note_id=note.pk, version=1, words=HandoffNote("Theirs"), now=MONDAY)


def test_two_who_write_different_notes_do_not_meet(mara, ada, waiting):
    begun = prepared(mara, waiting, "full")
    for who, block in ((mara, "risk"), (ada, "must_not")):
        note_commands.add_note(
            by=acting(who), handoff_id=begun.pk, block=block, words=HandoffNote(who.name), now=MONDAY
        )

    assert set(Note.objects.filter(text__in=["Mara", "Ada"]).values_list("block", flat=True)) == {"risk", "must_not"}


def test_nothing_is_written_while_an_offer_is_read(mara, waiting):
    one = offered(mara, waiting)

    with pytest.raises(Refused, match="Withdraw the offer"):
        note_commands.write_prompts(by=acting(mara), handoff_id=one.pk, version=one.version, prompts=said(), now=MONDAY)


def test_an_offer_withdrawn_and_offered_again_is_a_new_version(mara, piet, waiting):
    one = offered(mara, waiting)
    one = offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    note_commands.write_prompts(
        by=acting(mara), handoff_id=one.pk, version=one.version, prompts=said(want="Two pages"), now=MONDAY
    )
    again = offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    with pytest.raises(Stale, match="new version has been offered"):
        answer_commands.got_it(by=acting(piet), handoff_id=one.pk, number=1, sentence="One page.", now=MONDAY)
    assert again.number == 2
    assert Version.objects.get(handoff=one, number=1).is_whole


def test_the_second_acceptance_names_who_was_first(mara, piet, waiting):
    one = taken(mara, piet, waiting)

    with pytest.raises(Refused, match=r"Piet has already answered .*: accepted"):
        answer_commands.got_it(by=acting(piet), handoff_id=one.pk, number=1, sentence="Again.", now=MONDAY)
    assert trail.actions_on(one).count("handoff.accepted") == 1


def test_no_one_else_answers(mara, ada, waiting):
    one = offered(mara, waiting)

    with pytest.raises(Refused, match="Piet"):
        answer_commands.got_it(by=acting(ada), handoff_id=one.pk, number=1, sentence="Mine.", now=MONDAY)


def test_got_it_needs_a_sentence(mara, piet, waiting):
    one = offered(mara, waiting)

    with pytest.raises(Invalid, match="one sentence"):
        answer_commands.got_it(by=acting(piet), handoff_id=one.pk, number=1, sentence="  ", now=MONDAY)


def test_a_returned_one_is_prepared_again_by_the_first_word(mara, piet, waiting):
    one = offered(mara, waiting)
    one = answer_commands.return_handoff(
        by=acting(piet), handoff_id=one.pk, number=1, questions=["Who approves?"], now=MONDAY
    )
    assert (one.state, [q.note for q in taker_questions.open_on(one)]) == ("returned", ["Who approves?"])

    note_commands.write_prompts(by=acting(mara), handoff_id=one.pk, version=one.version, prompts=said(), now=MONDAY)

    assert Handoff.objects.get(pk=one.pk).state == "preparing"
    assert "handoff.taken_up" in trail.actions_on(one)


def test_a_return_asks_something(mara, piet, waiting):
    one = offered(mara, waiting)

    with pytest.raises(Invalid, match="at least one question"):
        answer_commands.return_handoff(by=acting(piet), handoff_id=one.pk, number=1, questions=[" "], now=MONDAY)


def test_a_full_one_is_accepted_once_everything_is_read_back_and_answered(mara, piet, waiting):
    one = offered(mara, waiting, "full")
    with pytest.raises(Refused, match="been read back yet"):
        answer_commands.accept_handoff(by=acting(piet), handoff_id=one.pk, number=1, now=MONDAY)
    read_back_all(piet, one)
    taker_questions.ask(by=acting(piet), handoff=one, question="Who approves?", now=MONDAY)
    with pytest.raises(Refused, match="question is open"):
        answer_commands.accept_handoff(by=acting(piet), handoff_id=one.pk, number=1, now=MONDAY)
    answer(mara, taker_questions.open_on(one)[0])

    done = answer_commands.accept_handoff(by=acting(piet), handoff_id=one.pk, number=1, now=MONDAY)

    assert done.state == "accepted"


def test_conditions_carry_over_what_is_open_and_come_true(mara, piet, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)
    done = answer_commands.accept_with_conditions(
        by=acting(piet), handoff_id=one.pk, number=1, conditions=[condition(mara)], now=MONDAY
    )
    open_one = done.conditions.get()

    condition_commands.finish_condition(by=acting(mara), condition_id=open_one.pk, now=MONDAY)

    open_one.refresh_from_db()
    assert (done.state, open_one.done_by) == ("conditions", "Mara")
    assert trail.actions_on(one)[-1] == "handoff.condition_done"


def test_conditions_need_one(mara, piet, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)

    with pytest.raises(Invalid, match="at least one condition"):
        answer_commands.accept_with_conditions(by=acting(piet), handoff_id=one.pk, number=1, conditions=[], now=MONDAY)


def test_words_read_back_are_judged_and_new_words_are_judged_again(mara, piet, waiting):
    one = offered(mara, waiting, "full")
    key = keys(one)[0]
    read_back_all(piet, one)
    read_back_commands.judge_read_back(
        by=acting(mara), handoff_id=one.pk, key=key, version=1, verdict="differs", remark="Not for Sofie", now=MONDAY
    )

    again = read_back_commands.read_back(
        by=acting(piet), handoff_id=one.pk, key=key, words="Polished", version=2, now=MONDAY
    )

    assert (again.words, again.verdict, again.version) == ("Polished", "", 3)
    with pytest.raises(Stale):
        read_back_commands.judge_read_back(
            by=acting(mara), handoff_id=one.pk, key=key, version=1, verdict="agreed", now=MONDAY
        )  # fmt: skip


def test_two_who_read_one_item_back_lose_no_words(mara, piet, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)

    with pytest.raises(Stale):
        read_back_commands.read_back(
            by=acting(piet), handoff_id=one.pk, key=keys(one)[0], words="Unseen", version=0, now=MONDAY
        )  # fmt: skip


def test_a_request_within_a_retainer_is_handed_off_by_itself(mara, piet, site):
    item = make_item(site, "Winter service page", hours="14")

    one = offered(mara, site, item=item)

    assert (one.kind, str(one)) == ("small", "Winter service page")


def test_only_a_clients_work_is_handed_off(ada):
    homeless = make_waiting(None, ada)

    with pytest.raises(Refused):
        preparation_commands.prepare_handoff(by=acting(ada), project_id=homeless.pk, now=MONDAY)


def test_another_accounts_manager_gives_nothing(waiting):
    eve = make_person("Eve", "account_manager")
    make_account("Other", manager=eve)

    with pytest.raises(NotSeen):
        preparation_commands.prepare_handoff(by=acting(eve), project_id=waiting.pk, now=MONDAY)


def test_nothing_of_a_small_one_is_read_back(mara, waiting):
    assert read_backs.read(offered(mara, waiting)).pairs == []


def test_the_email_of_the_answer_has_the_result_and_each_condition(mara, piet, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)

    answer_commands.accept_with_conditions(
        by=acting(piet), handoff_id=one.pk, number=1, conditions=[condition(mara)], now=MONDAY
    )

    answer = Message.objects.filter(kind="handoff", to=mara.mail).latest("pk")
    assert answer.subject == f"Piet accepted the hand-off with 1 condition: {one}"
    assert f"– {one.conditions.get().text} (Mara, due " in answer.body
