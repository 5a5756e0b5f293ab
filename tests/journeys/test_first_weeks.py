"""The first two weeks of an agency: everything goes, and then the director sees what would have been stopped."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Preference
from amity.gate.models import Item
from amity.gate.watch.models import Watch
from amity.people import rules as roles
from tests.builders import make_person
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dana(osprey):
    """Return a contact who never wants guarantees."""
    now = clock.chosen()
    dana = osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")
    Preference.objects.create(
        account=osprey, attitude="never", scope="wording", text="No guarantees", basis="stated", stated_by=dana,
        stated_on=now.date(), client_words="Never promise what we cannot keep.", check_kind="phrase",
        check_value="guarantee", added_at=now, changed_at=now,
    )  # fmt: skip
    return dana


@pytest.fixture
def watch(db):
    now = clock.chosen()
    return Watch.objects.create(begins_at=now - timedelta(days=13), ends_at=now + timedelta(days=1))


def write(page, address, osprey, subject, text):
    page.goto(f"{address}/accounts/{osprey.pk}/emails/write/")
    page.get_by_role("group", name="To", exact=True).get_by_text("Dana Whitlock").click()
    page.get_by_label("Subject").fill(subject)
    page.get_by_label("Text").fill(text)


def test_a_new_agency_watches_learns_what_would_have_been_stopped_and_switches_the_gate_on(
    live_server, new_page, mara, osprey, dana, watch
):
    lars, edda = make_person("Lars", roles.FINANCE), make_person("Edda", roles.ACCOUNT_DIRECTOR)
    theirs = new_page(viewport="desktop")
    sign_in(theirs, live_server.url, lars.mail or "")
    write(theirs, live_server.url, osprey, "Banner", "We guarantee the banner.")
    expect(theirs.get_by_text("Goes as soon as you submit it.")).to_be_visible()
    expect(theirs.get_by_text("Never promise what we cannot keep.")).to_be_visible()
    theirs.get_by_role("button", name="Submit email").click()
    expect(theirs.get_by_text("Email submitted. It goes now.")).to_be_visible()

    Watch.objects.update(ends_at=clock.chosen() - timedelta(minutes=5))
    hers = new_page(viewport="desktop")
    sign_in(hers, live_server.url, edda.mail or "")
    hers.goto(f"{live_server.url}/waiting/")
    hers.get_by_text("In two weeks 1 email went out; 1 would have been stopped").first.click()
    expect(hers.get_by_role("heading", level=1)).to_contain_text("1 would have been stopped")
    expect(hers.get_by_text("Breaks a “never” of the client")).to_be_visible()
    hers.get_by_role("button", name="Switch the gate on").click()
    expect(hers.get_by_text("The gate is on.")).to_be_visible()

    write(theirs, live_server.url, osprey, "Poster", "The poster is ready.")
    theirs.get_by_role("button", name="Submit email").click()
    expect(theirs.get_by_text(f"{mara.name} clears it.").first).to_be_visible()
    assert [one.state for one in Item.objects.order_by("pk")][1] == "submitted"
