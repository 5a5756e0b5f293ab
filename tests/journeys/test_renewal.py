"""A renewal of an unwell account offers nothing; after recovery it becomes an opportunity, is won, and is a brief."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.accounts.evidence import Evidence
from amity.briefs.models import Brief
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields
from amity.expectations.conflicts import commands as conflicts
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.growth.models import Opportunity
from amity.health.account.queries import account_growth_is_closed
from amity.health.snapshots.commands import take_snapshots
from tests.builders import acting, make_agreement
from tests.journeys.accessibility import violations
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press
from tests.journeys.test_health import known

pytestmark = pytest.mark.django_db(transaction=True)
HURTING = ConflictFields("English only", (OptionFields("decline", -4, 3), OptionFields("absorb", 3, -4)))


def in_conflict(osprey, mara):
    """Let Helen expect what wasn't agreed, so that the account is unwell. Return the conflict."""
    now = timezone.now()
    helen = known(osprey, mara)
    said = ExpectationFields("The app comes in Welsh", "scope", evidence=Evidence(helen.pk, now.date(), "call"))
    welsh = expectations.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=now)
    take_snapshots(now)
    return conflicts.find_conflict(
        by=acting(mara), expectation_id=welsh.pk, version=welsh.version, fields=HURTING, now=now
    )


def test_a_renewal_waits_for_recovery_and_ends_as_a_brief(live_server, new_page, osprey, mara):
    now, in_80_days = timezone.now(), timezone.localdate() + timedelta(days=80)
    make_agreement(
        osprey, "retainer", title="App care", kind="retainer", fee=950_000, ends_on=in_80_days, renewal="word",
        notice_on=in_80_days - timedelta(days=30),
    )  # fmt: skip
    conflict = in_conflict(osprey, mara)
    assert account_growth_is_closed(osprey)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)

    page.goto(f"{live_server.url}/growth/renewals/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 agreement needs a decision before its notice date")
    expect(page.get_by_text("Growth is closed while the account isn’t well.")).to_be_visible()
    expect(page.get_by_role("link", name="New opportunity")).to_have_count(0)
    assert violations(page) == []

    answered = conflicts.answer_conflict(
        by=acting(mara), conflict_id=conflict.pk, version=conflict.version, now=now,
        fields=ConflictAnswerFields("absorb", "They need it", speak_by=now.date() + timedelta(days=4)),
    )  # fmt: skip
    page.goto(f"{live_server.url}/expectations/conflicts/{answered.pk}/close/")
    page.locator("main textarea, main input[type=text]").first.fill("Welsh at no charge")
    press_and_wait(page, page.locator("main form button.btn-primary").first)
    assert not account_growth_is_closed(osprey)

    page.goto(f"{live_server.url}/growth/renewals/")
    page.get_by_role("link", name="New opportunity App care").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Opportunity", exact=False).first).to_have_value("Renewal: App care")
    dialog.get_by_role("button", name="Save opportunity").press("Enter")
    expect(page).to_have_url(re.compile(r"/growth/opportunities/\d+/$"))
    assert violations(page) == []

    press(page, "w")
    expect(page).to_have_url(re.compile(r"/briefs/\d+/"))
    brief, won = Brief.objects.get(), Opportunity.objects.get()
    assert (won.stage, won.brief_id, won.value) == ("won", brief.pk, 11_400_000)
    assert (brief.title, brief.budget_low, brief.door) == ("Renewal: App care", 11_400_000, "won")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Renewal: App care")
