"""The revenue of a closed month doesn't change with later agreements. The open month takes the difference."""

from datetime import UTC, date, datetime

import pytest

from amity.agency.models import CardPrice
from amity.agreements.models import Agreement
from amity.lines.models import Line
from amity.profitability.models import Closing, FrozenAccount, FrozenLine, FrozenPart, FrozenRevenue
from amity.profitability.profit_rows.queries import profits
from amity.shared.errors import Invalid, Refused
from amity.timesheets import commands as timesheets
from tests.builders import MONDAY, acting, make_agreement, make_cost_rate, make_entry, make_line, make_project

TODAY = date(2026, 11, 23)


@pytest.fixture
def brand(osprey, piet, tim):
    """Return a project with a fixed fee of 10,000, 40 h planned on one line, and 10 h each in October and November."""
    make_cost_rate("50")
    CardPrice.objects.create(currency="EUR", valid_from=date(2020, 1, 1), per_hour=100)
    agreement = make_agreement(osprey, "fixed", fee=1_000_000)
    line = make_line(agreement, "1.1", hours="40:00")
    project = make_project(osprey, name="Brand", manager=piet, team=[tim], agreement=agreement)
    for day in (date(2026, 10, 5), date(2026, 11, 4)):
        make_entry(by=tim, project=project, hours="10:00", on=day, line_id=line.pk)
    return project


def months_of(person, cut="month", first=202610, last=202611):
    """Return revenue by row, in whole euros."""
    _books, _span, rows = profits(acting(person), cut, first, last, TODAY)
    return {one.name: one.revenue.value // 100 for one in rows if one.revenue and one.revenue.value is not None}


def close(fina, month=202610):
    return timesheets.lock_month(by=acting(fina), month=month, now=MONDAY)


def test_a_later_fee_changes_the_open_month_only_and_the_months_add_up(brand, fina):
    assert months_of(fina) == {"2026-10": 2_500, "2026-11": 2_500}
    close(fina)

    Agreement.objects.update(fee=2_000_000)

    assert months_of(fina) == {"2026-10": 2_500, "2026-11": 7_500}
    assert months_of(fina, "account") == {"Osprey Rail": 10_000}


def test_projects_and_lines_of_a_closed_month_read_what_was_frozen(brand, fina):
    close(fina)

    Agreement.objects.update(fee=2_000_000)

    assert months_of(fina, "project", last=202610) == {"Brand": 2_500}
    assert months_of(fina, "line", last=202610) == {"Brand / 1.1": 2_500}


def test_a_period_after_a_closed_month_begins_with_what_was_frozen(brand, fina):
    close(fina)

    Agreement.objects.update(fee=2_000_000)

    assert months_of(fina, "project", first=202611) == {"Brand": 7_500}


def test_the_inputs_that_were_used_are_stored_with_the_figure(brand, fina):
    close(fina)

    held = FrozenRevenue.objects.get()
    assert (held.revenue, held.bound) == (250_000, "exact")
    assert held.inputs["terms"]["fee"] == 1_000_000
    assert [one["value"] for one in held.inputs["figure"] if one["label"] == "completion"] == [2_500]
    assert held.inputs["measures"]["seconds"] == 36_000


def test_net_fees_cost_and_margin_of_each_account_are_stored(brand, fina):
    close(fina)

    held = FrozenAccount.objects.get()
    assert (held.agi, held.expenses, held.margin, held.bound) == (250_000, 50_000, 8_000, "exact")


def test_opening_again_keeps_the_rows_as_history_and_recalculates_the_month(brand, fina):
    close(fina)
    Agreement.objects.update(fee=2_000_000)

    timesheets.open_month(by=acting(fina), month=202610, reason="A sheet came late", now=MONDAY)

    closing = Closing.objects.get()
    assert (closing.superseded_by, closing.reason) == ("Fina", "A sheet came late")
    assert FrozenRevenue.objects.count() == FrozenPart.objects.count() == FrozenLine.objects.count() == 1
    assert months_of(fina) == {"2026-10": 5_000, "2026-11": 5_000}


def test_a_month_is_opened_with_a_reason_only(brand, fina):
    close(fina)

    with pytest.raises(Invalid, match="why"):
        timesheets.open_month(by=acting(fina), month=202610, reason="  ", now=MONDAY)

    assert Closing.objects.get().superseded_at is None


def test_of_two_who_close_a_month_the_second_is_refused(brand, fina):
    close(fina)

    with pytest.raises(Refused, match="already closed"):
        close(fina)

    assert Closing.objects.count() == 1


def test_what_was_not_known_when_a_month_closed_comes_in_the_next_open_one(osprey, tim, fina):
    agreement = make_agreement(osprey, "fixed", fee=None)
    make_line(agreement, "1.1", hours="20:00")
    project = make_project(osprey, name="Brand", agreement=agreement, team=[tim])
    for day in (date(2026, 10, 5), date(2026, 11, 4)):
        make_entry(by=tim, project=project, hours="5:00", on=day)
    close(fina)

    Agreement.objects.update(fee=1_000_000)

    assert months_of(fina) == {"2026-11": 5_000}
    assert months_of(fina, "project") == {"Brand": 5_000}


def test_time_without_a_fee_stays_unknown_in_closed_months_without_time(osprey, tim, fina):
    agreement = make_agreement(osprey, "fixed", fee=None)
    project = make_project(osprey, name="Bin calendar", team=[tim], agreement=agreement)
    make_entry(by=tim, project=project, hours="10:00", on=date(2026, 8, 5))
    for month in (202608, 202609, 202610):
        close(fina, month)

    assert [held.revenue for held in FrozenRevenue.objects.all()] == [None, None, None]
    assert months_of(fina, "project", first=202608, last=202610) == {}
    FrozenRevenue.objects.exclude(closing__month=202608).delete()  # as months were closed before they had such rows
    assert months_of(fina, "project", first=202608, last=202610) == {}


def test_time_that_turns_out_to_earn_nothing_is_known_from_the_next_closed_month_on(osprey, tim, fina):
    agreement = make_agreement(osprey, "fixed", fee=None)
    project = make_project(osprey, name="Bin calendar", team=[tim], agreement=agreement)
    make_entry(by=tim, project=project, hours="10:00", on=date(2026, 8, 5))
    close(fina, 202608)
    Agreement.objects.update(fee_model="non_billable")
    close(fina, 202609)

    assert [held.revenue for held in FrozenRevenue.objects.order_by("closing__month")] == [None, 0]
    assert months_of(fina, "project", first=202608, last=202609) == {"Bin calendar": 0}


@pytest.mark.parametrize(
    ("zone", "months"), [("UTC", {"2026-10": 10_000}), ("Australia/Sydney", {"2026-10": 2_500, "2026-11": 7_500})]
)
def test_a_fixed_fee_is_earned_on_the_day_work_finishes_where_the_agency_is(brand, fina, agency, zone, months):
    agency.time_zone = zone
    agency.save()
    Line.objects.update(finished_at=datetime(2026, 10, 31, 13, 30, tzinfo=UTC))

    found = months_of(fina)
    assert {month: value for month, value in found.items() if value} == months
