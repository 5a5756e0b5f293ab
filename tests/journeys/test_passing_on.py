"""Passing on: what the client said reaches a colleague, who acknowledges it on a phone."""

import pytest
from playwright.sync_api import expect

from amity.conversations.models import PassOn
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


def desk_of(person, live_server, new_page, viewport="desktop"):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, person.mail)
    return page


def test_what_a_client_said_is_passed_on_from_its_line_and_acknowledged_on_a_phone(
    live_server, new_page, mara, piet, osprey, site, dana
):
    mine = desk_of(mara, live_server, new_page)
    mine.goto(f"{live_server.url}/accounts/{osprey.pk}/notes/add/?contact={dana.pk}&project={site.pk}")
    mine.locator("#id_text_lines").press_sequentially("She wants six more stations")
    mine.get_by_role("button", name="Save note").click()
    line = mine.locator(".said-1").filter(has_text="six more stations")
    line.hover()
    line.get_by_role("link", name="Pass on").click()
    dialog = mine.get_by_role("dialog")
    expect(dialog.get_by_role("textbox").first).to_have_value("She wants six more stations")
    expect(dialog.get_by_label(piet.name)).to_be_checked()
    dialog.get_by_role("button", name="Pass on").click()
    expect(mine.get_by_text(f"Passed on to {piet.name}.")).to_be_visible()
    mine.goto(f"{live_server.url}/accounts/{osprey.pk}/conversation/?show=unheard")
    expect(mine.get_by_text(f"{piet.name} hasn’t acknowledged it.")).to_be_visible()

    theirs = desk_of(piet, live_server, new_page, "phone")
    theirs.goto(f"{live_server.url}/waiting/")
    row = theirs.get_by_role("listitem").filter(has_text="She wants six more stations")
    row.get_by_role("button", name="Acknowledge").click()
    expect(theirs.get_by_text("Acknowledged.")).to_be_visible()
    expect(row).to_have_count(0)

    mine.reload()
    expect(mine.get_by_text("hasn’t acknowledged it")).to_have_count(0)
    mine.goto(f"{live_server.url}/accounts/{osprey.pk}/conversation/")
    expect(mine.locator(".cv li").filter(has_text="She wants six more stations").first).to_contain_text("acknowledged")
    assert PassOn.objects.get().state == "acknowledged"
