"""The stage of a job, what is used of its budget, its next date, its blocker, and the order of the list."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from amity.shared.shares import seen_band, target_band
from amity.work import rules
from amity.work.budgets.rules import MarginToTarget, Use, heading
from amity.work.dates.rules import (
    CONDITION,
    ENTRY,
    HANDOFF,
    INPUT,
    MILESTONE,
    OFFER,
    Blocker,
    NextDate,
    is_one_matter,
    next_date,
    urgency,
    week_end,
    worst,
)
from amity.work.rules import Job, Named, date_state
from amity.work.stages.rules import is_over, stage_of_brief, stage_of_project
from amity.work.wording import title, use_text

TODAY = date(2026, 11, 25)


def job(name="Site", *, stage="active", share=None, band=None, use=None, **values):
    margin = None if share is None and band is None else MarginToTarget(share, 6000, band)
    columns: dict[str, Any] = {
        "kind": "project", "id": 1, "code": "", "account": Named(1, "Osprey Rail"), "manager": None, "size": "",
        "is_internal": False, "pre_existing": False, "created_at": datetime(2026, 1, 1, tzinfo=UTC), "ends_on": None,
        "budget": None, "next": None, "blocker": None, "waits_for_client": False,
    }  # fmt: skip
    return Job(**columns | {"name": name, "stage": stage, "margin": margin, "use": use} | values)


@pytest.mark.parametrize(
    ("state", "stage"),
    [("draft", "brief"), ("with_client", "estimate"), ("confirmed", "agreement"), ("dropped", "dropped")],
)
def test_a_brief_goes_from_brief_to_estimate_to_agreement(state, stage):
    assert stage_of_brief(state) == stage


@pytest.mark.parametrize(
    ("status", "agreement", "fee_model", "stage"),
    [
        ("initiating", "draft", "fixed", "agreement"),
        ("initiating", "with_client", "fixed", "agreement"),
        ("initiating", "signed", "fixed", "handoff"),
        ("initiating", "", "", "handoff"),
        ("handed_off", "signed", "fixed", "handed_off"),
        ("active", "in_force", "time_and_materials", "active"),
        ("active", "in_force", "retainer", "running"),
        ("active", "in_force", "prepaid", "running"),
        ("paused", "in_force", "retainer", "paused"),
        ("delivered", "in_force", "fixed", "delivered"),
        ("closed", "expired", "fixed", "closed"),
        ("cancelled", "dropped", "fixed", "cancelled"),
    ],
)
def test_the_stage_of_a_project_follows_from_its_status_and_its_agreement(status, agreement, fee_model, stage):
    found = stage_of_project(status, needs_handoff=True, agreement_state=agreement, fee_model=fee_model)

    assert found == stage


def test_what_needs_no_handoff_has_not_started_until_it_is_active():
    found = stage_of_project("initiating", needs_handoff=False, agreement_state="", fee_model="")

    assert (found, is_over(found), is_over("closed")) == ("not_started", False, True)


@pytest.mark.parametrize(
    ("used", "budget", "gone", "going", "leads"),
    [
        (110, 100, None, False, "over"),
        (100, 100, None, False, ""),
        (90, 100, None, True, "watch"),
        (89, 100, None, True, ""),
        (54, 100, Fraction(1, 2), True, "watch"),
        (52, 100, Fraction(1, 2), True, ""),
        (30, 100, Fraction(1, 5), True, ""),
        (100, 100, Fraction(19, 20), True, "watch"),
        (100, 100, Fraction(1), True, ""),
        (54, 100, Fraction(1, 2), False, ""),
        (5, None, None, True, ""),
        (0, 100, Fraction(1, 2), True, ""),
    ],
)
def test_a_budget_is_over_or_would_be_at_this_pace(used, budget, gone, going, leads):
    assert heading(used, budget, gone, going=going) == leads


def test_the_share_used_is_rounded_down_and_unknown_without_a_budget():
    assert (Use(1999, 2000).percent, Use(5, None).percent, Use(5, 0).percent) == (99, None, None)


def test_a_margin_up_to_two_points_below_its_target_is_just_below():
    assert [target_band(share, 6000) for share in (6000, 5999, 5800, 5799)] == ["well", "watch", "watch", "unwell"]


def test_the_next_date_is_the_earliest_open_one_and_overdue_ones_count():
    dates = [NextDate(TODAY, "ends"), NextDate(date(2026, 11, 2), "milestone", "Launch"), NextDate(TODAY, "input")]

    assert next_date(dates) == NextDate(date(2026, 11, 2), "milestone", "Launch")
    assert next_date(dates[::2]) == NextDate(TODAY, "input")
    assert next_date([]) is None


def test_the_worst_blocker_is_the_most_severe_and_of_equals_the_oldest():
    late = Blocker(2, "input", "Photos", since=date(2026, 11, 20))
    old = Blocker(2, "entry", "No approver", since=date(2026, 11, 2))

    assert worst([Blocker(1, "offer"), late, old]) == old
    assert worst([late, Blocker(3, "entry", "Down")]) == Blocker(3, "entry", "Down")
    assert worst([]) is None


def test_the_list_begins_with_the_margin_furthest_below_its_target_and_ends_with_what_is_over():
    jobs = [
        job("Fine", share=6100, band="well"), job("Closed", stage="closed", share=100, band="unwell"),
        job("Worst", share=3000, band="unwell"), job("Unknown"), job("Amber", share=5900, band="watch"),
    ]  # fmt: skip

    found = [one.name for one in sorted(jobs, key=lambda one: one.worst)]

    assert found == ["Worst", "Amber", "Fine", "Unknown", "Closed"]


def test_what_needs_someone_now_comes_before_the_margin():
    late, blocked = Blocker(2, "input", since=TODAY), Blocker(2, "entry", "No approver")
    passed = NextDate(date(2026, 11, 24), "milestone")
    found = [
        urgency([blocked, late], None, TODAY), urgency([blocked], passed, TODAY), urgency([blocked], None, TODAY),
        urgency([Blocker(1, "offer")], NextDate(TODAY, "ends"), TODAY),
    ]  # fmt: skip
    jobs = [job("Worst", share=3000, band="unwell"), job("Late input", share=6100, band="well", urgency=0)]

    assert found == [0, 1, 2, 3]
    assert [one.name for one in sorted(jobs, key=lambda one: one.worst)] == ["Late input", "Worst"]


def test_over_budget_comes_before_late_input():
    over = job("Over", use=Use(121, 100, heading="over"), share=6100, band="well")
    late = job("Late input", share=3000, band="unwell", urgency=0)

    assert [one.name for one in sorted([late, over], key=lambda one: one.worst)] == ["Over", "Late input"]


def test_who_sees_no_margin_never_sees_how_far_below_its_target_it_is():
    assert [seen_band(share, 6000, sees_margin=False) for share in (6000, 5999, 3000)] == ["well", "watch", "watch"]
    assert [seen_band(share, 6000, sees_margin=True) for share in (6000, 5999, 3000)] == ["well", "watch", "unwell"]


def test_the_title_counts_the_jobs_whose_mark_is_crimson_and_else_those_that_are_below():
    near, far = job("Near", share=5900, band="watch"), job("Far", share=3000, band="unwell")

    assert title([near, far, job("Fine", share=6100, band="well")], mine=True) == (
        "1 of your 3 open jobs is well below target margin"
    )
    assert title([near], mine=False) == "1 of 1 open jobs is below target margin"


def test_who_sees_no_margin_has_those_below_target_first_then_by_budget_used():
    jobs = [job("A", use=Use(10, 100)), job("B", use=Use(90, 100)), job("Below", band="unwell")]

    assert [one.name for one in sorted(jobs, key=lambda one: one.worst)] == ["Below", "B", "A"]


def test_each_view_shows_and_counts_its_open_jobs():
    jobs = [
        job(stage="estimate", waits_for_client=True), job(use=Use(5, 1, heading="over")), job(stage="handoff"),
        job(next=NextDate(week_end(TODAY), "ends")), job(stage="closed", waits_for_client=True),
    ]  # fmt: skip

    assert rules.counts(jobs, TODAY) == {"open": 4, "client": 1, "over": 1, "due": 1, "before": 2}
    assert [rules.in_view(jobs[4], view, TODAY) for view in rules.VIEWS] == [True, False, False, False, False]


def test_a_number_stands_for_one_brief_or_project_only():
    numbers = {rules.numbered(kind, key) for kind in ("brief", "project") for key in range(1, 4)}

    assert len(numbers) == 6
    assert rules.split(rules.numbered("brief", 7)) == ("brief", 7)
    assert rules.split(rules.numbered("project", 7)) == ("project", 7)


def test_what_is_used_of_a_fee_is_rounded_as_the_fee_is():
    assert use_text(Use(31_250, 950_000, unit="EUR")) == "€313 of €9,500"


def test_crimson_means_act_today_so_a_thin_margin_alone_is_amber_and_what_rests_is_not_crimson():
    over = Use(110, 100, heading="over")
    far = {"share": 3000, "band": "unwell"}

    margins = [
        job(**far), job(**far, use=over), job(**far, use=over, stage="delivered"), job(share=5900, band="watch"),
        job(share=6100, band="well", use=over),
    ]  # fmt: skip
    passed, ahead = NextDate(TODAY - timedelta(days=1), MILESTONE), NextDate(TODAY, MILESTONE)
    dated = [
        job(next=passed), job(next=passed, stage="delivered"), job(next=passed, stage="closed"), job(next=ahead), job(),
    ]  # fmt: skip

    assert [one.margin_state for one in margins] == ["watch", "unwell", "watch", "", ""]
    assert [date_state(one, TODAY) for one in dated] == ["unwell", "watch", "", "", ""]


def test_what_is_due_and_what_blocks_are_named_once_where_they_are_one_matter():
    photos, handoff = NextDate(TODAY, INPUT, "Photos"), NextDate(TODAY, HANDOFF)

    assert is_one_matter(photos, Blocker(1, INPUT, "Photos"))
    assert is_one_matter(handoff, Blocker(2, OFFER))
    assert is_one_matter(NextDate(TODAY, CONDITION), Blocker(2, CONDITION, "The map"))
    assert not is_one_matter(photos, Blocker(1, INPUT, "Prices"))
    assert not is_one_matter(photos, Blocker(3, ENTRY, "Photos"))
    assert not is_one_matter(photos, None)
    assert not is_one_matter(None, Blocker(1, INPUT, "Photos"))
