"""Passing on, both ways: a colleague hears what the client said, and the client what the team raised, or not."""

import pytest
from playwright.sync_api import expect

from amity.conversations.models import PassOn
from amity.monitoring.changes import EntryFields
from amity.monitoring.risks.commands import add_entry
from tests.builders import acting
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def blockers(piet, site):
    """Record two blockers of the project."""
    now = clock.chosen()
    fields = (
        EntryFields(title, "roadblock", project_id=site.pk, waiting="the developers", waits_since=now.date())
        for title in ("Sandbox is down", "Designer leaves")
    )
    return [add_entry(by=acting(piet), fields=one, now=now) for one in fields]


def desk_of(person, live_server, new_page, viewport="desktop", **more):
    page = new_page(viewport=viewport, **more)
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
    expect(mine.locator(".cv li").filter(has_text="She wants six more stations").first).to_contain_text("Acknowledged")
    assert PassOn.objects.get().state == "acknowledged"


def test_a_blocker_is_raised_and_told_to_the_client_or_kept_back_with_a_reason(
    live_server, new_page, mara, piet, osprey, site, dana, blockers
):
    theirs = desk_of(piet, live_server, new_page)
    for entry in blockers:
        theirs.goto(f"{live_server.url}/register/{entry.pk}/")
        theirs.get_by_role("link", name="Raise for the client").click()
        dialog = theirs.get_by_role("dialog")
        expect(dialog.get_by_role("textbox").first).to_have_value(entry.title)
        dialog.get_by_role("button", name="Raise for the client").click()
        expect(theirs.get_by_text(f"Raised for the client: {entry.title}")).to_be_visible()

    mine = desk_of(mara, live_server, new_page, faults_allowed=True)  # the form without a reason comes back as 422
    conversation = f"{live_server.url}/accounts/{osprey.pk}/conversation/"
    mine.goto(conversation)
    events = mine.locator(".cv li")
    sandbox, designer = (events.filter(has_text=entry.title).first for entry in blockers)
    expect(sandbox).to_contain_text("Not yet told.")
    sandbox.get_by_role("link", name="They know").click()
    dialog = mine.get_by_role("dialog")
    dialog.get_by_text("Dana Whitlock", exact=True).click()
    dialog.get_by_text("Email", exact=True).click()
    dialog.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Recorded that the client knows.")).to_be_visible()

    mine.goto(conversation)
    expect(sandbox).to_contain_text("Client knows")
    designer.get_by_role("link", name="Keep back").click()
    dialog.get_by_role("button", name="Keep back").click()
    expect(dialog.get_by_text("Enter the reason, in one sentence.")).to_be_visible()
    dialog.get_by_role("textbox").fill("We have a stand-in")
    dialog.get_by_role("button", name="Keep back").click()
    expect(mine.get_by_text("Kept back from the client.")).to_be_visible()
    mine.goto(conversation)
    expect(designer).to_contain_text("We have a stand-in")

    told, kept = (PassOn.objects.get(entry=entry) for entry in blockers)
    assert (told.state, told.contact, told.how) == ("client_knows", dana, "email")
    assert (kept.state, kept.because) == ("kept_back", "We have a stand-in")
