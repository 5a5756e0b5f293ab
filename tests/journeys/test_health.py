"""From the list of accounts to why one is unwell, to the act that raises it, and back to the number that moved."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.accounts.models import Contact
from amity.conversations.models import Note, NotePerson
from amity.expectations.models import Expectation, ExpectationStep
from amity.health.snapshots.commands import take_snapshots
from amity.portal.pulse.models import Pulse
from tests.builders import make_account
from tests.journeys.accessibility import violations
from tests.journeys.going import press_and_wait, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def known(account, author):
    """Let enough be known of an account for a number: a talk, an expectation, and feedback. Return its contact."""
    now = timezone.now()
    contact = Contact.objects.create(account=account, name="Helen Marsh", roles=["decision_maker"], cadence_days=30)
    note = Note.objects.create(
        account=account, author=author, kind="call", title="Call", held_at=now - timedelta(days=10), added_at=now,
        changed_at=now,
    )  # fmt: skip
    NotePerson.objects.create(note=note, contact=contact)
    at = now - timedelta(days=20)
    wish = Expectation.objects.create(account=account, kind="scope", statement="Welsh", added_at=at, changed_at=at)
    ExpectationStep.objects.create(
        expectation=wish, account=account, at=at, by_label="Mara", after="open", statement_after="Welsh"
    )
    quarter = now.year * 10 + (now.month + 2) // 3
    Pulse.objects.create(account=account, contact=contact, quarter=quarter, work="well", sent_at=now)
    return contact


def test_the_list_leads_to_why_and_the_act_moves_the_number(live_server, new_page, osprey, mara):
    known(osprey, mara)
    known(make_account("Larkfield Dairy", manager=mara), mara)
    Contact.objects.create(account=osprey, name="Bas Kuiper", roles=["sponsor"], is_active=False)
    take_snapshots(timezone.now())
    page = new_page()
    sign_in(page, live_server.url, mara.mail)

    page.goto(f"{live_server.url}/accounts/")
    for order in ("-health", "health"):
        page.get_by_role("columnheader", name="Health").get_by_role("link").first.press("Enter")
        expect(page).to_have_url(re.compile(f"sort={order}($|&)"))
    expect(page.locator("tbody tr").first).to_contain_text("Osprey Rail")

    page.get_by_role("link", name="Osprey Rail", exact=True).first.press("Enter")
    page.locator("a.hl-cell").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("69")
    assert violations(page) == []

    page.locator(".raise .btn").first.press("Enter")
    page.wait_for_load_state()
    page.get_by_role("link", name="Helen Marsh").first.press("Enter")
    page.get_by_role("group").filter(has_text="Edit contact").get_by_text("More").press("Enter")
    page.get_by_role("link", name="Edit contact").press("Enter")
    page.get_by_label("Sponsor").first.check()
    press_and_wait(page, page.get_by_role("button", name="Save").first)

    page.goto(f"{live_server.url}/accounts/{osprey.pk}/health/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Osprey Rail is well")
