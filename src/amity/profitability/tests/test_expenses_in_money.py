"""Expenses reduce revenue if passed through, otherwise the margin, and every row still adds up."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from amity.agency.models import ExchangeRate
from amity.expenses.changes import ExpenseChanges
from amity.expenses.commands import log_expense
from amity.profitability.accounts.queries import account_money
from amity.profitability.books.load import books
from amity.profitability.period.rules import period
from amity.profitability.portfolio.queries import portfolio
from amity.profitability.profit_rows.queries import profits
from amity.profitability.projects.queries import project_money
from amity.profitability.statements.ledger import Ledger
from amity.profitability.tests.asking import addresses, seen_by, someone_on
from amity.shared.permission import MoneyRight
from tests.builders import acting, make_cost_rate, make_entry, make_line, make_project

TODAY, NOW = date(2026, 11, 25), datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def worked(site, tim):
    """Log ten hours on `site`: 1,000.00 of value, 500.00 of cost."""
    make_cost_rate("50", valid_from=date(2019, 1, 1))
    return make_entry(by=tim, project=site, hours="10:00", on=date(2026, 11, 4))


def spend(person, project=None, amount=20_000, **more):
    """Record 200.00 of pass-through cost, on the following day."""
    plain: dict[str, Any] = {"spent_on": date(2026, 11, 5), "currency": "EUR", "supplier": "Printers"}
    where = {"project_id": project.pk if project else None}
    changes = ExpenseChanges(**plain | where | {"amount": amount} | more)
    return log_expense(by=acting(person), changes=changes, now=NOW)


def added(figures):
    """Return the sum of figures, each of which must be known."""
    return sum(known(one) for one in figures)


def known(figure):
    """Return the value of a visible figure."""
    return figure.value


def figures(person, project):
    return project_money(acting(person), project, TODAY).figures


def test_what_is_passed_on_at_cost_leaves_the_net_fees_and_the_margin_alone(fina, site):
    before = figures(fina, site)
    spend(fina, site, billable=True, billed=20_000)

    after = figures(fina, site)

    assert after.revenue.value == before.revenue.value + 20_000
    assert (after.agi.value, after.margin.value) == (before.agi.value, before.margin.value)


def test_what_is_passed_on_and_not_billed_comes_off_net_fees(fina, site):
    spend(fina, site)

    assert (figures(fina, site).agi.value, figures(fina, site).margin.value) == (80_000, 3_750)
    assert figures(fina, site).passed_on == 20_000


def test_a_mark_up_is_ours(fina, site):
    spend(fina, site, billable=True, billed=23_000)

    assert figures(fina, site).agi.value == 103_000


def test_a_delivery_expense_is_next_to_labour(fina, site):
    spend(fina, site, kind="delivery")

    one = figures(fina, site)
    assert (one.agi.value, one.cost.value, one.left.value, one.margin.value) == (100_000, 70_000, 30_000, 3_000)


@pytest.mark.parametrize(("known", "bound", "why"), [(1, None, "expenses_without_cost"), (19, "at_most", None)])
@pytest.mark.parametrize("kind", ["pass_through", "delivery"])
def test_up_to_five_percent_without_a_rate_read_at_most_and_more_is_not_computable(fina, site, kind, known, bound, why):
    for _ in range(known):
        spend(fina, site, 100, kind=kind)
    spend(fina, site, currency="CHF", kind=kind)

    margin = figures(fina, site).margin

    assert margin.why_not == why
    assert bound is None or margin.bound == bound


def test_a_rate_of_the_day_makes_it_computable(fina, site):
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 1, 1), rate="2")
    spend(fina, site, 10_000, currency="CHF", kind="delivery")

    assert figures(fina, site).cost.value == 70_000


def test_an_amount_no_one_has_said_leaves_revenue_at_least(fina, site):
    spend(fina, site, billable=True)

    assert figures(fina, site).revenue.bound == "at_least"


def test_an_expense_on_the_account_alone_is_in_the_account_margin_only(fina, site, osprey):
    spend(fina, None, account_id=osprey.pk, kind="delivery")

    together = account_money(acting(fina), osprey.pk, TODAY).together
    assert (known(together.margin), known(together.account_margin)) == (5_000, 3_000)


def test_what_the_agency_buys_for_itself_is_in_no_clients_money(fina, site):
    spend(fina, None, kind="delivery")

    assert known(portfolio(acting(fina), TODAY).together.left) == 50_000


def test_a_project_with_expenses_and_no_time_has_a_row(fina, osprey, site):
    quiet = make_project(osprey, name="Only print", agreement=site.agreement)
    spend(fina, quiet, billable=True, billed=25_000)

    rows = {one.name: one for one in account_money(acting(fina), osprey.pk, TODAY).projects}
    assert (known(rows["Only print"].agi), known(rows["Ticket site"].agi)) == (5_000, 100_000)


def test_rows_of_every_cut_add_up_to_the_whole(fina, site, osprey, tim):
    line = make_line(site.agreement, "A1", hours="5")
    other = make_project(osprey, name="Second part", agreement=site.agreement, team=[tim])
    make_entry(by=tim, project=other, hours="3:20", on=date(2026, 10, 6))
    make_entry(by=tim, project=site, hours="2:00", on=date(2026, 10, 7), line_id=line.pk)
    spend(fina, site, 7_777, billable=True, billed=9_999, line_id=line.pk)
    spend(fina, site, 333, spent_on=date(2026, 10, 9), billable=True, billed=555)
    spend(fina, other, 1_111, kind="delivery", spent_on=date(2026, 10, 8))
    ledger = Ledger(books(acting(fina), TODAY), period(202610, 202611, TODAY))
    whole = ledger.statement(lambda part: part.account_id != 0)

    for cut in ("account", "project", "line", "month"):
        rows = profits(acting(fina), cut, 202610, 202611, TODAY)[2]
        assert added(one.agi for one in rows) == whole.agi.value, cut
        assert added(one.cost for one in rows) == whole.cost.value, cut
    assert whole.agi.value == 153_333 + 9_999 + 555 - 7_777 - 333


def test_no_amount_of_an_expense_is_told_without_the_right(fina, brand):
    spend(fina, brand, 76_543_210, billable=True, billed=87_654_321)
    spend(fina, brand, 65_432_109, kind="delivery")

    for right, hidden in (
        (MoneyRight.HOURS, ("765432", "876543", "654321")),
        (MoneyRight.FEE, ("654321",)),
        (MoneyRight.MARGIN, ()),
    ):
        text = seen_by(someone_on(brand, right), *addresses(brand))
        assert [amount for amount in hidden if amount in text] == [], right


def test_why_leads_to_the_expenses(fina, site):
    spend(fina, site)

    text = seen_by(fina, f"/projects/{site.pk}/money/why/agi/")
    assert f"/expenses/?project={site.pk}" in text
    assert "Pass-through costs" in text


def test_revenue_is_shown_next_to_pass_through_costs_and_opens(fina, site):
    spend(fina, site)
    project = f"/projects/{site.pk}/money/"

    page, revenue, net_fees = (seen_by(fina, f"{project}{way}") for way in ("", "why/revenue/", "why/agi/"))

    assert f'href="{project}why/revenue/"' in page
    assert "€1000.00" in revenue
    assert "Value of billable time up to the cap + billed expenses." in revenue
    assert f'<a href="{project}why/revenue/">€1000.00</a>' in net_fees
