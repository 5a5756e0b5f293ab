"""Interface features: charts to download, listed keys, filters by keyboard, and a way back on a phone."""

import re

import pytest
from playwright.sync_api import expect

from amity.handoff.tests.making import make_waiting, offered
from tests.builders import make_agreement, make_entry, make_project
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(osprey, piet, tim):
    """Create a project with time on it."""
    agreement = make_agreement(osprey, "fixed", title="Site", fee=1_000_000, included_seconds=360_000)
    made = make_project(osprey, name="Site", manager=piet, team=[tim], agreement=agreement)
    make_entry(by=tim, project=made, hours="4")
    return made


def test_a_chart_is_taken_along_as_csv_and_png(live_server, new_page, project, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/projects/{project.pk}/money/")

    with page.expect_download() as table:
        page.get_by_role("button", name="CSV of").first.click()
    with page.expect_download() as picture:
        page.get_by_role("button", name="PNG of").first.click()

    assert table.value.path().read_text().startswith('﻿"')
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_keys_that_exist_are_listed(live_server, new_page, tim):
    page = new_page()
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/")

    press(page, "?")

    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Start the timer on this row")


def test_menus_of_a_list_open_and_close_by_keyboard(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    columns = page.locator("summary", has_text="Columns")

    columns.focus()
    press(page, "Enter")
    expect(page.get_by_role("button", name="Show columns")).to_be_visible()
    press(page, "Escape")

    expect(page.get_by_role("button", name="Show columns")).to_be_hidden()
    expect(columns).to_be_focused()


def test_a_phone_folds_the_filters_and_leads_back(live_server, new_page, project, mara):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")
    expect(page.get_by_label("Search jobs")).to_be_hidden()

    page.locator("summary.btn", has_text=re.compile("^Filter$")).click()
    page.get_by_label("Search jobs").fill("Sit")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".chosen")).to_contain_text("Sit")
    page.get_by_role("link", name="Site").first.click()
    page.locator(".crumbs a").last.click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text("Site")


def test_a_phone_names_its_bar_on_one_line_and_keeps_the_title_off_the_top_bar(live_server, new_page, project, mara):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")

    labels = page.locator(".rail :is(.go, summary) > span:visible:not(.ava, .count)")
    top, title = page.locator(".topbar").bounding_box(), page.locator("h1").bounding_box()

    assert [one.strip() for one in labels.all_inner_texts()][:1] == ["Today"]
    assert all(height < 20 for height in labels.evaluate_all("all => all.map(one => one.offsetHeight)"))
    assert not any(labels.evaluate_all("all => all.map(one => one.scrollWidth > one.clientWidth)"))
    assert title["y"] - (top["y"] + top["height"]) >= 10


def test_a_wide_table_becomes_blocks_on_a_phone_whose_cells_name_their_columns(live_server, new_page, project, mara):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")

    row = page.locator("#list-work [data-row]").first
    expect(page.locator("#list-work table")).to_contain_class("reflows")
    expect(row.locator("[data-label=Stage]")).to_be_in_viewport()
    assert page.locator("#list-work .tbl-scroll").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.get_by_role("row").count() == page.locator("#list-work tbody tr").count()
    page.locator("summary.btn", has_text=re.compile("^Filter$")).click()
    assert page.get_by_role("row").count() == page.locator("#list-work tr").count()


def test_a_table_with_a_word_a_line_becomes_blocks_too(live_server, new_page, osprey, mara, piet):
    waiting = make_waiting(osprey, piet)
    waiting.name = "Small extra page for the Christmas cream campaign"
    waiting.save()
    offered(mara, waiting)
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/handoffs/")

    expect(page.locator("main table").first).to_contain_class("reflows")
