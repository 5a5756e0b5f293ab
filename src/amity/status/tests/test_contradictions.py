"""The data say otherwise: each cause is asked of the project manager, later of the account manager, and answered."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from amity.accounts.covers.commands import CoverFields, set_cover
from amity.audit.models import Record
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.conflicts.commands import ConflictFields, OptionFields, find_conflict
from amity.lines.models import Line, Terms
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.monitoring.models import ProjectExpectation
from amity.projects.milestones.commands import add_milestone, deliver_milestone
from amity.projects.models import Deliverable
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.status import rules as statuses
from amity.status.answers.commands import answer_status
from amity.status.answers.fields import StatusFields
from amity.status.answers.queries import latest_of
from amity.status.contradictions import rules
from amity.status.contradictions.commands import AnswerFields, answer_contradiction
from amity.status.contradictions.following import follow_contradictions
from amity.status.contradictions.models import Contradiction
from amity.status.contradictions.queries import open_on, tally_of
from amity.status.contradictions.wording import question
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
YESTERDAY = MONDAY.date() - timedelta(days=1)
AFTER_A_DAY = MONDAY + timedelta(days=1, minutes=1)
GREEN = StatusFields(mood="confident", to_go_seconds=36_000)


@pytest.fixture
def app(osprey, piet, tim):
    """Return a project of Piet on Mara's account, with two lines of 10 h and time on Friday."""
    agreement = make_agreement(osprey, "time_and_materials")
    project = make_project(osprey, name="Branch app", manager=piet, team=[tim], agreement=agreement)
    lines = [make_line(agreement, number, hours="10:00") for number in ("1", "2")]
    make_entry(by=tim, project=project, hours="8:00", line_id=lines[0].pk)
    return project


def line(number):
    return Line.objects.get(number=str(number))


def colours(project):
    return [getattr(latest_of(project.pk), name) for name in statuses.JUDGEMENTS]


def report(project, by, fields=GREEN, now=MONDAY):
    return answer_status(by=acting(by), project_id=project.pk, fields=fields, now=now)


def over(app, mara, piet, tim):
    """Let the first line end 8 hours above its plan."""
    make_entry(by=tim, project=app, hours="10:00", line_id=line(1).pk)
    Line.objects.filter(number="1").update(finished_at=MONDAY)


def late_milestone(app, mara, piet, tim):
    add_milestone(by=acting(piet), project_id=app.pk, name="Payment live", due_on=YESTERDAY, now=MONDAY)


def linked(app, mara, **values):
    fields = ExpectationFields("In Welsh too", **{"kind": "scope", **values})
    row = expectations.record_expectation(by=acting(mara), account_id=app.account_id, fields=fields, now=MONDAY)
    ProjectExpectation.objects.create(expectation=row, project=app)
    return row


def missed(app, mara, piet, tim):
    row = linked(app, mara)
    move = Move("missed", "The translation came late")
    expectations.move_expectation(by=acting(mara), expectation_id=row.pk, version=row.version, move=move, now=MONDAY)


def silence(app, mara, piet, tim):
    for entry in app.entries.all():
        entry.work_date = MONDAY.date() - timedelta(days=15)
        entry.save()


def rounds(app, mara, piet, tim):
    first = line(1)
    Terms.objects.filter(line=first).update(revision_rounds=2)
    Deliverable.objects.create(project=app, line=first, state="in_work", revisions=2, changed_at=MONDAY)


def conflict(app, mara, piet, tim):
    row = linked(app, mara)
    options = (OptionFields("change_order", 1, 1), OptionFields("absorb", 1, -2))
    fields = ConflictFields("English only", options)
    find_conflict(by=acting(mara), expectation_id=row.pk, version=row.version, fields=fields, now=MONDAY)


def late_input(app, mara, piet, tim):
    fields = InputFields("Station photos", YESTERDAY, app.pk, asked_on=YESTERDAY)
    ask_input(by=acting(piet), fields=fields, now=MONDAY)


def promise(app, mara, piet, tim):
    linked(app, mara, kind="promise", promised_by_id=mara.pk, promised_until=MONDAY.date())


CAUSES = {
    rules.FORECAST: over, rules.MILESTONE: late_milestone, rules.EXPECTATION: missed, rules.NO_TIME: silence,
    rules.ROUNDS: rounds, rules.CONFLICT: conflict, rules.INPUT: late_input, rules.PROMISE: promise,
}  # fmt: skip


def waits(person, at):
    with time_machine.travel(at, tick=False):
        groups = waiting_for(acting(person), at)
        return [item for group in groups if group.kind.key == "contradiction" for item in group.items]


@pytest.mark.parametrize("kind", rules.KINDS)
def test_each_cause_is_seen_by_its_manager_then_by_the_account_manager_and_answered(kind, app, mara, piet, tim):
    report(app, piet)
    CAUSES[kind](app, mara, piet, tim)
    follow_contradictions(MONDAY)

    [item] = waits(piet, MONDAY)
    assert item.title == "Branch app"
    assert "green" in item.notes[0]
    assert item.notes[0].startswith("You reported")
    assert waits(mara, MONDAY) == []
    assert list(open_on([app.pk], acting(mara), MONDAY)) == []
    [later] = waits(mara, AFTER_A_DAY)
    assert later.notes[0].startswith("Piet reported")
    assert waits(tim, AFTER_A_DAY) == []

    row = Contradiction.objects.get()
    fields = AnswerFields(rules.EXPLAINED, words="The client knows")
    answer_contradiction(by=acting(piet), contradiction_id=row.pk, version=row.version, fields=fields, now=MONDAY)
    assert waits(piet, MONDAY) == waits(mara, AFTER_A_DAY) == []
    row.refresh_from_db()
    assert (row.outcome, row.words, row.closed_by) == (rules.EXPLAINED, "The client knows", piet)
    follow_contradictions(AFTER_A_DAY)
    assert Contradiction.objects.count() == 1, "the same facts aren't asked about twice"


def test_the_account_managers_stand_in_sees_it_too(app, osprey, mara, piet, tim):
    stand_in = make_person("Noor", "account_manager")
    day = MONDAY.date()
    fields = CoverFields(stand_in.pk, day, day + timedelta(days=5))
    set_cover(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    report(app, piet)
    late_milestone(app, mara, piet, tim)
    assert waits(stand_in, MONDAY) == []
    assert len(waits(stand_in, AFTER_A_DAY)) == 1


def test_a_status_that_contradicts_is_asked_about_at_once_and_changing_it_is_the_answer(app, mara, piet, tim):
    over(app, mara, piet, tim)
    report(app, piet)
    [row] = Contradiction.objects.all()
    assert (row.kind, row.closed_at) == (rules.FORECAST, None)

    answer_contradiction(
        by=acting(piet), contradiction_id=row.pk, version=row.version, fields=AnswerFields(rules.CHANGED), now=MONDAY
    )
    row.refresh_from_db()
    assert (row.outcome, row.colour) == (rules.CHANGED, statuses.AMBER)
    assert colours(app) == ["amber", "green", "green"]
    assert Record.objects.filter(action="contradiction.closed").count() == 1


def test_a_status_that_is_changed_on_its_own_answers_the_question(app, mara, piet, tim):
    over(app, mara, piet, tim)
    report(app, piet)
    report(app, piet, StatusFields(budget="red"))
    row = Contradiction.objects.get()
    assert (row.outcome, row.colour, row.closed_by) == (rules.CHANGED, "red", piet)


def test_a_question_goes_with_its_cause_and_counts_as_no_answer(app, mara, piet, tim):
    report(app, piet)
    late_milestone(app, mara, piet, tim)
    row = Contradiction.objects.get()
    milestone = app.milestones.get()
    deliver_milestone(by=acting(piet), milestone_id=milestone.pk, delivered_on=MONDAY.date(), now=MONDAY)
    row.refresh_from_db()
    assert row.outcome == rules.GONE
    tally = tally_of(piet, MONDAY.date())
    assert (tally.raised, tally.changed, tally.explained, tally.is_open) == (0, 0, 0, 0)


def test_without_a_status_nothing_is_contradicted(app, mara, piet, tim):
    late_milestone(app, mara, piet, tim)
    follow_contradictions(MONDAY)
    assert not Contradiction.objects.exists()


def test_only_who_runs_the_project_answers_and_the_account_manager_only_later(app, ada, mara, piet, tim, fina):
    report(app, piet)
    late_milestone(app, mara, piet, tim)
    row = Contradiction.objects.get()
    fields = AnswerFields(rules.EXPLAINED, words="Agreed")
    for person, refusal in ((mara, NotSeen), (tim, NotSeen), (fina, NotSeen)):
        with pytest.raises(refusal):
            answer_contradiction(by=acting(person), contradiction_id=row.pk, version=1, fields=fields, now=MONDAY)
    with pytest.raises(Refused):
        answer_contradiction(by=acting(fina), contradiction_id=row.pk, version=1, fields=fields, now=AFTER_A_DAY)
    with pytest.raises(Invalid):
        answer_contradiction(
            by=acting(mara), contradiction_id=row.pk, version=1, fields=AnswerFields(rules.EXPLAINED), now=AFTER_A_DAY
        )
    answer_contradiction(by=acting(mara), contradiction_id=row.pk, version=1, fields=fields, now=AFTER_A_DAY)


def test_the_question_names_what_was_reported_and_what_the_data_show(app, mara, piet, tim):
    report(app, piet)
    late_milestone(app, mara, piet, tim)
    over(app, mara, piet, tim)
    follow_contradictions(MONDAY)
    today = date(2026, 11, 24)
    found = {row.kind: question(row, piet, today) for row in Contradiction.objects.all()}
    assert found[rules.MILESTONE] == (
        "You reported the dates as green yesterday. “Payment live” was due on 22 Nov and isn’t delivered. "
        "What are we missing?"
    )
    assert found[rules.FORECAST].startswith("You reported the budget as green yesterday. The forecast puts the chance ")


def test_a_stale_answer_changes_nothing(app, mara, piet, tim):
    report(app, piet)
    late_milestone(app, mara, piet, tim)
    row = Contradiction.objects.get()
    with pytest.raises(Stale):
        answer_contradiction(
            by=acting(piet), contradiction_id=row.pk, version=row.version + 1, fields=AnswerFields(rules.CHANGED),
            now=MONDAY,
        )  # fmt: skip
    assert colours(app) == ["green"] * 3


def test_changed_ones_whose_project_went_over_are_counted(app, mara, piet, tim):
    over(app, mara, piet, tim)
    report(app, piet)
    report(app, piet, StatusFields(budget="amber"))
    assert tally_of(piet, MONDAY.date()).went_over == 0
    make_entry(by=tim, project=app, hours="5:00", line_id=line(2).pk)
    tally = tally_of(piet, MONDAY.date())
    assert (tally.changed, tally.went_over) == (1, 1)


def disagrees(client, project, person):
    """Return what the status on the project's page says against its green budget."""
    client.force_login(person)
    page = client.get(reverse("projects:project", args=[project.pk])).content.decode()
    found = re.search(r"Reported as green, but expected to end [^<]*", page)
    return " ".join(found[0].split()) if found else ""


def test_a_project_says_that_its_forecast_disagrees_with_a_green_budget(client, app, mara, piet, tim):
    report(app, piet)
    assert disagrees(client, app, mara) == ""
    over(app, mara, piet, tim)

    assert disagrees(client, app, mara) == "Reported as green, but expected to end 9 h over budget"
    report(app, piet, replace(GREEN, budget=statuses.AMBER))
    assert disagrees(client, app, mara) == ""


def test_a_question_about_the_forecast_says_it_alone(client, app, mara, piet, tim):
    report(app, piet)
    over(app, mara, piet, tim)
    follow_contradictions(MONDAY)

    assert rules.FORECAST in {row.kind for row in Contradiction.objects.all()}
    assert disagrees(client, app, piet) == ""
