"""From a brief to the signature, what happens at the client is recorded in place, with almost nothing to enter."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.agreements.models import Agreement
from amity.agreements.tests.making import make_draft, make_offer, submit
from amity.briefs.models import Brief
from amity.briefs.tests.making import make_contact, make_whole_brief
from tests.builders import make_project
from tests.journeys.counting import Counted
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def whole(mara, piet, osprey):
    """Create a brief in which nothing is missing."""
    make_project(osprey, status="active")
    return make_whole_brief(mara, osprey, piet)


@pytest.fixture
def cleared(mara, osprey):
    """Create an agreement that can go to the client."""
    if not osprey.contacts.exists():
        make_contact(osprey)
    agreement = make_draft(mara, osprey)
    make_offer(mara, agreement)
    return submit(mara, agreement)


class Loads(list[str]):
    """The pages a browser opens, in order."""

    def __init__(self, page):
        super().__init__()
        page.on("request", lambda asked: self.append(asked.url) if asked.is_navigation_request() else None)


def test_the_four_records_take_two_presses_and_one_load_each_and_no_typing(
    live_server, new_page, mara, whole, cleared
):  # fmt: skip
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    marker = Counted(page)
    loads = Loads(page)

    for address, steps in (
        (f"/briefs/{whole.pk}/", ("Record as sent to client", "Mark as confirmed")),
        (f"/agreements/{cleared.pk}/", ("Record as sent to client", "Record the signature")),
    ):
        page.goto(f"{live_server.url}{address}")
        for step in steps:
            marker.presses_on(page.get_by_role("link", name=step))
            save = page.get_by_role("dialog").locator(".btn-primary")
            marker.presses += 1
            press_and_wait(page, save)
            expect(page.get_by_role("dialog")).to_be_hidden()

    assert (marker.presses, marker.fields, marker.keys) == (8, 0, 0)
    assert len(loads) == 2 + 4
    assert Brief.objects.get(pk=whole.pk).state == "confirmed"
    assert Agreement.objects.get(pk=cleared.pk).state in ("signed", "in_force")
    assert list(whole.steps.order_by("pk").values_list("contact__name", "stated_on", "stated_in")) == [
        ("Gwen Pryce", timezone.localdate(), "email"), ("Gwen Pryce", timezone.localdate(), "email"),
    ]  # fmt: skip


def test_by_keyboard_a_fault_stays_in_the_dialog_and_escape_leads_back_to_its_link(
    live_server, new_page, mara, cleared
):  # fmt: skip
    page = new_page(faults_allowed=True)  # a missing name answers 422
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/agreements/{cleared.pk}/")
    link, dialog = page.get_by_role("link", name="Record as sent to client"), page.get_by_role("dialog")

    link.press("Enter")
    expect(dialog.get_by_role("radio", name="Gwen Pryce")).to_be_focused()
    press(page, "Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    link.press("Enter")
    dialog.get_by_text("Add details").click()
    dialog.get_by_label("Details").fill("By hand, at her desk.")
    dialog.get_by_label("When?").fill("")
    dialog.get_by_role("button", name="Record as sent to client").click()

    expect(dialog.get_by_text("Enter a date.")).to_be_visible()
    expect(dialog.get_by_label("Details")).to_have_value("By hand, at her desk.")
    dialog.get_by_label("When?").fill(timezone.localdate().isoformat())
    press_and_wait(page, dialog.get_by_role("button", name="Record as sent to client"))
    assert cleared.recorded.get().note == "By hand, at her desk."


def test_without_a_script_the_same_form_is_a_page(live_server, new_page, mara, cleared):
    page = new_page(javascript=False)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/agreements/{cleared.pk}/with-client/")
    assert page.url.endswith(f"/agreements/{cleared.pk}/record/?step=with_client")

    press_and_wait(page, page.get_by_role("button", name="Record as sent to client"))

    assert page.url.endswith(f"/agreements/{cleared.pk}/")
    assert cleared.recorded.get().client == "Gwen Pryce"
