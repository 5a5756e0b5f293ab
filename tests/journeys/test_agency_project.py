"""The agency project: 22 quoted lines and 46 rows of time come in by page; the project shows quoted against actual."""

import re

import pytest
from playwright.sync_api import expect

from tests.builders import make_account, make_agreement, make_project
from tests.journeys.going import bring, press_and_wait, sign_in, work_off

pytestmark = pytest.mark.django_db(transaction=True)
FOLDER = "agency-burndown"


@pytest.fixture
def burndown(ada, agency):
    """The project that the two files are about."""
    client = make_account("Advance Health", director=ada, currency="USD")
    agreement = make_agreement(client, "fixed", hourly_rate="160", fee=11_656_000, discount=1_000_000)
    return make_project(client, name="Burndown", code="BURN", manager=ada, agreement=agreement)


def test_lines_and_time_come_in_by_page_and_stand_side_by_side(live_server, new_page, real_data, burndown, ada):
    page = new_page()
    sign_in(page, live_server.url, ada.mail)

    bring(page, live_server.url, real_data(f"{FOLDER}/scope_lines.csv"), tool="lines", project="BURN")
    press_and_wait(page, page.get_by_role("button", name=re.compile("Import the lines")))
    work_off()
    expect(page.get_by_role("heading", name="Lines imported")).to_be_visible()
    page.goto(f"{live_server.url}/projects/{burndown.pk}/")
    expect(page.get_by_text("791").first).to_be_visible()

    bring(page, live_server.url, real_data(f"{FOLDER}/time_entries_2026-09-10.csv"), tool="csv", project="BURN")
    press_and_wait(page, page.get_by_role("button", name=re.compile("new, then preview|^Preview")).last)
    press_and_wait(page, page.get_by_role("button", name=re.compile("^Import .*rows")))
    work_off()
    page.goto(f"{live_server.url}/projects/{burndown.pk}/money/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert re.search(r"119\.(75|8)|120", page.locator("main").inner_text())
