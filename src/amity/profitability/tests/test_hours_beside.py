"""Hours without a client or project are rows of their own in `amity profit`, so that every table adds up to
all time.
"""

from datetime import date

import pytest

from amity.profitability import cli
from amity.profitability.accounts.queries import account_money
from amity.profitability.figures.rules import Figure, amount, unknown
from amity.profitability.profit_rows.file_tables import rows_file
from amity.profitability.statements.rules import Part, statement
from amity.profitability.tests.made import hours
from amity.profitability.tests.test_profit_command import main, profit, rows
from amity.timesheets.models import Entry
from amity.timesheets.rules import Measures
from tests.builders import acting, make_account, make_agreement, make_cost_rate, make_entry, make_project

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("amity.profitability.cli.timezone.localdate", lambda *_moment: TODAY)


@pytest.fixture
def everywhere(agency, fina, tim, osprey, site):
    """Log two hours on a project, three on account service, four on nothing."""
    make_cost_rate("40")
    make_entry(by=tim, project=site, hours="2:00")
    make_entry(by=tim, hours="3:00", account_id=osprey.pk, billable=False)
    make_entry(by=tim, hours="4:00", billable=False)
    return osprey


@pytest.mark.parametrize("cut", ["account", "project", "line", "month"])
def test_every_cut_holds_all_hours_and_all_cost(everywhere, capsys, cut):
    found = profit(capsys, "--by", cut)["rows"]

    assert sum(row["seconds"] for row in found) == hours(9) == sum(Entry.objects.values_list("seconds", flat=True))
    assert sum(row["cost"] for row in found) == 9 * 4_000
    assert [row["revenue"] for row in found if row["key"] is None] == [None]


def test_time_on_an_account_but_no_project_is_a_row_that_says_why(everywhere, capsys):
    care = rows(profit(capsys, "--by", "project"))[f"{everywhere.name} / –"]

    assert (care["seconds"], care["agi"], care["why_not"]) == (hours(3), None, "no_project")


def test_two_projects_of_one_name_are_told_apart(agency, fina, tim, capsys):
    for account in (make_account("One"), make_account("Two")):
        make_entry(by=tim, project=make_project(account, name="Shop", team=[tim]), hours="1:00")

    assert set(rows(profit(capsys, "--by", "project"))) == {"Shop (One)", "Shop (Two)"}


def test_a_margin_that_can_only_be_lower_says_so_in_the_table():
    assert cli._share(Figure(4_420, "basis_points", bound="at_most")).startswith("at most 44.2")
    assert cli._share(Figure(4_420, "basis_points")).startswith("44.2")


def test_work_without_time_and_fees_makes_no_revenue_known():
    worked = Part(Measures(seconds=hours(1), cost=4_000), unknown("fee_model_unknown", "minor"))

    both = statement([worked, Part(Measures(), amount(0, "USD"))], "USD")

    assert (both.agi.value, both.agi.why_not, both.cost.value) == (None, "fee_model_unknown", 4_000)
    assert statement([Part(Measures(), unknown("fee_model_unknown", "minor"))], "USD").agi.value is None


def test_an_unknown_fee_is_not_0_exact_in_the_file(agency, fina, tim):
    account = make_account("Open")
    make_cost_rate("40")
    project = make_project(account, name="Open", team=[tim], agreement=make_agreement(account, "unknown"))
    make_project(account, name="Idle", team=[tim], agreement=make_agreement(account))
    make_entry(by=tim, project=project, hours="1:00", on=date(2026, 9, 4))

    seen = account_money(acting(fina), account.pk, TODAY)
    table = rows_file([seen.together, *seen.months], seen.view, seen.currency)

    at = {name: place for place, name in enumerate(table.heads)}
    assert {row[at["Net fees, EUR"]] for row in table.rows if row[at["Hours"]] != "0"} == {""}
    assert {row[at["How to read it"]] for row in table.rows} == {""}


def test_the_table_names_what_has_no_client(everywhere, capsys):
    assert main(["profit", "--as", "fina@halden.example"]) == 0
    assert "no client or project" in capsys.readouterr().out
