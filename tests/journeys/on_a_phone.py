"""Shared steps of journeys in which a client answers on a phone: the email with its link, the answer, the code."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page

from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.outbox import sending
from amity.outbox.models import Message
from amity.portal.tests.answering import LINK, code_sent


def delivered_link(address: str) -> str:
    """Release and deliver what was cleared, as of an hour ago, and return the address in the email to the client."""
    item = Item.objects.get(state="cleared")
    assert release(item_id=item.pk, now=timezone.now())
    sending.deliver()
    link = LINK.search(str(mail.outbox[-1].body))
    assert link is not None
    Message.objects.filter(release_id=item.pk).update(sent_at=timezone.now() - timedelta(hours=1))
    return f"{address}/a/{link[1]}/"


def answer(page: Page, link: str, choice: str, *, initials: str, words: str = "") -> None:
    """Open the link of an email, choose an answer, and confirm it with a code."""
    page.goto(link)
    page.get_by_text(choice, exact=True).click()
    if words:
        page.get_by_label("In your words").fill(words)
    page.get_by_label("Your name or initials").fill(initials)
    page.get_by_role("button", name="Send answer").click()
    page.get_by_role("button", name="Email me a code").first.click()
    page.get_by_label(re.compile("Code from the email")).fill(code_sent())
    page.get_by_role("button", name="Send answer").click()
