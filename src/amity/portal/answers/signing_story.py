"""The demo's agreements that went to a client: one that she signed, and one that waits for her signature."""

from datetime import datetime, timedelta
from typing import Final

from amity.accounts.models import Contact
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.models import Agreement
from amity.gate import queries as gate
from amity.gate.items.commands import submit
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.gate.subjects.commands import write_about
from amity.outbox.commands import settle
from amity.outbox.models import Message
from amity.portal.answers.given import Given
from amity.portal.answers.recording import record
from amity.portal.answers.rules import APPROVE, PAGE
from amity.portal.visitors.visitor import actor_of_contact
from amity.shared.actor import Actor

SIGNED: Final = "SOW-38"
WAITING: Final = "SOW-39"


def send(by: Actor, item: Item, at: datetime) -> None:
    """Submit and release an item, and tell that the email server accepted it."""
    submit(by=by, item_id=item.pk, version=item.version, now=at)
    release(item_id=item.pk, now=at)
    for message in Message.objects.filter(release_id=item.pk):
        message.claimed_at, message.reply = at, "250 2.0.0 accepted"
        settle(message, was_sent=True, now=at)


def sign(by: Actor, contact: Contact, now: datetime) -> None:
    """Send both agreements as the account manager, and sign one as the client."""
    sent = now - timedelta(days=4)
    for agreement in Agreement.objects.filter(account=contact.account_id, number__in=(SIGNED, WAITING)).order_by("pk"):
        draft = write_about(by=by, key=AGREEMENT, subject_id=agreement.pk, now=sent)
        send(by, draft, sent)
        item = gate.item_by_id(draft.pk)
        if item is not None and agreement.number == SIGNED:
            given, at = Given(APPROVE, "", contact.name), sent + timedelta(days=1)
            record(item, contact, given, by=actor_of_contact(contact), way=PAGE, now=at, confirmed=True)
