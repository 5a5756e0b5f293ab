"""The day is closed by keys alone: a line for the meeting, an email kept, one dropped, and nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.accounts.models import Contact
from amity.conversations.closings.models import DayClosed
from amity.conversations.models import Note
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.tests.suspects import CLEO, take
from amity.expectations.models import Expectation
from amity.meetings.tests.making import make_meeting
from amity.scope.models import Request
from tests.journeys.counting import KEY, Counted
from tests.journeys.going import sign_in
from tests.journeys.keys import into_page, press, tab_to

pytestmark = pytest.mark.django_db(transaction=True)
THREE_MINUTES = 180


@pytest.fixture
def day(osprey, mara):
    """Have a meeting that has ended today, a promise in an email that was sent, and a request in one received."""
    cleo = Contact.objects.create(account=osprey, name="Cleo Marsh", mail=CLEO)
    now = timezone.now()
    begun = max(now - timedelta(minutes=20), timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0))
    make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=begun, minutes=0, title="Steering group")
    sent = now - timedelta(hours=1)
    take(mara, mara.mail, CLEO, "Hello Cleo,\n\nwe will have it on Friday.\n\nMara", at=sent)
    take(mara, CLEO, mara.mail, "Could you add a map of the depots?", at=sent + timedelta(minutes=1))


@pytest.mark.usefixtures("day")
def test_a_day_is_closed_by_keys(live_server, new_page, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    press(page, "Control+d")
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 of 3 done")
    into_page(page)
    stops = 2 + tab_to(page, "One line on Steering group")
    page.keyboard.type("Welsh is in")
    stops += tab_to(page, "Keep promise")

    press(page, "k")
    expect(page.get_by_text("Promise recorded.")).to_be_visible()
    expect(page.get_by_text("Note saved at")).to_be_visible()
    expect(page.get_by_role("button", name="Keep request")).to_be_focused()
    press(page, "x")
    expect(page.get_by_text("Dropped.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 3 done")
    press(page, "Control+d")
    expect(page.get_by_role("status").filter(has_text="1 note, 1 promise.")).to_be_visible()

    assert (Note.objects.get().text, Expectation.objects.count(), Request.objects.count()) == ("Welsh is in", 1, 0)
    assert DayClosed.objects.get().person == mara
    person = Counted(page, keys=stops + len("Welsh is in") + len("kx") + 2 * len("^d"), fields=3)
    assert KEY * person.keys < person.seconds <= THREE_MINUTES / 3  # for a day with three times as much


@pytest.mark.usefixtures("day")
def test_on_a_phone_a_line_that_leaves_something_open_stays_in_its_field(live_server, new_page, mara):
    page = new_page(viewport="phone", faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/close-the-day/")
    line = page.get_by_label("One line on Steering group")
    line.fill("p Welsh")

    page.get_by_role("button", name="Keep request").click()

    expect(page.get_by_text("This line leaves something open. Write a full note instead.")).to_be_visible()
    expect(line).to_have_value("p Welsh")
    expect(page.get_by_text("Request recorded.")).to_be_visible()
    line.fill("They like the Welsh pages")
    page.get_by_role("button", name="Drop").click()
    expect(page.get_by_text("Dropped.")).to_be_visible()
    assert Note.objects.get().text == "They like the Welsh pages"
    assert SuspectedRecord.objects.filter(state="open").count() == 0
