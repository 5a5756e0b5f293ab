"""Money on a phone: the lit tab is in sight, buttons stand in line, and no label is cut or printed over another."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.builders import make_agreement, make_cost_rate, make_entry, make_line, make_project
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(osprey, fina, piet):
    """Create a project with a line, on which time with a cost is logged."""
    make_cost_rate("45")
    agreement = make_agreement(osprey, "fixed", fee=500_000)
    line = make_line(agreement, "1", hours="20")
    project = make_project(osprey, name="Site", manager=piet, agreement=agreement, team=[fina])
    make_entry(by=fina, project=project, hours="8", on=date(2026, 10, 5), line_id=line.pk)
    return project


def test_tabs_scroll_to_the_lit_one_and_the_export_stands_in_line(live_server, new_page, work, fina):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/money/month-end/2026-10/")

    tabs = page.get_by_label("Pages about money")
    lit = tabs.get_by_role("link", name="Month end").bounding_box()
    box = tabs.bounding_box()
    assert box["x"] <= lit["x"]
    assert lit["x"] + lit["width"] <= box["x"] + box["width"] + 1

    page.goto(f"{live_server.url}/money/ahead/")
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert page.locator(".page-head .list-tools").bounding_box()["x"] >= heading["x"] - 1


def test_the_labels_of_the_chart_are_whole_and_a_box_to_tick_is_beside_its_title(live_server, new_page, work, fina):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/accounts/{work.account_id}/money/")
    labels = page.locator("svg.chart:visible text", has_text="profit")
    expect(labels).to_have_count(1)
    chart, label = page.locator("svg.chart:visible").bounding_box(), labels.bounding_box()
    assert label["x"] + label["width"] <= chart["x"] + chart["width"] + 1

    page.goto(f"{live_server.url}/projects/{work.pk}/")
    row = page.locator("tr", has_text="Line 1").first
    tick, title = row.locator(".fin").bounding_box(), row.locator("th").bounding_box()
    assert tick["x"] + tick["width"] <= title["x"] + 1
    assert tick["x"] <= 40
