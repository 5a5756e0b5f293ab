"""Jobs as someone sees them: one row from brief to project, with what is used, its margin, its date and its blocker."""

from datetime import date, timedelta

import pytest

from amity.briefs.hours_asked.commands import Asking, ask_for_hours
from amity.briefs.models import Brief
from amity.briefs.tests.making import make_brief, make_brief_line, make_crafts, make_whole_brief
from amity.handoff import queries as handoffs
from amity.handoff.tests.making import make_waiting, offered
from amity.monitoring.changes import EntryFields, InputFields
from amity.monitoring.inputs import commands as inputs
from amity.monitoring.risks import commands as risks
from amity.people.models import Person
from amity.profitability.projects.queries import project_money
from amity.projects.models import Project
from amity.shared.permission import MoneyRight
from amity.work.budgets.rules import HOURS as HOURS_USED
from amity.work.dates.rules import HANDOFF, HOURS, NextDate
from amity.work.queries import JobsAsked, has_own_jobs, jobs, open_jobs_of, stages_of
from amity.work.rules import OVER_BUDGET, in_view, numbered
from tests.builders import (
    MONDAY,
    acting,
    make_account,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_line,
    make_person,
    make_project,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()
MANY = 130


def seen(person, **asked):
    fresh = Person.objects.get(pk=person.pk)
    return {job.name: job for job in jobs(acting(fresh), JobsAsked(**asked), TODAY)}


def test_a_brief_and_the_agreement_and_project_it_became_are_one_job(mara, piet, osprey):
    brief = make_whole_brief(mara, osprey, piet)
    before = seen(mara)
    agreement = make_agreement(osprey, "fixed", state="draft", signed_on=None)
    project = make_waiting(osprey, piet, name="Spring promotion", agreement=agreement)
    Brief.objects.filter(pk=brief.pk).update(state="converted", agreement=agreement)

    after = seen(mara)

    assert [(job.kind, job.stage) for job in before.values()] == [("brief", "brief")]
    assert [(job.kind, job.id, job.stage) for job in after.values()] == [("project", project.pk, "agreement")]
    assert after["Spring promotion"].size == brief.size


def test_a_converted_brief_whose_project_is_elsewhere_is_still_a_job(mara, piet, osprey):
    brief = make_whole_brief(mara, osprey, piet)
    agreement = make_agreement(osprey, "fixed", state="draft")
    Brief.objects.filter(pk=brief.pk).update(state="converted", agreement=agreement)
    called_off = make_brief(mara, osprey, title="Call-off")
    Brief.objects.filter(pk=called_off.pk).update(state="converted")

    assert {job.name: job.stage for job in seen(mara).values()} == {"Spring promotion": "agreement"}


def test_closed_and_internal_work_is_a_job_only_on_request(mara, osprey, fina):
    for status in ("active", "closed", "cancelled"):
        make_project(osprey, name=status, status=status)
    make_project(None, name="Leave", is_internal=True)
    make_brief(mara, osprey, title="dropped")
    Brief.objects.update(state="dropped")

    assert set(seen(fina)) == {"active"}
    assert set(seen(fina, closed=True)) == {"active", "closed", "cancelled", "dropped"}
    assert set(seen(fina, internal=True)) == {"active", "Leave"}


def test_ones_own_jobs_are_those_one_answers_for_and_of_the_team_those_one_works_on(mara, piet, tim, ada, fina, osprey):
    make_project(osprey, name="Hers")
    make_project(make_account("Larkfield"), name="His", manager=piet, team=[tim, mara])

    assert [set(seen(person, mine=True)) for person in (mara, piet, tim)] == [{"Hers"}, {"His"}, {"His"}]
    assert [open_jobs_of(person) for person in (mara, piet, tim)] == [1, 1, 1]
    assert [has_own_jobs(person) for person in (mara, tim, ada, fina)] == [True, True, True, False]


def test_a_stranger_to_an_account_has_none_of_its_jobs(mara, piet, osprey):
    make_project(osprey, name="Site")
    make_brief(mara, osprey)
    stranger = make_person("Nora", "account_manager")

    assert seen(stranger) == seen(piet) == {}
    assert stages_of(acting(stranger), JobsAsked()) == {}


def test_used_of_budget_counts_all_projects_seen_under_one_agreement(mara, osprey):
    make_cost_rate("50")
    agreement = make_agreement(osprey, "fixed", fee=1_000_000)
    make_line(agreement, hours="20")
    one, other = (make_project(osprey, name=name, agreement=agreement, team=[mara]) for name in ("One", "Other"))
    make_entry(by=mara, project=one, hours="12")
    make_entry(by=mara, project=other, hours="10")

    found = seen(mara)

    assert [(job.use.percent, job.use.shared, job.use.heading) for job in found.values()] == [(110, 1, "over")] * 2
    assert found["One"].use.used == 22 * 3600


@pytest.mark.parametrize("sees_fees", [True, False])
def test_time_and_materials_without_a_plan_shows_its_value_against_the_cap_to_who_sees_fees(mara, osprey, sees_fees):
    make_cost_rate("50")
    capped = make_agreement(osprey, hourly_rate=100, cap=100_000)
    make_entry(by=mara, project=make_project(osprey, name="Campaign", agreement=capped, team=[mara]), hours="13")
    Person.objects.filter(pk=mara.pk).update(own_money_right=MoneyRight.FEE if sees_fees else MoneyRight.HOURS)

    job = seen(mara)["Campaign"]

    shown = (130_000, 100_000, "EUR") if sees_fees else (13 * 3600, None, HOURS_USED)
    assert (job.use.used, job.use.budget, job.use.unit) == shown
    assert in_view(job, OVER_BUDGET, TODAY) is sees_fees


def test_a_retainer_shows_its_period(mara, osprey):
    retainer = make_agreement(osprey, "retainer", fee=300_000, included_seconds=20 * 3600)
    care = make_project(osprey, name="Care", agreement=retainer, team=[mara])
    make_entry(by=mara, project=care, hours="18")

    job = seen(mara)["Care"]

    assert (job.stage, job.use.used, job.use.budget) == ("running", 18 * 3600, 20 * 3600)
    assert (job.use.since, job.use.until, job.use.heading) == (date(2026, 11, 1), date(2026, 11, 30), "watch")


def test_a_margin_is_coloured_by_one_rule_and_shown_as_far_as_the_right_goes(mara, piet, tim, osprey):
    make_cost_rate("45")
    agreement = make_agreement(osprey, hourly_rate="100")
    site = make_project(osprey, name="Site", agreement=agreement, team=[tim, mara], manager=piet)
    make_entry(by=tim, project=site, hours="10")

    margins = [seen(person)["Site"].margin for person in (mara, tim)]

    assert (margins[0].share, margins[0].target, margins[0].band, margins[0].estimated) == (5500, 6000, "unwell", False)
    assert margins[1] is None


def test_before_the_start_the_margin_is_that_of_the_plan(mara, piet, osprey):
    make_cost_rate("60")
    crafts = make_crafts()
    brief = make_brief(mara, osprey)
    make_brief_line(mara, brief, ((crafts["Design"].pk, 100 * 3600),))
    agreement = make_agreement(osprey, "fixed", fee=1_000_000, state="draft")
    make_line(agreement, hours="100", planned_cost=410_000)
    make_waiting(osprey, piet, name="Next", agreement=agreement)

    found = seen(mara)

    brief_margin, planned = found["Spring promotion"].margin, found["Next"].margin
    assert (brief_margin.share, brief_margin.band, brief_margin.estimated) == (5200, "unwell", True)
    assert (planned.share, planned.band, planned.estimated) == (5900, "watch", True)
    assert found["Spring promotion"].use.budget == 100 * 3600


def test_in_work_one_only_does_one_sees_hours_and_no_amount(mara, osprey, piet):
    larkfield = make_account("Larkfield")
    agreement = make_agreement(larkfield, "fixed", fee=1_000_000)
    make_line(agreement, hours="40")
    foreign = make_project(larkfield, name="Foreign", agreement=agreement, team=[mara])
    make_entry(by=mara, project=foreign, hours="10")
    make_project(osprey, name="Own")

    job = seen(mara)["Foreign"]

    assert (job.use.percent, job.margin, job.budget) == (25, None, None)


def test_the_next_date_is_the_nearest_open_one(mara, osprey):
    site = make_project(osprey, name="Site", ends_on=date(2027, 1, 31))
    site.milestones.create(name="Kick-off", due_on=date(2026, 11, 2), delivered_on=date(2026, 11, 2))
    site.milestones.create(name="Launch", due_on=date(2026, 12, 3))
    make_project(osprey, name="Bare", ends_on=date(2026, 12, 31))

    found = seen(mara)

    assert (found["Site"].next.on, found["Site"].next.name) == (date(2026, 12, 3), "Launch")
    assert (found["Bare"].next.on, found["Bare"].next.kind) == (date(2026, 12, 31), "ends")


def test_client_input_that_no_one_asked_for_neither_blocks_nor_waits_for_the_client(mara, osprey):
    site, due_on = make_project(osprey, name="Site"), TODAY - timedelta(days=6)
    inputs.ask_input(by=acting(mara), fields=InputFields("Photos", due_on, project_id=site.pk), now=MONDAY)

    [job] = seen(mara).values()

    assert (job.blocker, job.waits_for_client) == (None, False)


def test_late_client_input_blocks_and_input_not_yet_due_is_waited_for(mara, osprey):
    site, other = make_project(osprey, name="Site"), make_project(osprey, name="Other")
    for project, due_on in ((site, TODAY - timedelta(days=6)), (other, TODAY + timedelta(days=6))):
        fields = InputFields("Photos", due_on, project_id=project.pk, asked_on=TODAY - timedelta(days=9))
        inputs.ask_input(by=acting(mara), fields=fields, now=MONDAY)

    found = seen(mara)

    assert (found["Site"].blocker.kind, found["Site"].blocker.since) == ("input", TODAY - timedelta(days=6))
    assert found["Other"].blocker is None
    assert [found[name].waits_for_client for name in ("Site", "Other")] == [True, True]


def test_the_worst_open_entry_blocks_and_a_risk_does_not(mara, osprey):
    site, other = make_project(osprey, name="Site"), make_project(osprey, name="Other")
    for project, kind, effect in ((site, "issue", 2), (site, "roadblock", 5), (other, "risk", 5)):
        fields = EntryFields(kind, kind=kind, project_id=project.pk, client_effect=effect, waiting="Dana")
        risks.add_entry(by=acting(mara), fields=fields, now=MONDAY)

    found = seen(mara)

    assert (found["Site"].blocker.name, found["Site"].blocker.severity) == ("roadblock", 3)
    assert found["Other"].blocker is None


def test_an_offered_handoff_and_an_unmet_condition_block(mara, piet, osprey):
    waiting, accepted = (make_waiting(osprey, piet, name=name) for name in ("Waiting", "Accepted"))
    make_waiting(osprey, piet, name="Not begun")
    make_waiting(osprey, mara, name="One hat")
    offered(mara, waiting)
    full = offered(mara, accepted, "full")
    Project.objects.filter(pk=accepted.pk).update(status="handed_off")
    full.conditions.create(
        text="The price list is here", owner=piet, due_on=date(2026, 11, 30), set_by="Piet", set_at=MONDAY
    )
    type(full).objects.filter(pk=full.pk).update(state="conditions")

    found = {name: job.blocker for name, job in seen(mara).items()}

    assert (found["Waiting"].kind, found["Waiting"].who, found["Waiting"].people) == ("offer", "Piet", {piet.pk})
    assert (found["Accepted"].kind, found["Accepted"].name) == ("condition", "The price list is here")
    assert (found["Not begun"].kind, found["One hat"]) == ("no_handoff", None)


def test_unsigned_work_that_today_asks_to_hand_off_is_blocked_and_due_on_its_start(mara, piet, osprey):
    draft = make_agreement(osprey, "fixed", state="draft", signed_on=None)
    project = make_waiting(osprey, piet, name="Timetable", agreement=draft, starts_on=TODAY)

    found = seen(mara)["Timetable"]

    assert handoffs.waiting_projects(acting(mara)) == [project]
    assert (found.stage, found.blocker.kind, found.next) == ("agreement", "no_handoff", NextDate(TODAY, HANDOFF))


def test_the_stages_alone_are_those_of_the_jobs(mara, piet, osprey):
    make_waiting(osprey, piet)
    make_brief(mara, osprey)

    found = {numbered(job.kind, job.id): job.stage for job in seen(mara).values()}

    assert stages_of(acting(mara), JobsAsked()) == found
    assert sorted(found.values()) == ["brief", "handoff"]


def test_briefs_have_the_same_hours_and_owed_answers_among_many(mara, tim, osprey):
    design, brief = make_crafts()["Design"], make_brief(mara, osprey)
    row = make_brief_line(mara, brief, ((design.pk, 100 * 3600),))
    ask_for_hours(by=acting(mara), line_id=row.pk, asking=Asking(tim.pk, design.pk, TODAY), now=MONDAY)
    alone = seen(mara)["Spring promotion"]
    assert (alone.use.budget, alone.blocker.kind, alone.next.on) == (100 * 3600, HOURS, TODAY)

    others = {"account": osprey, "currency": osprey.currency, "opened_at": MONDAY, "changed_at": MONDAY}
    Brief.objects.bulk_create(Brief(title=f"Brief {number}", **others) for number in range(MANY))

    assert seen(mara)["Spring promotion"] == alone


def test_a_retainer_has_one_margin_whichever_work_has_the_latest_time(fina, tim, osprey):
    make_cost_rate("40")
    held = make_agreement(osprey, "retainer", fee=100_000, included_seconds=36_000, starts_on=date(2026, 9, 1))
    care = make_project(osprey, name="Care", agreement=held, team=[tim])
    make_entry(by=tim, project=care, hours="5", on=date(2026, 10, 5))
    make_entry(by=tim, project=make_project(osprey, name="Site", team=[tim]), hours="1", on=date(2026, 11, 20))

    money = project_money(acting(fina), care, TODAY)

    assert money.figures.margin
    assert money.figures.margin.value == seen(fina, whole_books=True)["Care"].margin.share
    assert [month.id for month in money.months] == [202610, 202611], "its fee of November is earned so far"
