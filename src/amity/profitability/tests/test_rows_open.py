"""Each number of a list of accounts or projects opens the breakdown of exactly that number."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from amity.people.models import Person
from amity.profitability.accounts.queries import account_money
from amity.profitability.portfolio.queries import portfolio
from amity.profitability.projects.queries import project_money
from amity.profitability.statements.rows import Row
from amity.projects.models import Project
from tests.builders import acting, make_account, make_agreement, make_cost_rate, make_entry, make_line, make_project

TODAY = date(2026, 11, 30)
OF_ACCOUNTS = ("time", "agi", "hourly", "margin", "over")
OF_PROJECTS = ("time", "agi", "hourly", "cost", "left", "margin")
OPENED = re.compile(r'<details class="why is-number" hx-get="([^"]+)"')


@pytest.fixture
def work(fina: Person) -> list[Project]:
    """Return projects of two accounts, the second without time for half a year, each with time before the period."""
    make_cost_rate("50")
    return [
        worked(fina, "Alder", 900_000, (2025, 6), (2026, 9), (2026, 11)),
        worked(fina, "Birch", 300_000, (2025, 6), (2025, 11), (2026, 4)),
    ]


def worked(fina: Person, name: str, fee: int | None, *months: tuple[int, int]) -> Project:
    """Return a project of a new account with ten hours in each month, three quarters of those quoted."""
    account = make_account(name)
    agreement = make_agreement(account, "fixed" if fee else "unknown", fee=fee)
    line = make_line(agreement, "1.1", hours="40:00")
    project = make_project(account, name=f"{name} site", agreement=agreement)
    for year, month in months:
        make_entry(by=fina, project=project, hours="10:00", on=date(year, month, 5), line_id=line.pk)
    return project


def differing(shown: Row, opened: Row, names: tuple[str, ...]) -> Iterator[tuple[str, object, object]]:
    """Yield each figure that differs between a row and the page that it opens."""
    for name in names:
        one, other = getattr(shown, name), getattr(opened, name)
        if (one and one.value) != (other and other.value):
            yield name, one, other


@pytest.mark.parametrize("choice", ["12", "year", "202609"])
def test_a_row_opens_the_page_of_its_own_months(fina, work, choice):
    by = acting(fina)
    seen = portfolio(by, TODAY, choice)
    found: list[tuple[str, object, object]] = []
    for row in seen.accounts:
        account = account_money(by, row.id, TODAY, seen.period.span)
        found += differing(row, account.together, OF_ACCOUNTS)
        for one in account.projects:
            opened = project_money(by, Project.objects.get(pk=one.id), TODAY, account.period.span)
            found += differing(one, opened.figures, OF_PROJECTS)

    assert seen.accounts
    assert found == []


def test_each_number_of_a_row_opens_and_each_page_answers(fina, work):
    client = Client()
    client.force_login(fina)
    shut, wrong = [], []
    for address, columns in (("/money/", 4), (f"/accounts/{work[0].account_id}/money/", 6)):
        page = client.get(address).content.decode()
        rows = re.findall(r"<tr(?: data-row)?>\s*<th scope=\"row\">\s*<a class=\"quiet.*?</tr>", page, re.DOTALL)
        opened = [OPENED.findall(row) for row in rows]
        shut += [(address, len(urls)) for urls in opened if len(urls) != columns]
        assert opened
        wrong += [url for urls in opened for url in urls if client.get(url).status_code != 200]

    assert shut == []
    assert wrong == []


def test_a_project_s_page_in_a_period_leaves_out_other_months(fina, work):
    by, project = acting(fina), work[0]

    whole, month = project_money(by, project, TODAY), project_money(by, project, TODAY, "202609")

    assert (whole.figures.seconds, month.figures.seconds) == (30 * 3600, 10 * 3600)


def test_money_opens_on_the_lowest_margin_and_ends_on_those_without_one(fina, work):
    worked(fina, "Cedar", None, (2026, 8), (2026, 9), (2026, 10), (2026, 11))
    client = Client()
    client.force_login(fina)

    page = client.get("/money/?period=202511-202611")

    assert [row.name for row in page.context["shown"]] == ["Birch", "Alder", "Cedar"]
    assert page.context["order"] == "margin"
