"""No verdict on a project with too little logged: its page, the lists and the API say that it is too early."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from amity.lines.models import Line
from amity.people.tokens.commands import make_token
from amity.profitability.accounts.queries import account_money
from amity.profitability.period.rules import period
from amity.profitability.portfolio.queries import portfolio
from amity.profitability.tests.asking import page_of, seen_by
from amity.projects.models import Project
from amity.projects.work_table.rules import is_too_early
from tests.builders import acting, make_agreement, make_cost_rate, make_entry, make_line, make_project

HOUR = 3600


@pytest.mark.parametrize(
    ("quoted", "used", "finished", "early"),
    [
        (18, 0, False, True), (18, 1.5, False, True), (100, 19.9, False, True), (100, 20, False, False),
        (100, 5, True, False), (0, 5, False, False), (10, 12, False, False),
    ],
)  # fmt: skip
def test_less_than_a_fifth_of_the_hours_with_nothing_finished_is_too_little(quoted, used, finished, early):
    assert is_too_early(quoted * HOUR, round(used * HOUR), finished=finished) is early


@pytest.fixture
def retained(osprey, tim):
    """Return the account of a retainer of 60 hours a month, with two logged on the first of December."""
    make_cost_rate("80.00")
    agreement = make_agreement(osprey, "retainer", fee=100_000, included_seconds=60 * HOUR)
    project = make_project(osprey, agreement=agreement, team=[tim])
    make_entry(by=tim, project=project, hours="2:00", on=date(2026, 12, 1))
    return osprey


@pytest.mark.parametrize(("day", "early"), [(1, True), (7, True), (8, False)])
def test_a_month_says_nothing_before_a_fifth_of_it_has_passed(retained, fina, day, early):
    today = date(2026, 12, day)
    with time_machine.travel(today):
        seen = portfolio(acting(fina), today, "202612")
        own = account_money(acting(fina), retained.pk, today, "202612")
        year = portfolio(acting(fina), today, "year")

    for one in (seen.together, *seen.accounts, own.together, own.months[-1], year.months[-1]):
        assert (one.too_early, one.on_target is None, one.band is None) == (early, early, early), one
    for one in (seen.together, *seen.accounts, own.together):
        assert one.over
        assert (one.over.why_not == "hardly_begun") is early


def test_the_month_on_offer_is_the_one_before_while_the_last_has_hardly_begun(client, retained, fina, tim):
    address = f"/accounts/{retained.pk}/money/"
    client.force_login(fina)
    with time_machine.travel(date(2026, 12, 1)):
        assert f"{address}?period=202612" in client.get(address).text
        make_entry(by=tim, project=retained.projects.get(), hours="2:00", on=date(2026, 11, 2))
        page = client.get(address).text

    assert f"{address}?period=202611" in page
    assert f"{address}?period=202612" not in page


@pytest.mark.parametrize(("day", "early"), [(1, True), (8, False)])
def test_the_pages_of_a_month_that_has_hardly_begun_state_no_margin(client, retained, fina, day, early):
    client.force_login(fina)
    with time_machine.travel(date(2026, 12, day)):
        pages = [client.get(f"{page}?period=202612") for page in ("/money/", f"/accounts/{retained.pk}/money/")]

    for page in pages:
        assert (page.context["title"] == "Too early to say: December 2026 has hardly begun") is early
    assert ("Delivery margin" in pages[0].context["sub"]) is not early


def test_a_month_that_is_over_or_a_longer_period_is_judged(retained, fina):
    assert period(202611, 202611, date(2026, 12, 1)).hardly_begun is False
    assert period(202610, 202612, date(2026, 12, 1)).hardly_begun is False


@pytest.fixture
def young(osprey, piet, tim):
    """Return a project of 18 quoted hours sold too low, with 1.5 hours logged on no line."""
    make_cost_rate("80.00")
    agreement = make_agreement(osprey, "fixed", fee=90_000)
    make_line(agreement, "1", hours="18:00")
    project = make_project(osprey, name="Extra page", manager=piet, agreement=agreement, team=[tim])
    make_entry(by=tim, project=project, hours="1:30", on=date(2026, 11, 2))
    Project.objects.filter(pk=project.pk).update(status="active")
    return project


def test_its_page_says_that_it_is_too_early_and_what_is_unquoted(young, fina):
    text = page_of(fina, young)

    assert "Too early to say: 1.5 of 18 h logged." in text
    assert 'Unquoted time</span> <span class="tab">+1.5 h' in text
    assert "more than quoted," not in text
    assert "Sold at" not in text


def test_the_lists_show_its_margin_without_a_band(young, osprey, fina):
    own, work = seen_by(fina, f"/accounts/{osprey.pk}/money/"), seen_by(fina, "/work/?whose=everyone")
    row = work.rsplit("Extra page", 1)[1].split("</tr>", 1)[0]

    assert "too early to say" in row
    assert "is-unwell" not in row
    assert 'class="mg"' not in row, "a margin too early to compare isn’t shown"
    assert "Sold at" not in own


def test_the_api_leaves_the_comparison_out(young, fina):
    made = make_token(by=acting(fina), name="x", scopes=["read", "money"], days=1, now=timezone.now())
    client, headers = Client(), {"Authorization": f"Bearer {made.secret}"}

    forecast = client.get(f"/api/v1/projects/{young.pk}/forecast", headers=headers).json()
    job = client.get("/api/v1/work", headers=headers).json()["items"][0]

    assert forecast["too_early"] is True
    assert (job["margin"]["band"], job["margin"]["too_early"]) == (None, True)


def test_a_finished_line_is_evidence(young, fina):
    Line.objects.update(finished_at="2026-11-03T12:00Z")

    assert "Too early" not in page_of(fina, young)
