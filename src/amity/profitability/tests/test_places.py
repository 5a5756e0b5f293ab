"""Money on pages: the order of links and of a project's sections, and columns that are read once."""

import re
from datetime import date

import pytest
from django.test import Client

from amity.people.models import Person
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import chosen
from amity.profitability.portfolio.queries import account_rows_of_a_year
from amity.profitability.tests.asking import seen_by
from amity.profitability.utilisation.completeness import Week, reaches_to, weeks
from amity.projects.models import WorkItem
from tests.builders import make_entry


def test_the_portfolio_is_the_first_of_the_places_and_rates_are_in_settings_alone(brand, fina):
    page = seen_by(fina, "/money/")

    labels = [label.strip() for label in re.findall(r'<nav class="tabs".*?</nav>', page, re.DOTALL)[0].split("\n")]
    assert labels.index("Portfolio") < labels.index("What we found")
    assert "Rates" not in labels
    assert ">Cost rates<" in seen_by(fina, "/settings/rates/cost/")


def test_each_tab_of_a_project_shows_its_own_sections_and_the_lines_once(brand, fina):
    WorkItem.objects.create(project=brand, title="Colours")

    work, money = (seen_by(fina, f"/projects/{brand.pk}/{tab}") for tab in ("", "money/"))

    assert work.count('id="lines"') == 1
    assert "Colours" in work
    assert "Burn</h2>" not in work
    headings = ["Burn</h2>", "Earned by line", "Month by month</h2>"]
    assert [money.index(one) for one in headings] == sorted(money.index(one) for one in headings)
    assert "Colours" not in money


def test_who_sees_no_money_still_sees_the_lines_and_no_hours(brand, tim):
    tim.own_money_right = 0
    tim.save()

    page = seen_by(tim, f"/projects/{brand.pk}/")

    assert 'id="lines"' in page
    assert "Difference" not in page
    assert "State of the project" not in page


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


def test_a_week_has_the_time_of_everyone_on_all_its_days(tim, mara, site):
    for by, on in ((tim, date(2026, 11, 9)), (tim, date(2026, 11, 13)), (mara, date(2026, 11, 13))):
        make_entry(by=by, project=site, on=on, hours="2:00")

    *_before, last = weeks(date(2026, 11, 15))

    assert last.share.inputs[0].value == 6 * 3600
