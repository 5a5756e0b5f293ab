"""A promise written in a hand-off is its record, and a small hand-off starts with the brief's values."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.audit import trail
from amity.briefs.fields import BriefFields
from amity.briefs.small_jobs import commands as small_jobs
from amity.briefs.small_jobs.commands import NoteFields
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.models import Expectation
from amity.handoff.answers import commands as answer_commands
from amity.handoff.changes.queries import since_acceptance
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.sources.blocks import gathered
from amity.handoff.tests.making import make_waiting, prepared, said, taken
from amity.monitoring.expectations.queries import expectations_of_project
from amity.projects.models import Project
from amity.shared.errors import Invalid, Refused
from amity.shared.values import value_of
from tests.builders import MONDAY, acting, make_agreement

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY.date() + timedelta(days=4)


@pytest.fixture
def cleo(osprey):
    """Return a client contact."""
    return Contact.objects.create(account=osprey, name="Cleo Marsh")


@pytest.fixture
def promised(mara, waiting, cleo):
    """Return an unaccepted small hand-off with a promise to Cleo by Friday."""
    begun = prepared(mara, waiting)
    words = HandoffNote("A first look", contact_id=cleo.pk, due_on=FRIDAY)
    return note_commands.write_prompts(
        by=acting(mara), handoff_id=begun.pk, version=begun.version, prompts={"promise": words}, now=MONDAY
    )


def items(handoff, block):
    return [item for one in gathered(handoff) if one.key == block for item in one.items]


def test_a_promise_in_a_hand_off_is_one_record_on_project_and_account(mara, waiting, cleo, promised):
    row = Expectation.objects.get()

    assert (row.statement, row.kind, row.promised_by, row.stated_by) == ("A first look", "promise", mara, cleo)
    assert row.promised_until == FRIDAY
    assert [one.pk for one in expectations_of_project(acting(mara), waiting)] == [row.pk]
    assert [item.text for item in items(promised, "promise")] == ["A first look"]


def test_a_promise_rewritten_changes_its_record(mara, promised):
    again = {"promise": HandoffNote("A second look", due_on=FRIDAY)}

    note_commands.write_prompts(
        by=acting(mara), handoff_id=promised.pk, version=promised.version, prompts=again, now=MONDAY
    )  # fmt: skip

    assert [row.statement for row in Expectation.objects.all()] == ["A second look"]


def test_a_promise_changed_on_its_page_waits_for_who_took_the_hand_off(mara, piet, waiting):
    handoff = taken(mara, piet, waiting)
    row = Expectation.objects.get()
    changed = replace(value_of(row, ExpectationFields), statement="Two looks")

    expectations.edit_expectation(
        by=acting(mara), expectation_id=row.pk, version=row.version, fields=changed, now=MONDAY
    )

    found = [one for one in since_acceptance(handoff) if one.block == "promise"]
    assert [(one.verdict, one.now and one.now.text) for one in found] == [("changed", "Two looks")]


def test_returned_and_offered_again_a_hand_off_keeps_one_record(mara, piet, promised):
    by = acting(mara)
    offered = offer_commands.offer_handoff(by=by, handoff_id=promised.pk, now=MONDAY)
    answer_commands.return_handoff(
        by=acting(piet), handoff_id=promised.pk, number=offered.number, questions=["Which look?"], now=MONDAY
    )

    offer_commands.offer_handoff(by=by, handoff_id=promised.pk, now=MONDAY)

    assert Expectation.objects.count() == 1


@pytest.mark.parametrize("text", ["Nothing.", "Nothing beyond the statement of work."])
def test_nothing_promised_is_an_answer_and_no_record(mara, waiting, text):
    begun = prepared(mara, waiting)

    written = note_commands.write_prompts(
        by=acting(mara), handoff_id=begun.pk, version=begun.version, prompts=said(promise=text), now=MONDAY
    )

    assert not Expectation.objects.exists()
    assert [item.text for item in items(written, "promise")] == [text]


def test_a_promise_with_a_history_is_not_dropped_with_its_note(mara, promised):
    note, row = promised.notes.get(block="promise"), Expectation.objects.get()
    move = Move("at_risk", "The studio is closed")
    expectations.move_expectation(by=acting(mara), expectation_id=row.pk, version=row.version, move=move, now=MONDAY)

    with pytest.raises(Refused):
        note_commands.drop_note(by=acting(mara), note_id=note.pk, version=note.version, now=MONDAY)


def test_a_promise_dropped_at_once_takes_its_record_with_it(mara, promised):
    note, row = promised.notes.get(block="promise"), Expectation.objects.get()

    note_commands.drop_note(by=acting(mara), note_id=note.pk, version=note.version, now=MONDAY)

    assert not Expectation.objects.exists()
    assert "expectation.withdrawn" in trail.actions_on(row)


def test_an_expectation_without_anyone_named_is_a_record_that_is_only_assumed(mara, waiting):
    begun = prepared(mara, waiting, "full")

    marks = {item.mark for item in items(begun, "expectation")}

    assert marks == {"assumed"}
    assert Expectation.objects.get(kind="result").stated_by is None


def test_no_item_is_known_without_a_source(mara, waiting):
    begun = prepared(mara, waiting, "full")

    known = [item for block in gathered(begun) for item in block.items if item.mark == "known"]

    assert all(item.who or item.where or item.url for item in known)


def test_known_without_anyone_who_said_so_is_refused(mara, waiting):
    begun = prepared(mara, waiting, "full")

    with pytest.raises(Invalid) as refused:
        note_commands.add_note(
            by=acting(mara), handoff_id=begun.pk, block="done", words=HandoffNote("Live", mark="known"), now=MONDAY
        )

    assert refused.value.field == "stated_by"


@pytest.fixture
def briefed(mara, piet, osprey, cleo):
    """Return the small hand-off of a landing page that Cleo asked for in a call."""
    make_agreement(osprey)
    brief = BriefFields(
        title="Landing page", client_words="A page by Friday", stated_by_id=cleo.pk, stated_in="call", done_when="Live",
        constraints="No cows", approver_id=cleo.pk, manager_id=piet.pk, budget_kind="amount", budget_high=90_000,
        wanted_on=FRIDAY,
    )  # fmt: skip
    opened = small_jobs.open_note(by=acting(mara), account_id=osprey.pk, fields=NoteFields(brief), now=MONDAY)
    small_jobs.start_note(by=acting(mara), brief_id=opened.pk, version=opened.version, now=MONDAY)
    project = Project.objects.get(name="Landing page")
    return preparation_commands.prepare_handoff(by=acting(mara), project_id=project.pk, kind="small", now=MONDAY)


def test_a_small_hand_off_is_filled_in_from_the_brief_with_marks_and_sources(briefed):
    want, done = items(briefed, "want")[0], items(briefed, "done")[0]

    assert (want.text, want.voice, want.mark, want.who, want.where) == (
        "A page by Friday", True, "known", "Cleo Marsh", "call",
    )  # fmt: skip
    assert (done.text, done.mark, done.who) == ("Live", "known", "Cleo Marsh")
    assert [item.text for item in items(briefed, "must_not")] == ["No cows"]
    assert {"90000", FRIDAY.isoformat()} <= {item.text for item in items(briefed, "money_date")}


def test_only_the_promise_is_asked_for_and_the_brief_stays_the_source(client, mara, briefed):
    client.force_login(mara)
    path = f"/handoffs/{briefed.pk}/write/"
    form = client.get(path).context["form"]
    assert form["want"].value() == "A page by Friday"
    seen = {field.name: field.value() for field in form if isinstance(field.value(), str | int)}

    answer = client.post(path, {**seen, "promise": "A first look", "then": "offer"})

    handoff = Handoff.objects.get(pk=briefed.pk)
    assert answer.status_code == 302
    assert (handoff.state, [note.block for note in handoff.notes.all()]) == ("offered", ["promise"])


@pytest.mark.parametrize(("who", "mark"), [("Helen Marsh", "known"), ("", "assumed")])
def test_the_basis_of_a_note_follows_from_its_source_unless_it_is_chosen(
    client, mara, piet, osprey, who, mark
):  # fmt: skip
    client.force_login(mara)
    handoff = prepared(mara, make_waiting(osprey, piet), "full")
    path = f"/handoffs/{handoff.pk}/notes/want/"
    form = client.get(path).context["form"]
    assert not form["mark"].value()

    answer = client.post(path, {"nonce": form["nonce"].value(), "text": "One page", "stated_by": who})
    assert answer.status_code == 302, answer.context["form"].errors

    assert handoff.notes.latest("pk").mark == mark


def test_what_is_missing_opens_its_form_and_a_promise_can_be_none(client, mara, waiting, cleo):
    begun = preparation_commands.prepare_handoff(by=acting(mara), project_id=waiting.pk, kind="full", now=MONDAY)
    client.force_login(mara)
    address, form = f"/handoffs/{begun.pk}/", f"/handoffs/{begun.pk}/notes/promise/"

    page = client.get(address).text
    shown = client.get(form, headers={"X-Dialog": "1"}).context["form"]
    sent = dict(
        re.findall(r'name="(nonce|text)" value="([^"]*)"', page[page.index(f'method="post" action="{form}"') :])
    )
    notice = [str(one) for one in client.post(form, sent, follow=True).context["messages"]]

    assert notice == ["Saved: Nothing promised."]
    assert f'<a href="{form}" data-dialog>What we promised</a>' in page
    assert [one.name for one in shown.unfolded()] == ["text", "owner_id", "contact_id", "due_on"]
    assert shown.opens_details() is False
    assert [item.text for item in items(begun, "promise")] == ["Nothing"]
    assert not Expectation.objects.exists()
    assert "Nothing promised" not in client.get(address).text
