"""What waits in Going out is decided by key: return, hold, and clear all that was read without a warning."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.gate.models import Opened
from amity.gate.tests.making import make_contact, read, submitted
from amity.people import rules as roles
from tests.builders import make_person
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(osprey, mara):
    """Return three emails of a colleague that wait for the account manager."""
    lars, dana = make_person("Lars", roles.FINANCE), make_contact(osprey, "Dana")
    now = timezone.now()
    return [submitted(osprey, lars, [dana], now=now + timedelta(seconds=number)) for number in range(3)]


def test_h_holds_r_leads_to_the_return_and_shift_c_clears_what_was_read(live_server, new_page, mara, waiting):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    held, returned, cleared = waiting

    page.goto(f"{live_server.url}/going-out/{held.pk}/")
    with page.expect_navigation():
        press(page, "h")
    assert read(held).state == "held"

    page.goto(f"{live_server.url}/going-out/{returned.pk}/")
    press(page, "r")
    page.wait_for_url("**#ground")
    expect(page.locator("#ground")).to_be_in_viewport()
    assert read(returned).state == "submitted", "the key leads to the ground, and decides nothing"

    with page.expect_response(lambda answer: answer.url.endswith("/opened/")):
        page.goto(f"{live_server.url}/going-out/{cleared.pk}/")
    Opened.objects.exclude(item=cleared).delete()
    page.goto(f"{live_server.url}/going-out/{cleared.pk}/")
    expect(page.get_by_role("button", name="Clear 1 read without warnings")).to_be_visible()
    with page.expect_navigation():
        press(page, "Shift+C")

    assert [read(one).state for one in waiting] == ["held", "submitted", "cleared"]


@pytest.mark.parametrize("width", [1440, 1280])
@pytest.mark.parametrize("locale", ["en_GB", "de_DE", "fr_FR"])
def test_the_heads_of_the_columns_fit_on_one_line_each(live_server, new_page, mara, waiting, width, locale):
    mara.locale = locale
    mara.save(update_fields=["locale"])
    page = new_page()
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/going-out/{waiting[0].pk}/")
    buttons = page.locator("#clear-form > .acts > *")
    sub = page.locator(".page-head .sub")
    queue = page.locator("#queue-h, #queue-h + span")

    assert max(box["height"] for one in queue.all() if (box := one.bounding_box())) < 30
    assert buttons.count() == 3
    assert len({box["y"] for one in buttons.all() if (box := one.bounding_box())}) == 1
    assert sub.evaluate(
        "one => one.getClientRects().length && one.offsetHeight < 2 * parseFloat(getComputedStyle(one).lineHeight)"
    )


def test_a_refused_press_stays_at_the_address_of_the_email(live_server, new_page, osprey, mara):
    lars, dana = make_person("Lars", roles.FINANCE), make_contact(osprey, "Dana")
    item = submitted(osprey, lars, [dana], now=timezone.now(), body="You have it by Friday.")
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/going-out/{item.pk}/")
    press(page, "c")
    expect(page.get_by_text("Choose an answer first.")).to_be_visible()

    expect(page).to_have_url(f"{live_server.url}/going-out/{item.pk}/")
    page.reload()
    expect(page.get_by_role("button", name="Clear email")).to_be_visible()
    expect(page.get_by_text("Choose an answer first.")).to_have_count(0)
    assert read(item).state == "submitted"
