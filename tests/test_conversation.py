"""The conversation of an account: what each part adds to it, in which direction, with whom, when and where it leads."""

from datetime import date, timedelta

import pytest

from amity.accounts import policy as accounts
from amity.accounts.evidence import Evidence
from amity.accounts.timeline.queries import Asked, events_of
from amity.accounts.timeline.rules import FROM_CLIENT, INTERNAL, TO_CLIENT
from amity.agreements.steps.commands import terminate_agreement
from amity.agreements.tests.making import EVIDENCE, make_draft, make_offer, read, sign
from amity.briefs.moves.commands import MoveFields, step
from amity.briefs.tests.making import make_whole_brief
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.conflicts import commands as conflicts
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.handoff.answers import commands as answers
from amity.handoff.tests.making import make_waiting, offered
from amity.monitoring.changes import ChaseFields, InputFields, InputMove
from amity.monitoring.expectations.commands import expect_on_project
from amity.monitoring.inputs import commands as inputs
from amity.retainers.models import SentNote
from tests.builders import MONDAY, acting, make_agreement, make_person

FRIDAY = date(2026, 11, 20)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def cleo(osprey):
    return osprey.contacts.create(name="Cleo Client")


def conversation(person, account, **asked):
    """Return the events as the person sees them, the oldest first."""
    events, _older = events_of(acting(person), account, Asked(**asked))
    return list(reversed(events))


def lines(person, account, **asked):
    """Return kind, direction and title of each event."""
    return [(str(one.event.kind), one.direction, one.event.title) for one in conversation(person, account, **asked)]


def test_client_input_is_asked_for_reminded_of_promised_and_received(piet, mara, site, osprey, cleo):
    by, asked_on = acting(piet), MONDAY - timedelta(days=6)
    fields = InputFields(
        "Station photos",
        date(2026, 11, 25),
        project_id=site.pk,
        contact_id=cleo.pk,
        owner_id=mara.pk,
        asked_on=asked_on.date(),
    )
    row = inputs.ask_input(by=by, fields=fields, now=asked_on)
    inputs.chase_input(
        by=by, input_id=row.pk, fields=ChaseFields(FRIDAY, "phone", "Tomorrow"), now=MONDAY - timedelta(days=2)
    )
    for move in (InputMove("promised", on=date(2026, 11, 27)), InputMove("in", on=MONDAY.date())):
        row = inputs.move_input(
            by=by,
            input_id=row.pk,
            version=row.version,
            move=move,
            now=MONDAY - timedelta(days=move.state == "promised"),
        )

    found = conversation(mara, osprey)

    assert lines(mara, osprey) == [
        ("We asked for", TO_CLIENT, "Station photos"),
        ("Reminder", TO_CLIENT, "Station photos"),
        ("They promised", FROM_CLIENT, "Station photos"),
        ("Received", FROM_CLIENT, "Station photos"),
    ]
    assert [one.day for one in found] == [asked_on.date(), FRIDAY, date(2026, 11, 22), MONDAY.date()]
    assert [one.row.at for one in found] == [None, None, MONDAY - timedelta(days=1), None]
    assert {(one.contacts[0][1], one.row.project, one.event.address) for one in found} == {
        ("Cleo Client", "Ticket site", f"/inputs/{row.pk}/")
    }
    assert (found[1].event.how, found[1].event.text, found[1].colleagues) == ("phone", "Tomorrow", ["Piet"])
    assert "27 Nov" in found[2].event.text


def test_expectations_are_stated_reset_and_missed(mara, osprey, cleo):
    by, said = acting(mara), Evidence(cleo.pk, FRIDAY, "steering call", "Both languages, please")
    fields = ExpectationFields("The app comes in Welsh", "scope", evidence=said)
    row = expectations.record_expectation(by=by, account_id=osprey.pk, fields=fields, now=MONDAY)
    moves = (
        Move("reset", "Agreed", "Welsh comes in June", Evidence(cleo.pk, date(2026, 11, 22), "email", "June is fine")),
        Move("missed", "It came in July"),
    )
    for move in moves:
        row = expectations.move_expectation(by=by, expectation_id=row.pk, version=row.version, move=move, now=MONDAY)

    found = conversation(mara, osprey)

    assert lines(mara, osprey) == [
        ("They expect", FROM_CLIENT, "The app comes in Welsh"),
        ("Expectation reset", FROM_CLIENT, "Welsh comes in June"),
        ("Expectation missed", INTERNAL, "Welsh comes in June"),
    ]
    assert [(one.day, one.event.how, one.event.words) for one in found[:2]] == [
        (FRIDAY, "steering call", "Both languages, please"), (date(2026, 11, 22), "email", "June is fine"),
    ]  # fmt: skip
    assert (found[2].row.at, found[2].event.text) == (MONDAY, "It came in July")
    assert {one.contacts[0][0] for one in found} == {cleo.pk}


def test_a_promise_is_given_to_the_client_and_kept(mara, piet, osprey, cleo):
    fields = ExpectationFields(
        "Test phones", "promise", promised_by_id=piet.pk, promised_until=date(2026, 11, 27), evidence=Evidence(cleo.pk)
    )
    row = expectations.record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    expectations.move_expectation(
        by=acting(mara), expectation_id=row.pk, version=row.version, move=Move("met"), now=MONDAY + timedelta(hours=1)
    )

    given, kept = conversation(mara, osprey)

    assert [(str(one.event.kind), one.direction) for one in (given, kept)] == [
        ("We promised", TO_CLIENT), ("Promise kept", TO_CLIENT),
    ]  # fmt: skip
    assert (given.contacts, given.colleagues) == ([(cleo.pk, "Cleo Client")], ["Piet"])
    assert lines(mara, osprey, colleague=mara) == [("Promise kept", TO_CLIENT, "Test phones")]


def test_what_we_assume_is_within_the_agency_and_corrections_are_left_out(mara, osprey):
    fields = ExpectationFields("Weekly calls", "way")
    row = expectations.record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    expectations.edit_expectation(
        by=acting(mara), expectation_id=row.pk, version=row.version, fields=ExpectationFields("A call a week", "way"),
        now=MONDAY,
    )  # fmt: skip

    assert lines(mara, osprey) == [("We assume they expect", INTERNAL, "Weekly calls")]


def test_a_conflict_is_found_and_settled(mara, osprey, cleo):
    by = acting(mara)
    fields = ExpectationFields("The app comes in Welsh", "scope", evidence=Evidence(cleo.pk, FRIDAY))
    row = expectations.record_expectation(by=by, account_id=osprey.pk, fields=fields, now=MONDAY)
    options = (OptionFields("absorb", 3, -4), OptionFields("change_order", 1, 3))
    conflict = conflicts.find_conflict(
        by=by, expectation_id=row.pk, version=row.version, fields=ConflictFields("English only", options), now=MONDAY
    )
    conflict = conflicts.answer_conflict(
        by=by, conflict_id=conflict.pk, version=conflict.version,
        fields=ConflictAnswerFields("absorb", "They are new", speak_by=MONDAY.date()), now=MONDAY,
    )  # fmt: skip
    conflicts.close_conflict(
        by=by, conflict_id=conflict.pk, version=conflict.version, outcome="Dana agreed", now=MONDAY + timedelta(hours=2)
    )

    found = conversation(mara, osprey, kind="conflicts")

    assert [(str(one.event.kind), one.direction, one.event.text) for one in found] == [
        ("Conflict found", INTERNAL, "English only"), ("Conflict settled", INTERNAL, "Dana agreed"),
    ]  # fmt: skip
    assert found[0].event.address == f"/expectations/{row.pk}/#conflict-{conflict.pk}"


def test_agreements_are_sent_signed_and_terminated(mara, osprey):
    cleo = osprey.contacts.create(name="Cleo Client")
    draft = make_draft(mara, osprey, title="Ticket app")
    make_offer(mara, draft)
    sign(mara, draft)
    terminate_agreement(
        by=acting(mara), agreement_id=draft.pk, version=read(draft).version, evidence=EVIDENCE_OF_END, now=MONDAY
    )

    found = conversation(mara, osprey)

    assert lines(mara, osprey) == [
        ("Statement of work sent", TO_CLIENT, "Ticket app"),
        ("Statement of work signed", FROM_CLIENT, "Ticket app"),
        ("Statement of work terminated", INTERNAL, "Ticket app"),
    ]
    assert (found[0].day, found[0].contacts) == (EVIDENCE.on, [(0, "Cleo Client")])
    assert {one.event.address for one in found} == {f"/agreements/{draft.pk}/"}
    assert len(lines(mara, osprey, contact_id=cleo.pk)) == 2


EVIDENCE_OF_END = type(EVIDENCE)(MONDAY.date(), note="They stop the app")


def test_a_brief_is_asked_for_sent_and_confirmed(mara, piet, osprey):
    brief = make_whole_brief(mara, osprey, piet)
    for state, day in (("with_client", date(2026, 11, 21)), ("confirmed", MONDAY.date())):
        step(brief, state, acting(mara), MONDAY, MoveFields(brief.approver_id, day, "email"))

    found = conversation(mara, osprey)

    assert lines(mara, osprey) == [
        ("They asked for", FROM_CLIENT, "Spring promotion"),
        ("Brief sent", TO_CLIENT, "Spring promotion"),
        ("Brief confirmed", FROM_CLIENT, "Spring promotion"),
    ]
    assert [one.day for one in found] == [FRIDAY, date(2026, 11, 21), MONDAY.date()]
    assert {(one.contacts[0][1], one.event.address) for one in found} == {("Gwen Pryce", f"/briefs/{brief.pk}/")}
    assert (found[0].event.words, found[2].colleagues) == ("Nobody knows we also make butter.", ["Mara"])


def test_a_retainer_note_is_named_without_its_text_for_those_who_see_hours(mara, tim, osprey, cleo):
    care = make_agreement(osprey, "retainer", title="App care")
    SentNote.objects.create(
        agreement=care, period=date(2026, 11, 1), contact=cleo, text="It cost €900", sent_by=mara, sent_at=MONDAY
    )

    (note,) = conversation(mara, osprey)

    assert (str(note.event.kind), note.direction, note.event.title) == (
        "Retainer note for Nov 2026", TO_CLIENT, "App care",
    )  # fmt: skip
    assert "900" not in f"{note.event} {note.row}"
    assert (note.contacts, note.colleagues) == ([(cleo.pk, "Cleo Client")], ["Mara"])
    mara.own_money_right = 0
    mara.save()
    assert conversation(type(mara).objects.get(pk=mara.pk), osprey) == []


def test_a_hand_off_is_offered_returned_and_accepted_within_the_agency(mara, piet, osprey):
    handoff = offered(mara, make_waiting(osprey, piet, name="Beta"))
    answers.return_handoff(
        by=acting(piet), handoff_id=handoff.pk, number=1, questions=["By when?"], now=MONDAY + timedelta(hours=1)
    )

    assert lines(mara, osprey, kind="handoffs") == [
        ("Hand-off offered", INTERNAL, "Beta"), ("Hand-off returned", INTERNAL, "Beta"),
    ]  # fmt: skip
    assert [one.colleagues for one in conversation(mara, osprey, kind="handoffs")] == [["Mara"], ["Piet"]]


def test_a_team_member_sees_only_what_concerns_their_projects(tim, mara, piet, site, osprey, cleo):
    asked = InputFields("Station photos", FRIDAY, project_id=site.pk, contact_id=cleo.pk, asked_on=MONDAY.date())
    inputs.ask_input(by=acting(piet), fields=asked, now=MONDAY)
    inputs.ask_input(
        by=acting(mara), fields=InputFields("Logo", FRIDAY, account_id=osprey.pk, asked_on=MONDAY.date()), now=MONDAY
    )
    fields = ExpectationFields("The app comes in Welsh", "scope", evidence=Evidence(cleo.pk, FRIDAY))
    expectations.record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    expect_on_project(by=acting(piet), project_id=site.pk, fields=fields, now=MONDAY)
    outsider = make_person("Otto")

    assert [title for _kind, _way, title in lines(tim, osprey)] == ["The app comes in Welsh", "Station photos"]
    assert len(lines(mara, osprey)) == 4
    assert lines(mara, osprey, project_id=site.pk) == lines(tim, osprey)
    assert lines(outsider, osprey) == []


def test_someone_with_full_access_sees_all_that_each_source_shows_row_by_row(
    mara, ada, piet, site, osprey, cleo, monkeypatch
):
    """The short cut of `seen_rows` leaves out only conditions that are true."""
    fields = InputFields("Station photos", FRIDAY, project_id=site.pk, contact_id=cleo.pk, asked_on=MONDAY.date())
    asked = inputs.ask_input(by=acting(piet), fields=fields, now=MONDAY)
    inputs.chase_input(by=acting(piet), input_id=asked.pk, fields=ChaseFields(FRIDAY, "phone"), now=MONDAY)
    stated = ExpectationFields("The app comes in Welsh", "scope", evidence=Evidence(cleo.pk, FRIDAY))
    expectations.record_expectation(by=acting(mara), account_id=osprey.pk, fields=stated, now=MONDAY)
    brief = make_whole_brief(mara, osprey, piet)
    step(brief, "with_client", acting(mara), MONDAY, MoveFields(cleo.pk, FRIDAY, "email"))
    sign(mara, make_draft(mara, osprey))
    offered(mara, make_waiting(osprey, piet, name="Beta"))
    SentNote.objects.create(
        agreement=make_agreement(osprey, "retainer", included_seconds=36_000), period=date(2026, 11, 1), contact=cleo,
        text="Dear Cleo", sent_by=mara, sent_at=MONDAY,
    )  # fmt: skip
    short = {person: lines(person, osprey) for person in (mara, ada)}

    monkeypatch.setattr(accounts, "sees_whole", lambda person, account: False)

    assert len(short[mara]) == 10
    assert {person: lines(person, osprey) for person in (mara, ada)} == short
