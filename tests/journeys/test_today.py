"""9:00 to 9:05 on Today: nine accounts, three cards, three actions in place, undo by key, and two cards set aside."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amity.expectations.models import Conflict, Expectation
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.monitoring.models import ClientInput
from amity.today.models import Aside, OwnToday
from amity.today.tests.making import make_promise
from tests.builders import MONDAY, acting, make_account
from tests.journeys.going import sign_in, wait_until
from tests.journeys.keys import press
from tests.rig import clock

TODAY = clock.chosen().date()
AWAY = (TODAY - MONDAY.date()).days
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def morning(osprey, mara):
    """Nine accounts of Mara: late photos at Osprey Rail, and a promise on each of the others, one a day."""
    fields = InputFields(
        what="Photos of the trains", account_id=osprey.pk, due_on=TODAY - timedelta(days=6),
        asked_on=TODAY - timedelta(days=20), owner_id=mara.pk,
    )  # fmt: skip
    ask_input(by=acting(mara), fields=fields, now=MONDAY)
    for place in range(8):
        make_promise(make_account(f"Account {place + 1}", manager=mara), mara, f"Promise {place + 1}", AWAY + place)


@pytest.mark.usefixtures("morning")
def test_three_cards_three_actions_in_place(live_server, new_page, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("Mara. Osprey Rail comes first.$"))
    expect(page.get_by_text("9 things need you. 2 are late or due today.")).to_be_visible()
    expect(page.locator("#count-today")).to_have_text(re.compile("^9"))
    expect(page.locator(".att > li")).to_have_count(3)
    expect(page.locator(".fold > li")).to_have_count(6)

    press(page, "Enter")
    expect(heading).to_have_text(re.compile("Account 1 comes first.$"))
    press(page, "Enter")
    expect(heading).to_have_text(re.compile("Account 2 comes first.$"))
    press(page, "z")
    expect(heading).to_have_text(re.compile("Account 1 comes first.$"))
    for place in (1, 2):
        page.get_by_role("button", name=re.compile(f"Mark as kept.*Promise {place}")).click()
        expect(heading).to_have_text(re.compile(f"Account {place + 1} comes first.$"))

    assert ClientInput.objects.get().state == "in"
    assert Expectation.objects.filter(state="met").count() == 2


@pytest.mark.usefixtures("morning")
def test_cards_are_set_aside_by_key_and_come_back(live_server, new_page, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/today/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("Osprey Rail comes first.$"))
    wait_until(page, "document.readyState === 'complete'")

    press(page, "s")
    page.get_by_role("button", name="When something changes").first.click()
    expect(heading).to_have_text(re.compile("Account 1 comes first.$"))
    expect(page.get_by_text("Not now: until something changes")).to_be_visible()
    press(page, "z")
    expect(heading).to_have_text(re.compile("Osprey Rail comes first.$"))

    press(page, "l")
    page.get_by_role("button", name="Timing").first.click()
    expect(heading).to_have_text(re.compile("Account 1 comes first.$"))
    page.get_by_role("link", name="All 1").click()
    page.get_by_role("button", name=re.compile("Show on Today again")).click()
    expect(page.get_by_text("Nothing is set aside.")).to_be_visible()

    assert not Aside.objects.filter(ended_at=None).exists()
    assert OwnToday.objects.get(person=mara).counts["input"]["shown"] == 1


@pytest.mark.usefixtures("morning")
def test_why_shows_the_sum_and_takes_other_effects(live_server, new_page, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/today/")
    card = page.locator(".att > li").first
    before = int(card.locator(".rank").inner_text())
    card.locator("details.why-in > summary").click()
    expect(card.get_by_text("30 urgency (6 days late)")).to_be_visible()

    card.get_by_label("Effect on the client").select_option("5")
    card.get_by_role("button", name="Save effects").click()

    expect(page.get_by_text("Effects corrected.")).to_be_visible()
    assert int(page.locator(".att > li").first.locator(".rank").inner_text()) > before


def test_a_form_opens_over_today_and_today_stays(live_server, new_page, osprey, mara):
    """A card whose step needs a form: it is done in the dialog, and the page behind is Today without the card."""
    expected = make_promise(osprey, mara, "Welsh at launch")
    Expectation.objects.filter(pk=expected.pk).update(kind="scope", promised_by=None, promised_until=None)
    one = Conflict.objects.create(
        expectation=expected, account=osprey, believed="Welsh at launch", agreed="English only", found_at=MONDAY,
        found_by="Mara", answer="adjust", speaker=mara,
    )  # fmt: skip
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/today/")
    card = page.locator(".att > li", has_text="Welsh at launch")
    card.get_by_role("link", name="Record the outcome").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("How it ended").fill("Agreed with Cleo")
    dialog.get_by_role("button", name="Close conflict").click()

    expect(card).to_have_count(0)
    expect(page.get_by_text("Conflict closed.")).to_be_visible()
    assert page.url == f"{live_server.url}/today/"
    one.refresh_from_db()
    assert one.outcome == "Agreed with Cleo"
