"""The two real exports: the rules' findings are true and useful."""

import csv
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from amity.profitability.figures.rules import unknown
from amity.profitability.finished_items.rules import Item
from amity.profitability.lines.rules import LineUse, line_status, line_value, together
from amity.profitability.margin.rules import delivery_margin, hourly, net_fees
from amity.profitability.measures.rules import MonthRow, Sums
from amity.profitability.revenue.rules import revenue_to_date
from amity.profitability.terms.rules import AgreementTerms, History
from amity.profitability.tests.made import cents, hours
from amity.reports.material.rules import AccountFacts, BigRow, Material, NotBilled, ProjectFacts
from amity.reports.overview.rules import what_we_found
from amity.reports.payment.rules import Pattern, guess
from amity.shared.dates.periods import month_of
from amity.shared.money import Money, Rate
from amity.timesheets.rules import Measures

PRICE = Rate(Decimal(160), "USD")
SIGNED = date(2026, 9, 1)


def seconds(text: str) -> int:
    return round(Decimal(text) * 3_600)


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def harvest(real_data):
    rows = records(real_data("harvest/harvest_time_report_usd_dot.csv"))
    months: defaultdict[int, Measures] = defaultdict(Measures)
    for row in rows:
        time, value = seconds(row["Hours"]), round(Decimal(row["Billable Amount"]) * 100)
        months[month_of(date.fromisoformat(row["Date"]))] += Measures(1, time, time, 0, time, value)
    history = History(tuple(MonthRow(month, Sums(sums, "USD", "USD")) for month, sums in months.items()))
    return rows, history, sum(months.values(), start=Measures())


def test_the_harvest_file_has_a_value_and_no_margin(harvest):
    _, history, sums = harvest
    end = date(2026, 3, 31)
    by_time = net_fees(revenue_to_date(AgreementTerms("time_and_materials", "USD"), history, end))

    assert (sums.entries, sums.seconds, sums.value) == (298, hours(406.7), cents(19_521.60))
    assert revenue_to_date(AgreementTerms("unknown", "USD"), history, end).value is None
    assert (by_time.value, hourly(by_time, sums).value) == (cents(19_521.60), cents(48))
    assert delivery_margin(by_time, sums).why_not == "no_cost"


def test_the_harvest_project_is_guessed_to_be_paid_by_time(harvest):
    rows, _, sums = harvest
    days = [date.fromisoformat(row["Date"]) for row in rows]
    months: defaultdict[int, int] = defaultdict(int)
    for row, day in zip(rows, days, strict=True):
        months[month_of(day)] += seconds(row["Hours"])
    prices = frozenset(Decimal(row["Billable Rate"]) for row in rows)

    found = guess(Pattern(298, sums.seconds, sums.seconds, prices, False, months, min(days), max(days)))

    assert (found.fee_model, found.reason, found.numbers[0].value) == ("time_and_materials", "one_price", 48)


def test_the_harvest_file_says_what_was_never_invoiced_and_what_has_no_cost(harvest):
    rows, history, sums = harvest
    assert {row["Invoiced?"] for row in rows} == {"No"}
    project = ProjectFacts(1, 1, AgreementTerms("unknown", "USD"), history, sums)
    whole = Material(
        date(2025, 12, 7),
        date(2026, 3, 13),
        "USD",
        sums,
        accounts=(AccountFacts(1, sums, unknown("fee_model_unknown", "minor")),),
        projects=(project,),
        not_billed=NotBilled(298, sums.seconds, Money(sums.value, "USD")),
    )

    found = what_we_found(whole)

    assert [(one.kind, one.seconds) for one in found.findings] == [
        ("not_billed", hours(406.7)),
        ("without_cost", hours(406.7)),
    ]
    assert found.findings[0].money == Money(cents(19_521.60), "USD")
    assert [one.fact for one in found.missing] == ["fee_model", "people_cost", "plan", "contacts"]


@pytest.fixture
def agency(real_data):
    """Return the lines and rows of the agency's project. Uncoded rows are on AVH21, as its owner chose."""
    folder = real_data("agency-burndown/scope_lines.csv").parent
    scope = records(folder / "scope_lines.csv")
    rows = records(folder / "time_entries_2026-09-10.csv")
    used: defaultdict[int, int] = defaultdict(int)
    days: defaultdict[int, list[date]] = defaultdict(list)
    for row in rows:
        code = re.match(r"A[VH]{2}(\d\d)", row["description"])
        number = int(code.group(1)) if code else 21
        used[number] += seconds(row["hours"])
        days[number].append(date.fromisoformat(row["date"]))
    lines = tuple(
        LineUse(
            number,
            seconds(row["est_hours"]),
            seconds(row["est_hours"]),
            used[number],
            first_on=min(days[number], default=None),
            last_on=max(days[number], default=None),
        )
        for row in scope
        for number in [int(row["code"][3:])]
    )
    return rows, lines


def test_the_agency_project_is_quoted_against_actual_to_the_quarter_hour(agency):
    _, lines = agency
    whole = together(map(line_status, lines))
    by_number = {line.line_id: line_status(line) for line in lines}

    assert (len(lines), whole.quoted_seconds, whole.used_seconds) == (22, hours(791), hours(119.75))
    assert (whole.to_go_seconds, whole.difference_seconds) == (hours(671.25), 0)
    assert sum(line_value(one.planned_seconds, PRICE) for one in lines) == cents(126_560)
    assert (by_number[21].used_seconds, by_number[21].used_bp) == (hours(47.75), 3_411)
    assert (by_number[1].used_bp, by_number[23].used_bp, by_number[19].used_bp) == (6_250, 5_625, None)


def test_the_agency_project_earns_its_fee_less_discount_hours_to_hours(agency):
    rows, _ = agency
    worked = sum(seconds(row["hours"]) for row in rows)
    terms = AgreementTerms("fixed", "USD", fee=cents(126_560), discount=cents(10_000), planned_seconds=hours(791))
    sums = Measures(len(rows), worked, worked, 0, worked, worked * 16_000 // 3_600)
    history = History((MonthRow(202609, Sums(sums, "USD", "USD")),))

    revenue = revenue_to_date(terms, history, date(2026, 9, 10))

    assert revenue.value == round(Decimal(11_656_000) * hours(119.75) / hours(791))
    assert hourly(net_fees(revenue), sums).value == 14_736


def test_the_agency_project_shows_coordination_ahead_and_hours_booked_in_bulk(agency):
    rows, lines = agency
    sums = Measures(46, hours(119.75), hours(119.75), 0, hours(119.75), cents(19_160))
    terms = AgreementTerms("fixed", "USD", fee=cents(126_560), discount=cents(10_000), planned_seconds=hours(791))
    project = ProjectFacts(1, 1, terms, History(), sums, lines=lines, price=PRICE)
    bulk = [(place, row) for place, row in enumerate(rows, 1) if seconds(row["hours"]) > hours(12)]
    big = tuple(BigRow(place, 1, 23, date.fromisoformat(row["date"]), seconds(row["hours"])) for place, row in bulk)
    items = tuple(Item("line", one.line_id, 1, one.planned_seconds, one.used_seconds, one.last_on) for one in lines)
    end = date(2026, 9, 10)
    whole = Material(date(2026, 7, 28), end, "USD", sums, projects=(project,), items=items, big_rows=big)

    ahead, in_bulk, no_cost = what_we_found(whole).findings

    assert (ahead.kind, ahead.subjects[0].id, ahead.seconds) == ("ahead_of_the_rest", 21, 116_158)
    assert ahead.money == Money(cents(5_162.58), "USD")
    assert (in_bulk.kind, in_bulk.seconds, in_bulk.number("rows").as_of) == ("big_rows", hours(18), date(2026, 8, 31))
    assert (no_cost.kind, no_cost.seconds) == ("without_cost", hours(119.75))
