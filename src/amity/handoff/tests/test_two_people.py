"""Two people on one hand-off: by page and by command no text is lost, and one answer counts."""

from dataclasses import replace
from datetime import date

import pytest

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.models import Expectation
from amity.facts import commands as facts
from amity.facts.commands import FactFields
from amity.handoff import queries
from amity.handoff.models import Handoff, Note, ReadBack
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.read_backs import commands as read_back_commands
from amity.handoff.tests.making import answer_all, keys, offered, prepared, read_back_all, said
from amity.shared.errors import Stale
from amity.shared.refs import Ref
from amity.shared.values import value_of
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db
NAMES = ("want", "done", "must_not", "money_date", "promise")


def test_of_two_who_write_the_five_the_second_sees_both_texts(at, mara, ada, waiting):
    begun = preparation_commands.prepare_handoff(by=acting(mara), project_id=waiting.pk, kind="small", now=MONDAY)
    five = dict.fromkeys(NAMES, "As said") | {"then": "keep", "version": "1"}
    at(mara, "write_prompts", begun.pk, **five | {"want": "One page"})

    status, page = at(ada, "write_prompts", begun.pk, **five | {"want": "Two pages"})

    assert status == 409
    assert "One page" in page
    assert "Two pages" in page
    assert "Save my version" in page
    assert queries.prompts_of(begun)["want"].text == "One page"
    status, _page = at(ada, "write_prompts", begun.pk, **five | {"want": "Two pages, or one", "version": "2"})
    assert (status, queries.prompts_of(begun)["want"].text) == (200, "Two pages, or one")


def test_of_two_who_change_a_note_the_second_sees_both_texts(at, mara, ada, waiting):
    note = Note.objects.get(handoff=prepared(mara, waiting, "full"), block="want")
    typed = {"mark": "known", "stated_by": "Tom", "version": "1"}
    at(mara, "edit_note", note.pk, text="One page", **typed)

    status, page = at(ada, "edit_note", note.pk, text="Two pages", **typed)

    assert (status, "One page" in page, "Two pages" in page) == (409, True, True)
    note.refresh_from_db()
    assert (note.text, note.version) == ("One page", 2)


def test_a_note_that_was_changed_is_not_taken_away(at, mara, ada, waiting):
    note = Note.objects.get(handoff=prepared(mara, waiting, "full"), block="want")
    note_commands.edit_note(by=acting(mara), note_id=note.pk, version=1, words=HandoffNote("One page"), now=MONDAY)

    status, _page = at(ada, "drop_note", note.pk, version="1")

    assert (status, Note.objects.filter(pk=note.pk).exists()) == (409, True)


def test_of_two_windows_that_read_back_the_second_sees_both_words(at, mara, piet, waiting):
    one = offered(mara, waiting, "full")
    key = keys(one)[0]
    at(piet, "read_back", one.pk, key=key, words="Live on the first", version="0")

    _status, page = at(piet, "read_back", one.pk, key=key, words="Live on the second", version="0")

    assert "Live on the first" in page
    assert "Live on the second" in page
    assert ReadBack.objects.get().words == "Live on the first"


def test_words_about_a_version_that_was_replaced_stay_on_the_page(at, mara, piet, waiting):
    one = offered(mara, waiting)
    offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    _status, page = at(piet, "answer", one.pk, words="One page, live on Friday.", number="1", got_it="1")

    assert "A new version has been offered since you read this" in page
    assert "One page, live on Friday." in page
    assert state_of(waiting) == "offered"


def test_conditions_on_a_version_that_was_replaced_stay_and_are_sent_knowingly(at, mara, piet, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)
    offer_commands.take_back(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    typed = {"text": "The list is here", "owner_id": str(mara.pk), "due_on": "2099-01-04", "number": "1"}

    status, page = at(piet, "conditions", one.pk, **typed)

    assert status == 409
    assert "The list is here" in page
    assert 'name="number" value="2"' in page
    assert at(piet, "conditions", one.pk, **typed | {"number": "2"})[0] == 200
    assert state_of(waiting) == "conditions"


def test_what_was_accepted_is_accepted_once_however_it_is_asked(at, mara, piet, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)
    answer_all(mara, one)
    at(piet, "accept", one.pk, number="1")

    for name, typed in (
        ("accept", {"number": "1"}),
        ("return", {"number": "1", "question": "Who approves?"}),
        ("conditions", {"number": "1", "text": "x", "owner_id": str(mara.pk), "due_on": "2099-01-04"}),
    ):
        assert "Piet has already answered Winter page: accepted." in at(piet, name, one.pk, **typed)[1]
    assert (one.versions.get().accepted_by, state_of(waiting)) == ("Piet", "accepted")


def test_by_command_the_second_is_stale_and_the_first_stands(mara, ada, piet, waiting):
    one = offered(mara, waiting, "full")
    key = keys(one)[0]
    back = read_back_commands.read_back(
        by=acting(piet), handoff_id=one.pk, key=key, words="First", version=0, now=MONDAY
    )
    judge(mara, back, "agreed")

    with pytest.raises(Stale):
        judge(ada, back, "differs")
    back.refresh_from_db()
    assert (back.verdict, back.judged_by) == ("agreed", "Mara")


def test_the_five_are_stale_for_the_second_by_command(mara, ada, waiting):
    begun = preparation_commands.prepare_handoff(by=acting(mara), project_id=waiting.pk, kind="small", now=MONDAY)
    note_commands.write_prompts(by=acting(mara), handoff_id=begun.pk, version=1, prompts=said(want="Hers"), now=MONDAY)

    with pytest.raises(Stale) as fault:
        note_commands.write_prompts(
            by=acting(ada), handoff_id=begun.pk, version=1, prompts=said(want="Mine"), now=MONDAY
        )
    assert fault.value.current == begun


def state_of(project):
    return Handoff.objects.get(project=project).state


def judge(person, back, verdict):
    read_back_commands.judge_read_back(
        by=acting(person), handoff_id=back.handoff_id, key=back.key, version=1, verdict=verdict, remark="Later",
        now=MONDAY,
    )  # fmt: skip


@pytest.fixture
def promised(mara, waiting):
    """Return a small hand-off whose promise is a record."""
    return prepared(mara, waiting)


def change_on_its_page(person, **changes):
    """Return the values someone saves on the page of the only promise."""
    row = Expectation.objects.get()
    fields = replace(value_of(row, ExpectationFields), **changes)
    return expectations.edit_expectation(
        by=acting(person), expectation_id=row.pk, version=row.version, fields=fields, now=MONDAY
    )


def test_a_promise_changed_on_its_page_is_not_overwritten_from_the_five(at, mara, ada, promised):
    five = dict.fromkeys(NAMES, "As said") | {"then": "keep", "version": str(promised.version)}
    change_on_its_page(ada, statement="Two looks by Friday")

    status, page = at(mara, "write_prompts", promised.pk, **five | {"promise": "Three looks"})

    assert (status, "Two looks by Friday" in page, "Three looks" in page) == (409, True, True)
    assert Expectation.objects.get().statement == "Two looks by Friday"
    again = {"promise": "Three looks", "version": str(Handoff.objects.get().version)}
    assert at(mara, "write_prompts", promised.pk, **five | again)[0] == 200
    assert Expectation.objects.get().statement == "Three looks"


def test_a_promise_changed_on_its_page_is_not_overwritten_from_its_note(at, mara, ada, promised):
    note = promised.notes.get(block="promise")
    typed = {"mark": "assumed", "text": "Three looks", "version": str(note.version)}
    change_on_its_page(ada, statement="Two looks by Friday")

    status, page = at(mara, "edit_note", note.pk, **typed)

    assert (status, "Two looks by Friday" in page, "Three looks" in page) == (409, True, True)
    assert Expectation.objects.get().statement == "Two looks by Friday"


def test_a_promise_reset_by_the_client_is_not_overwritten_from_its_note(mara, ada, osprey, promised):
    note, row = promised.notes.get(block="promise"), Expectation.objects.get()
    cleo = Contact.objects.create(account=osprey, name="Cleo Marsh")
    move = Move("reset", "", "Two looks by Friday", Evidence(cleo.pk, MONDAY.date(), "call", ""))
    expectations.move_expectation(by=acting(ada), expectation_id=row.pk, version=row.version, move=move, now=MONDAY)

    with pytest.raises(Stale):
        note_commands.edit_note(
            by=acting(mara), note_id=note.pk, version=note.version, words=HandoffNote("Three looks"), now=MONDAY
        )


def test_a_note_changed_alone_is_not_overwritten_from_the_five(mara, ada, promised):
    note = promised.notes.get(block="want")
    note_commands.edit_note(
        by=acting(ada), note_id=note.pk, version=note.version, words=HandoffNote("Hers"), now=MONDAY
    )

    with pytest.raises(Stale):
        note_commands.write_prompts(
            by=acting(mara), handoff_id=promised.pk, version=promised.version, prompts=said(want="Mine"), now=MONDAY
        )


def test_an_answer_written_into_a_promise_is_not_overwritten_from_its_page(mara, ada, promised):
    row, note = Expectation.objects.get(), promised.notes.get(block="promise")
    before = value_of(row, ExpectationFields)
    by = acting(ada)
    question = facts.Question(ada.pk, MONDAY.date(), "How many?")
    asked = facts.ask(by=by, about=Ref.to(promised), field=f"note.{note.pk}", question=question, now=MONDAY)
    facts.answer(by=by, fact_id=asked.pk, version=asked.version, fields=FactFields("Two"), now=MONDAY)

    with pytest.raises(Stale):
        expectations.edit_expectation(
            by=acting(mara), expectation_id=row.pk, version=row.version, fields=replace(before, statement="Three"),
            now=MONDAY,
        )  # fmt: skip


def test_what_the_five_do_not_show_of_a_promise_stays_as_its_page_says(at, mara, ada, piet, promised):
    day = MONDAY.date()
    change_on_its_page(ada, promised_by_id=piet.pk, evidence=Evidence(None, day, "call", ""))
    version = str(Handoff.objects.get().version)
    five = dict.fromkeys(NAMES, "As said") | {"then": "keep", "version": version}

    at(mara, "write_prompts", promised.pk, **five)

    row = Expectation.objects.get()
    assert (row.statement, row.promised_by, row.stated_on, row.stated_in) == ("As said", piet, day, "call")


def test_the_kind_that_the_page_of_an_expectation_says_stays(mara, ada, waiting):
    note = prepared(mara, waiting, "full").notes.get(block="expectation")
    row = Expectation.objects.get(written_in=note)
    dated = replace(value_of(row, ExpectationFields), kind="date", promised_until=date(2027, 3, 1))
    expectations.edit_expectation(by=acting(ada), expectation_id=row.pk, version=row.version, fields=dated, now=MONDAY)
    note.refresh_from_db()

    note_commands.edit_note(
        by=acting(mara), note_id=note.pk, version=note.version, words=HandoffNote("Live in March"), now=MONDAY
    )

    row.refresh_from_db()
    assert (row.statement, row.kind) == ("Live in March", "date")


def test_the_owner_of_a_promise_is_its_writer_by_name_once(client, mara, waiting):
    begun = prepared(mara, waiting, "full")
    client.force_login(mara)

    owners = client.get(f"/handoffs/{begun.pk}/notes/promise/").context["form"]["owner_id"]
    buttons = [(one.choice_label, one.data["selected"]) for one in owners.subwidgets]

    assert buttons[0] == ("Mara", True)
    assert [label for label, chosen in buttons if chosen or label in ("Mara", "Me")] == ["Mara"]
