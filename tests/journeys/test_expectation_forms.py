"""The short form of an expectation, and options of a conflict compared on two bars each."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from amity.accounts.evidence import Evidence
from amity.expectations import commands
from amity.expectations.changes import ExpectationFields
from tests.builders import acting, make_agreement, make_line
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
ORDER, OTHER = "Offer it as extra work, by change order", "Agree a different expectation with the client"


@pytest.fixture
def welsh(mara, osprey):
    """Record an expectation that isn't part of what was agreed."""
    dana = osprey.contacts.create(name="Dana Whitlock")
    fields = ExpectationFields(
        "The app comes in Welsh", "scope", evidence=Evidence(dana.pk, date(2026, 11, 20), "call")
    )
    now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    return commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=now)


def bar(page, option: str, side: str):
    """Return the bar of an option for one side."""
    part = page.locator("details.option").filter(has=page.locator("summary", has_text=option))
    return part.get_by_role("group", name=side)


def test_a_conflict_begins_in_what_was_agreed(live_server, new_page, welsh, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{welsh.account_id}/conflict/")
    expect(page.locator("#act [name=expectation_id]")).to_be_focused()

    page.goto(f"{live_server.url}/expectations/{welsh.pk}/conflict/")
    expect(page.locator("#act [name=agreed]")).to_be_focused()


def test_two_options_are_compared_on_bars_without_a_script(live_server, new_page, welsh, mara):
    page = new_page(javascript=False, faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/expectations/{welsh.pk}/conflict/")
    fields = page.locator("#act textarea:visible, #act select:visible, #act [type=text]:visible, #act .pips:visible")
    expect(fields).to_have_count(5)
    expect(page.get_by_text("Compare at least two options.")).to_be_visible()

    page.get_by_role("textbox", name="What was agreed").fill("English only")
    bar(page, ORDER, "Effect on the client").get_by_label("+1", exact=True).check()
    page.get_by_role("button", name="Record conflict").click()
    refused = page.get_by_role("group", name="Options").get_by_role("alert")
    expect(refused).to_have_text("Compare at least two different options.")
    expect(bar(page, ORDER, "Effect on the client").get_by_label("+1")).to_be_checked()
    bar(page, ORDER, "Effect on us").get_by_label("+3", exact=True).check()
    bar(page, OTHER, "Effect on us").get_by_label("−2", exact=True).check()
    page.get_by_role("button", name="Record conflict").click()

    options = welsh.conflicts.get().options.order_by("answer").values_list("answer", "client_effect", "agency_effect")
    assert list(options) == [("adjust", 0, -2), ("change_order", 1, 3)]


def test_a_bar_is_set_and_cleared_by_keyboard(live_server, new_page, welsh, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/expectations/{welsh.pk}/conflict/")
    client = bar(page, ORDER, "Effect on the client")

    client.get_by_label("not considered").focus()
    press(page, "ArrowLeft")
    expect(client.get_by_label("+5")).to_be_checked()
    press(page, "ArrowLeft")
    expect(client.get_by_label("+4")).to_be_checked()
    press(page, "Tab")
    expect(bar(page, ORDER, "Effect on us").get_by_label("not considered")).to_be_focused()


def test_an_expectation_is_recorded_where_it_is_seen_and_the_newest_is_on_top(
    live_server, new_page, welsh, mara, osprey
):
    for statement in ("We see designs every Tuesday", "Ingrid sees the packs first", "No stock photography"):
        commands.record_expectation(
            by=acting(mara),
            account_id=osprey.pk,
            fields=ExpectationFields(statement),
            now=datetime(2026, 11, 25, 9, tzinfo=UTC),
        )
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")

    page.get_by_role("link", name="Add expectation").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("What they expect")).to_be_focused()
    page.keyboard.type("A report every Friday")
    dialog.get_by_text("Dana Whitlock", exact=True).click()
    dialog.get_by_role("button", name="Record expectation").click()

    expect(page.get_by_role("status").filter(has_text="A report every Friday")).to_be_visible()
    listed = page.get_by_role("list", name="Expectations")
    expect(listed.get_by_role("link", name="A report every Friday")).to_be_visible()


def test_the_form_of_an_expectation_fits_a_screen_and_asks_for_a_promise_only_of_one(
    live_server, new_page, welsh, mara, osprey
):
    make_line(make_agreement(osprey, title="App 2027"), "Store pages")
    page = new_page(javascript=False)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/expectations/record/")

    expect(page.get_by_role("button", name="Record expectation")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Agreement line")).to_be_hidden()
    expect(page.get_by_label("Due date")).to_be_hidden()
    page.get_by_label("promise by us").check()
    expect(page.get_by_label("Due date")).to_be_visible()
    page.get_by_text("Add details").click()
    assert "App 2027" in (page.get_by_label("Agreement line").locator("option").last.text_content() or "")
