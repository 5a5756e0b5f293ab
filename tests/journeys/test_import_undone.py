"""A file imported and undone by page leaves nothing behind."""

import re

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Account
from amity.projects.models import Project
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth
from tests.journeys.going import bring, press_and_wait, sign_in, work_off

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_import_undone_by_page_leaves_nothing(live_server, new_page, real_data, fina):
    page = new_page()
    sign_in(page, live_server.url, fina.mail)
    bring(page, live_server.url, real_data("harvest/harvest_time_report_usd_dot.csv"), tool="harvest")
    page.get_by_role("button", name=re.compile("^Create .* new, then preview")).click()
    press_and_wait(page, page.get_by_role("button", name="Import 298 rows"))
    work_off()
    assert Entry.objects.count() == 298

    page.goto(f"{live_server.url}/imports/")
    press_and_wait(page, page.get_by_role("button", name=re.compile("^Undo ")).first)
    work_off()

    expect(page.get_by_text("everything from this file was removed")).to_be_visible()
    assert not Entry.objects.exists()
    assert not Account.objects.exists()
    assert not Project.objects.exists()
    assert not ProjectMonth.objects.exclude(entries=0, seconds=0, value=0, cost=0).exists()
