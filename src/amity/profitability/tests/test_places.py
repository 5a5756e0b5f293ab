"""Money on pages: the order of links and of a project's sections, and columns that are read once."""

from datetime import date

import pytest
from django.test import Client

from amity.people.models import Person
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import chosen
from amity.profitability.portfolio.queries import account_rows_of_a_year
from amity.profitability.tests.asking import seen_by
from amity.profitability.utilisation.completeness import Week, reaches_to
from amity.projects.models import WorkItem
from tests.builders import make_entry


def test_the_portfolio_is_the_first_of_the_places_and_finance_finds_the_rates(brand, fina, mara):
    page = seen_by(fina, "/money/")

    assert page.index(">Portfolio<") < page.index(">What we found<") < page.index(">Rates<")
    assert ">Rates<" not in seen_by(mara, "/money/")


def test_a_project_shows_quoted_against_actual_then_its_items_then_its_months(brand, fina):
    WorkItem.objects.create(project=brand, title="Colours")

    page = seen_by(fina, f"/projects/{brand.pk}/")

    headings = ["Burn</h2>", "Quoted against actual", "Lines and work items", "Month by month</h2>"]
    assert [page.index(one) for one in headings] == sorted(page.index(one) for one in headings)


def test_without_work_items_the_lines_of_a_project_stand_once(brand, fina):
    page = seen_by(fina, f"/projects/{brand.pk}/")

    assert "Quoted against actual" in page
    assert "Lines and work items" not in page


def test_who_sees_no_money_still_sees_the_lines(brand, tim):
    tim.own_money_right = 0
    tim.save()

    assert "Lines and work items" in seen_by(tim, f"/projects/{brand.pk}/")


def test_a_project_has_the_months_from_its_first_to_its_last_time(brand, osprey, fina):
    make_entry(by=fina, account_id=osprey.pk, project=None, on=date(2026, 3, 4))

    page = seen_by(fina, f"/projects/{brand.pk}/money/")

    assert "Nov 2026" in page
    assert "Mar 2026" not in page


def test_the_columns_of_accounts_read_the_books_once(brand, fina: Person, monkeypatch: pytest.MonkeyPatch):
    asked = []
    real = account_rows_of_a_year

    def counted(*words):
        asked.append(words)
        return real(*words)

    monkeypatch.setattr("amity.profitability.places.account_rows_of_a_year", counted)
    client = Client()
    client.force_login(fina)

    page = client.get("/accounts/").content.decode()

    assert len(asked) == 1
    assert "99.2" in page


def test_more_time_than_expected_fills_the_bar_and_is_said_as_it_is():
    week = Week(40, date(2026, 9, 28), Figure(10_400, "basis_points"), missing=False)

    assert week.percent == 100
    assert week.share_label.startswith("104")


def test_completeness_reaches_to_the_last_whole_week_and_no_further_than_the_time(tim, site):
    today = date(2026, 11, 25)
    twelve, october = chosen("", 202601, 202611, today), chosen("202610", 202601, 202611, today)
    make_entry(by=tim, project=site, on=date(2026, 11, 11))
    assert reaches_to(twelve, today) == date(2026, 11, 11)

    make_entry(by=tim, project=site, on=date(2026, 11, 24))

    assert reaches_to(twelve, today) == date(2026, 11, 22)
    assert reaches_to(october, today) == date(2026, 10, 31)
