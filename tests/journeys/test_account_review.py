"""A quarterly review from nothing to PowerPoint: clicks and fields counted, then released and sent."""

import io
from datetime import date
from decimal import Decimal

import pptx
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.accounts.models import Contact
from amity.gate.models import Item
from amity.projects.models import Milestone
from amity.reports.models import AccountReview
from amity.strategy.models import Goal, GoalReading
from tests.journeys.accessibility import violations
from tests.journeys.counting import Counted
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
MOST_CLICKS, MOST_FIELDS, TEN_MINUTES = 10, 4, 600


@pytest.fixture
def known(osprey, site):
    """A goal with a reading, a date to come, and a decision maker."""
    now = timezone.now()
    Contact.objects.create(account=osprey, name="Helen Marsh", mail="helen@osprey.example", roles=["decision_maker"])
    goal = Goal.objects.create(
        account=osprey, title="Tickets sold in the app", unit="%", baseline=Decimal(20), target=Decimal(40),
        begun_on=date(2026, 1, 1), target_on=date(2026, 12, 31), added_at=now, changed_at=now,
    )  # fmt: skip
    GoalReading.objects.create(goal=goal, read_on=timezone.localdate(), value=Decimal(39), at=now, by_label="Mara")
    Milestone.objects.create(project=site, name="Launch", due_on=timezone.localdate())
    return osprey


def test_a_review_from_nothing_to_powerpoint(live_server, new_page, known, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{known.pk}/")
    by_hand = Counted(page)

    by_hand.presses_on(page.locator(".page-head").get_by_text("More", exact=True))
    by_hand.presses_on(page.get_by_role("link", name="Account review", exact=True).first)
    by_hand.presses_on(page.get_by_role("button", name="Create review"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 points to finish")
    expect(page.get_by_role("heading", name="1 of 1 goal is on track or achieved")).to_be_visible()
    assert violations(page) == []

    by_hand.presses_on(page.get_by_role("link", name="Add what we ask of Osprey Rail"))
    for label, words in (
        ("Their ask to us", "Proofs on Mondays"),
        ("Our commitment", "Proofs by noon"),
        ("Our ask to them", "One approver"),
        ("Their commitment", "Helen approves"),
    ):
        by_hand.types(label, words)
    by_hand.presses_on(page.get_by_role("button", name="Save asks"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ready to release")
    with page.expect_download() as started:
        by_hand.presses_on(page.get_by_role("link", name="Draft PowerPoint"))
    texts = _texts(started.value.path().read_bytes())

    assert "39%" in texts
    assert "One approver" in texts
    assert by_hand.presses <= MOST_CLICKS
    assert by_hand.fields <= MOST_FIELDS
    assert by_hand.seconds < TEN_MINUTES

    page.get_by_role("button", name="Release review").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("released")
    page.get_by_role("link", name="Send review").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Send the review")
    page.get_by_role("button", name="Submit").first.click()
    page.wait_for_load_state()
    assert Item.objects.get().files.count() == 2
    assert AccountReview.objects.get().digest


def _texts(made: bytes) -> str:
    shapes = [shape for slide in pptx.Presentation(io.BytesIO(made)).slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([*(shape.text_frame.text for shape in shapes if shape.has_text_frame), *cells])
