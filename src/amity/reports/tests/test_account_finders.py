"""Findings about accounts and data: rates apart, silence, one contact, gaps, bulk rows."""

from datetime import date, timedelta
from decimal import Decimal

from amity.profitability.tests.made import cents, hours, worked
from amity.reports.account_findings import rules as finders
from amity.reports.findings.rules import Subject, Sureness
from amity.reports.material.rules import BigRow, NotBilled
from amity.reports.tests.material import END, account, every, material
from amity.shared.money import Money, Rate

TESSEL, ORLA = account(1, 377_800, 2_470), account(2, 112_300, 1_478)


def test_the_worst_account_at_the_agencys_rate_is_the_money():
    (found,) = finders.rates_apart(material(accounts=(TESSEL, ORLA)))

    assert found.subjects == (Subject("account", 1), Subject("account", 2))
    assert found.number("best_rate").value == 15_296
    assert found.number("worst_rate").value == 7_598
    assert found.number("agency_rate").value == 12_414
    assert found.money == Money(1_478 * 12_414 - cents(112_300), "EUR")


def test_accounts_with_little_time_or_unknown_fees_are_not_compared():
    little, silent_fee = account(3, 100, 39.75), account(4, None, 900)

    assert not finders.rates_apart(material(accounts=(ORLA, little, silent_fee)))


def test_accounts_that_earn_alike_are_no_finding():
    assert not finders.rates_apart(material(accounts=(account(1, 5_000, 50), account(2, 10_000, 100))))


def test_silence_for_twice_the_usual_gap_is_found_with_the_years_fees():
    quillon = account(5, 74_100, 570, days=every(8, 37, END - timedelta(days=19)))

    (found,) = finders.silent_accounts(material(accounts=(quillon,)))

    assert (found.number("quiet").value, found.number("usual_gap").value) == (19, 8)
    assert (found.money, found.sureness) == (Money(cents(74_100), "EUR"), Sureness.AT_STAKE)


def test_a_weekend_is_no_silence_and_few_days_know_no_usual_gap():
    busy = account(1, 1, 50, days=every(1, 200, END - timedelta(days=13)))
    rare = account(2, 1, 50, days=every(3, 5, END - timedelta(days=90)))

    assert not finders.silent_accounts(material(accounts=(busy, rare)))


def test_the_usual_gap_is_the_median_and_equal_days_count_once():
    days = [date(2026, 1, day) for day in (1, 1, 2, 4, 11, 13, 20)]

    assert finders.usual_gap(tuple(days)) == 2


def test_the_usual_gap_follows_from_the_newest_days_alone():
    weekly_before = every(7, 100, END - timedelta(days=60))
    quillon = account(5, 74_100, 570, days=(*weekly_before, *every(2, finders.RHYTHM_DAYS, END - timedelta(days=15))))

    (found,) = finders.silent_accounts(material(accounts=(quillon,)))

    assert (found.number("usual_gap").value, found.number("days_with_time").value) == (2, finders.RHYTHM_DAYS)


def test_an_account_depends_on_one_contact_only_where_contacts_are_known():
    one, several = account(1, 500, 9, contacts=1), account(2, 500, 9, contacts=2)
    not_brought = account(3, 500, 9)

    (found,) = finders.one_contact(material(accounts=(one, several, not_brought)))

    assert found.subjects == (Subject("account", 1),)


def test_time_without_cost_is_worth_the_agency_average_where_there_is_one():
    gap = worked(100, uncosted=31)

    (priced,) = finders.without_cost(material(delivery=gap, cost_rate=Rate(Decimal("56.25"), "EUR")))
    (bare,) = finders.without_cost(material(delivery=gap))

    assert (priced.seconds, priced.money) == (hours(31), Money(174_375, "EUR"))
    assert bare.money is None


def test_billable_time_without_price_has_hours_and_no_money():
    (found,) = finders.without_price(material(delivery=worked(100, unvalued=12)))

    assert (found.seconds, found.money) == (hours(12), None)


def test_a_row_longer_than_a_day_is_found_with_its_place():
    (found,) = finders.big_rows(material(big_rows=(BigRow(14, 1, 23, date(2026, 8, 31), hours(18)),)))

    assert (found.seconds, found.evidence[0].line_id) == (hours(18), 23)
    assert found.number("rows").as_of == date(2026, 8, 31)


def test_time_not_billed_has_the_value_of_its_rows():
    rest = NotBilled(298, hours(406.7), Money(cents(19_521.60), "USD"))

    (found,) = finders.not_billed(material(not_billed=rest))

    assert (found.money, found.seconds) == (rest.value, hours(406.7))
    assert not finders.not_billed(material(not_billed=NotBilled(0, 0, Money(0, "USD"))))
