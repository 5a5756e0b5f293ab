"""Acts in the rows of *Waiting for you*: done in place, with the keyboard at the next row; links open their page."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect

from amity.expectations import rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.monitoring.models import RegisterEntry
from amity.scope.models import Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from tests.builders import MONDAY, acting
from tests.journeys.accessibility import violations
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


@pytest.fixture
def promises(osprey, mara):
    """Create many promises of Mara, due one a day."""
    for place in range(MANY):
        fields = ExpectationFields(
            f"Promise {place + 1}", kind=rules.PROMISE, promised_by_id=mara.pk,
            promised_until=MONDAY.date() + timedelta(days=place),
        )  # fmt: skip
        record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)


COUNTED_BETWEEN = """() => document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.closest(".rail")) return;
  const rail = document.querySelector(".rail"), detail = { target: rail, xhr: { status: 200 } };
  rail.dispatchEvent(new CustomEvent("htmx:beforeSwap", { bubbles: true, detail }));
})"""
"""The counts come in between the rows and their last touch, as they do on a busy machine."""


@pytest.mark.usefixtures("promises")
def test_an_act_keeps_its_place_and_counts_again(live_server, new_page, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    page.evaluate(COUNTED_BETWEEN)
    expect(page.locator("#count-today")).to_have_text(re.compile("^9"))
    for _place in range(3):
        press(page, "j")
    expect(page.get_by_role("link", name="Promise 3", exact=True)).to_be_focused()

    press(page, "Tab")
    press(page, "Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{MANY - 1} things are waiting for you")
    expect(page.get_by_role("link", name="Promise 4", exact=True)).to_be_focused()
    press(page, "j")
    expect(page.get_by_role("link", name="Promise 5", exact=True)).to_be_focused()


@pytest.mark.usefixtures("promises")
def test_undo_keeps_its_place_and_the_keyboard_at_the_row_that_is_back(live_server, new_page, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    name = f"Promise {MANY - 1}"
    page.locator("[data-row]", has_text=name).get_by_role("button").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{MANY - 1} things are waiting for you")
    scrolled = page.evaluate("scrollY")
    assert scrolled > 0

    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{MANY} things are waiting for you")
    expect(page.get_by_role("link", name=name, exact=True)).to_be_focused()
    assert page.evaluate("scrollY") == pytest.approx(scrolled, abs=120)


@pytest.mark.usefixtures("promises")
def test_a_link_of_a_row_opens_its_page_at_the_top(live_server, new_page, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    page.get_by_role("link", name=f"Promise {MANY}", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"Promise {MANY}")
    assert page.evaluate("scrollY") == 0
    expect(page.locator(".rail [aria-current]")).not_to_have_text(re.compile("Waiting"))


def test_ctrl_enter_in_a_row_sends_its_form(live_server, new_page, osprey, mara):
    values = {"kind": "risk", "side": "client", "severity": 3, "state": "open"}
    RegisterEntry.objects.create(
        account=osprey, title="No approver", owner=mara, due_on=MONDAY.date(), raised_on=MONDAY.date(),
        added_at=MONDAY, changed_at=MONDAY, **values,
    )  # fmt: skip
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    expect(page.get_by_label("What was the outcome?")).to_be_hidden()
    page.locator("summary", has_text="Close entry…").click()
    page.get_by_label("What was the outcome?").fill("Dana approves")
    press(page, "Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is waiting for you")
    assert RegisterEntry.objects.get().outcome == "Dana approves"


def test_keys_pass_over_folded_rows_and_an_act_in_one_leaves_them_open(live_server, new_page, osprey, mara):
    today = timezone.localdate()
    for place in range(18):
        late = place < 14
        fields = ExpectationFields(
            f"{'Late' if late else 'Later'} {place + 1}", kind=rules.PROMISE, promised_by_id=mara.pk,
            promised_until=today + timedelta(days=-1 if late else 9),
        )  # fmt: skip
        record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=timezone.now())
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    for _press in range(12):
        press(page, "j")
    expect(page.get_by_role("link", name="Late 6", exact=True)).to_be_focused()

    group = page.locator("summary", has_text="Show 12 more")
    expect(page.get_by_role("link", name="Later 15", exact=True)).to_be_hidden()
    group.press("Enter")
    row = page.locator("[data-row]", has_text="Later 15")
    row.get_by_role("button", name="Mark as kept").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("17 things are waiting for you")
    expect(page.get_by_role("link", name="Later 16", exact=True)).to_be_visible()
    expect(page.locator("summary", has_text="Show 11 more")).to_be_visible()
    assert violations(page) == []


def test_the_question_of_an_act_opens_once_its_button_is_pressed(live_server, new_page, mara, osprey):
    fields = RequestFields("Six more stations on the map", asked_on=timezone.localdate())
    log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=timezone.now())
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    row = page.locator("[data-row]", has_text="Six more stations")
    question = row.get_by_label("What became of it?")
    expect(question).to_be_hidden()

    row.locator("summary").click()
    assert violations(page) == []
    question.fill("Quoted")
    row.locator("button", has_text="Close request").click()
    expect(page.get_by_role("status").filter(has_text="Request closed.")).to_be_visible()
    assert Request.objects.get().closed_because == "Quoted"


@pytest.mark.usefixtures("promises")
def test_a_pressed_button_says_that_it_works_keeps_its_size_and_is_pressed_once(live_server, new_page, mara):
    page = new_page()
    held: list[Route] = []
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    page.route("**/waiting/**", lambda route: held.insert(0, route))
    button = page.locator("[data-row]").first.get_by_role("button")
    size, heading = button.bounding_box(), page.get_by_role("heading", level=1)

    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_attribute("data-busy", "Working…")
    expect(page.get_by_role("status").filter(has_text="Working…")).to_have_count(1)
    assert button.bounding_box() == size
    button.press("Enter")
    expect(heading).to_have_text(f"{MANY} things are waiting for you")
    assert len(held) == 1, "a second press sends nothing"

    held[0].continue_()
    expect(heading).to_have_text(f"{MANY - 1} things are waiting for you")
    expect(page.locator("[data-busy]")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Working…")).to_have_count(0)


@pytest.mark.usefixtures("promises")
def test_a_button_whose_press_fails_on_the_way_can_be_pressed_again(live_server, new_page, mara):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    page.route("**/waiting/**", lambda route: route.abort())
    button = page.locator("[data-row]").first.get_by_role("button")
    button.click()
    expect(button).not_to_have_attribute("aria-disabled", "true")

    page.unroute("**/waiting/**")
    button.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{MANY - 1} things are waiting for you")
