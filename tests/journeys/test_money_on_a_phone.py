"""Money on a phone: the lit tab is in sight, buttons stand in line, and no label is cut or printed over another."""

import pytest
from playwright.sync_api import expect

from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_tabs_scroll_to_the_lit_one_and_the_export_stands_in_line(live_server, new_page, earning, fina):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/money/month-end/2026-10/")

    tabs = page.locator("nav.tabs")
    lit = tabs.get_by_role("link", name="Month end").bounding_box()
    box = tabs.bounding_box()
    assert box["x"] <= lit["x"]
    assert lit["x"] + lit["width"] <= box["x"] + box["width"] + 1

    page.goto(f"{live_server.url}/money/ahead/")
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert page.locator(".page-head .list-tools").bounding_box()["x"] >= heading["x"] - 1


def test_the_labels_of_the_chart_are_whole_and_a_box_to_tick_is_beside_its_title(live_server, new_page, earning, fina):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/accounts/{earning.account_id}/money/")
    labels = page.locator("svg.chart:visible text", has_text="profit")
    expect(labels).to_have_count(1)
    chart, label = page.locator("svg.chart:visible").bounding_box(), labels.bounding_box()
    assert label["x"] + label["width"] <= chart["x"] + chart["width"] + 1

    page.goto(f"{live_server.url}/projects/{earning.pk}/")
    row = page.locator("tr", has_text="Line 1").first
    tick, title = row.locator(".fin").bounding_box(), row.locator("> th").bounding_box()
    assert tick["x"] + tick["width"] <= title["x"] + 1
    assert tick["x"] <= 40
