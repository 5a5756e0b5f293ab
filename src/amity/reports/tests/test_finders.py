"""Findings about agreements and lines, each with the figures for its sentence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from amity.profitability.finished_items.rules import Item
from amity.profitability.lines.rules import LineUse
from amity.profitability.tests.made import agreed, cents, fixed, history, hours, month, worked
from amity.reports.agreement_findings import rules as finders
from amity.reports.findings.rules import Rows, Subject, Sureness
from amity.reports.tests.material import material, project, work
from amity.retainers.terms.rules import Facts, PeriodTerms
from amity.shared.money import Money, Rate

JULY = [work(date(2026, 7, 10 + day), 8, 100) for day in range(5)]
CAPPED = agreed("time_and_materials", cap=cents(2_000))
PRICE = Rate(Decimal("160"), "USD")


def test_work_past_a_cap_names_the_day_it_was_reached_and_opens_to_the_entries_after():
    campaign = project(1, CAPPED, worked(40, value=4_000), days=tuple(JULY))

    (found,) = finders.past_limit(material(projects=(campaign,)))

    assert (found.kind, found.sureness, found.money) == ("past_cap", Sureness.SURE, Money(cents(2_000), "EUR"))
    assert found.number("reached_on").value == date(2026, 7, 12)
    assert found.evidence == (Rows(101, 1, first=date(2026, 7, 13), last=date(2026, 10, 31), entries=2),)
    assert found.seconds == hours(20)


def test_the_hours_past_the_cap_are_the_money_at_the_average_price():
    cardiff = project(1, agreed("time_and_materials", cap=cents(101_400)), worked(1_180, value=134_520))

    (found,) = finders.past_limit(material(projects=(cardiff,)))

    assert found.money == Money(cents(33_120), "EUR")
    assert round(found.seconds / 3_600, 1) == 290.5


def test_a_cap_met_to_the_cent_is_no_finding():
    assert not finders.past_limit(material(projects=(project(1, CAPPED, worked(20, value=2_000)),)))


def test_work_past_a_fixed_fee_counts_from_the_fee_less_discount():
    site = project(2, fixed(2_100, discount=cents(100)), worked(40, value=4_000))

    (found,) = finders.past_limit(material(projects=(site,)))

    assert (found.kind, found.money) == ("past_fee", Money(cents(2_000), "EUR"))
    assert found.number("reached_on").value is None


def served(*time: float, **more):
    """Return a retainer of 60 h and 7,200 a month with the hours of August, September, …"""
    rows = [month(202608 + place, worked(one)) for place, one in enumerate(time)]
    terms = agreed("retainer", fee=cents(7_200), included_seconds=hours(60), starts_on=date(2026, 8, 1), **more)
    return replace(project(3, terms, worked(sum(time))), history=history(*rows))


def test_a_retainer_worked_above_its_hours_is_money_at_what_an_hour_earns():
    (found,) = finders.over_served(material(projects=(served(71, 68.5, 60),)))

    assert (found.kind, found.sureness, found.seconds) == ("over_served", Sureness.DERIVED, hours(19.5))
    assert found.number("over_service").value == 1_083
    assert found.money == Money(211_128, "EUR")


def test_a_little_over_and_billed_overage_are_no_finding():
    billed = served(90, 90, 90, overage=Rate(Decimal(120), "EUR"))

    assert not finders.over_served(material(projects=(served(62, 62, 62), billed)))


def test_hours_billed_under_later_terms_are_not_over_served():
    billed = PeriodTerms(date(2026, 9, 1), included=hours(60), rate=Rate(Decimal(120), "EUR"))
    at_no_charge = replace(billed, over="given")

    assert not finders.over_served(material(projects=(served(60, 90, 90, extras=Facts(terms=(billed,))),)))
    (found,) = finders.over_served(material(projects=(served(71, 90, 90, extras=Facts(terms=(billed,))),)))
    assert found.seconds == hours(11)
    (found,) = finders.over_served(material(projects=(served(60, 90, 90, extras=Facts(terms=(at_no_charge,))),)))
    assert found.seconds == hours(60)


def test_a_month_still_running_is_not_over_yet():
    assert not finders.over_served(material(projects=(served(60, 60, 200),), data_to=date(2026, 10, 30)))


def test_quiet_items_are_one_question_with_the_hours_still_counted_as_to_come():
    quiet = (
        Item("line", 4, 1, hours(40), hours(38), date(2026, 9, 22)),
        Item("item", 9, 2, hours(48), hours(29), date(2026, 9, 30)),
    )

    (found,) = finders.quiet_items(material(items=quiet))

    assert found.subjects == (Subject("item", 9), Subject("line", 4))
    assert (found.money, found.seconds) == (None, hours(21))


def test_time_on_no_line_is_found_only_where_lines_were_quoted():
    lines = (LineUse(1, hours(10), hours(10), hours(2)),)
    with_lines = project(1, fixed(), worked(5), lines=lines, unlined=worked(3), price=PRICE)
    without = project(2, fixed(), worked(5), unlined=worked(5))

    (found,) = finders.unquoted_work(material(projects=(with_lines, without)))

    assert (found.seconds, found.money) == (hours(3), Money(cents(480), "USD"))
    assert found.evidence[0].only == "unlined"


def test_lines_past_their_plan_are_found_with_what_a_line_without_hours_took():
    lines = (LineUse(19, 0, 0, hours(2)), LineUse(1, hours(10), hours(10), hours(14)), LineUse(2, 1, 1, 1))

    (found,) = finders.past_plan(material(projects=(project(1, fixed(), worked(16), lines=lines),)))

    assert (found.seconds, found.money) == (hours(6), None)
    assert found.subjects == (Subject("line", 19), Subject("line", 1))


def running(used: float, last_on: date, finished: bool = False):
    first = date(2026, 7, 28)
    rest = LineUse(1, hours(600), hours(600), hours(60), None, False, date(2026, 8, 7), date(2026, 9, 10))
    line = LineUse(21, hours(140), hours(140), hours(used), None, finished, first, last_on)
    return material(projects=(project(1, fixed(), worked(used + 60), lines=(rest, line), price=PRICE),))


def test_a_line_that_runs_through_at_twice_the_pace_of_the_rest_is_ahead():
    (found,) = finders.ahead_of_the_rest(running(48, date(2026, 9, 10)))

    assert (found.subjects, found.seconds) == ((Subject("line", 21),), hours(34))
    assert found.money == Money(cents(5_440), "USD")


def test_an_even_pace_a_finished_line_and_a_short_one_are_not_ahead():
    assert not finders.ahead_of_the_rest(running(20, date(2026, 9, 10)))
    assert not finders.ahead_of_the_rest(running(48, date(2026, 9, 10), finished=True))
    assert not finders.ahead_of_the_rest(running(48, date(2026, 8, 9)))


def test_days_are_needed_of_lines_that_are_past_half_or_ahead_of_the_rest():
    quiet, little, done = LineUse(1, 0, 100, 60), LineUse(2, 0, 100, 40), LineUse(3, 0, 100, 90, finished=True)
    ahead = LineUse(4, 0, 100, 95)

    assert finders.with_days_needed((quiet, little, done)) == [1]
    assert finders.with_days_needed((little, done)) == []
    assert finders.with_days_needed((little, ahead)) == [2, 4]
