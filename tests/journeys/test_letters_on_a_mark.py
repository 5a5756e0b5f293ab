"""A letter typed on the mark between two boxes of a brief is text: it goes into the next box."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from amity.timesheets.models import Entry
from amity.timesheets.timer.commands import TimerWork, start_timer
from amity.timesheets.timer.models import Timer
from tests.builders import acting
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(live_server, new_page, mara, site):
    """Sign the account manager in, with a timer running."""
    start_timer(by=acting(mara), work=TimerWork(project_id=site.pk), now=timezone.now())
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    return page


def test_what_is_typed_after_tab_in_a_brief_is_written_into_the_next_box(page, live_server, mara, osprey):
    brief = make_brief(mara, osprey)
    make_brief_line(mara, brief, ((make_crafts()["Design"].pk, 100 * HOUR),))
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    page.locator("#id_target").focus()
    press(page, "Tab")
    expect(page.locator("summary.kn-a:focus")).to_be_attached()
    for letter in "not?":
        press(page, letter)

    expect(page.locator("#id_exclusions")).to_have_value("not?")
    assert page.url.endswith(f"/briefs/{brief.pk}/")
    assert Timer.objects.exists()
    assert not Entry.objects.exists()
