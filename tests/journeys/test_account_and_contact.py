"""From an account: a promise is kept in its row and taken back, a contact is opened by name, corrected, and left."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amity.accounts.contacts.commands import ContactChanges, add_contact
from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.expectations import rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from tests.builders import acting
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dana(mara, osprey):
    changes = ContactChanges(
        name="Dana Whitlock", roles=("day_to_day",), standing="doubts", standing_evidence="Steering call"
    )
    return add_contact(by=acting(mara), account_id=osprey.pk, changes=changes, now=clock.chosen())


@pytest.fixture
def given(mara, osprey, dana):
    now = clock.chosen()
    fields = ExpectationFields(
        "Test phones for Cardiff", kind=rules.PROMISE, promised_by_id=mara.pk,
        promised_until=now.date() - timedelta(days=2), evidence=Evidence(dana.pk, now.date(), "Call"),
    )  # fmt: skip
    return record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=now)


def test_a_promise_is_kept_in_its_row_and_a_contact_is_a_page(live_server, new_page, mara, osprey, given):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")

    expect(page.get_by_text("One promise is 2 days late.")).to_be_visible()
    page.get_by_role("button", name="Mark as kept").click()
    expect(page.get_by_text("Promise marked as kept.")).to_be_visible()
    expect(page.get_by_text("Nothing is open. Add")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Test phones for Cardiff"))
    expect(row).to_be_visible()
    given.refresh_from_db()
    assert given.state == rules.OPEN

    row.get_by_role("link", name="Dana Whitlock").click()
    expect(page.get_by_role("heading", level=1, name="Dana Whitlock")).to_be_visible()
    expect(page.get_by_role("heading", name="Late or due today")).to_be_visible()
    expect(page.get_by_text("Your promise")).to_be_visible()
    page.get_by_role("group").filter(has_text="Edit contact").get_by_text("More").click()
    page.get_by_role("link", name="Edit contact").click()
    page.get_by_label("Phone").fill("+44 29 5550 0142")
    page.get_by_role("button", name="Save contact").click()
    expect(page.get_by_role("heading", level=1, name="Dana Whitlock")).to_be_visible()
    expect(page.get_by_text("+44 29 5550 0142")).to_be_visible()

    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Osprey Rail").click()
    expect(page.get_by_role("heading", level=1, name="Osprey Rail")).to_be_visible()


def test_contacts_are_added_one_after_the_other_in_a_dialog_whose_button_stays_in_sight(
    live_server, new_page, mara, osprey, dana
):  # fmt: skip
    page = new_page()
    page.set_viewport_size({"width": 1280, "height": 560})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/people/")
    page.get_by_role("link", name="Add a contact").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Add details").click()
    expect(dialog.get_by_role("button", name="Add contact")).to_be_in_viewport(ratio=1)

    for name in ("Helen Marsh", "Piotr Zielinski"):
        expect(dialog.get_by_label("Name")).to_have_value("")
        dialog.get_by_label("Name").fill(name)
        dialog.get_by_role("button", name="Save and add another").click()
        expect(dialog.get_by_text(f"Contact added: {name}")).to_be_visible()
    dialog.get_by_role("link", name="Cancel").click()

    expect(page.get_by_role("link", name="Piotr Zielinski").first).to_be_visible()
    assert set(Contact.objects.values_list("name", flat=True)) == {"Dana Whitlock", "Helen Marsh", "Piotr Zielinski"}


def test_an_account_is_pinned_in_the_list_and_the_button_works_again_after_back(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/?sort=-name")

    page.get_by_role("button", name="Pin Osprey Rail").click()
    expect(page.get_by_role("button", name="Unpin Osprey Rail")).to_be_visible()
    assert page.url.endswith("/accounts/?sort=-name")

    page.go_back()
    expect(page.locator("[data-busy]")).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Unpin Osprey Rail").click()
    expect(page.get_by_role("button", name="Pin Osprey Rail", exact=True)).to_be_visible()
