"""The demo's answer from a client: a question about what was shown to them, which waits for the account manager."""

from datetime import datetime
from typing import Final

from amity.accounts.models import Contact
from amity.gate import queries as gate
from amity.gate import rules
from amity.gate.models import Item
from amity.portal.answers.given import Given
from amity.portal.answers.recording import record
from amity.portal.answers.rules import LINK, QUESTION
from amity.portal.visitors.visitor import actor_of_contact

WORDS: Final = "Is the larger ticket code in the app too, or only on the screens?"


def ask(contact: Contact, now: datetime) -> None:
    """Ask about the newest showing that a contact received."""
    shown = Item.objects.filter(recipients__contact=contact, kind=rules.SHOWING, state=rules.SENT)
    newest = shown.order_by("-sent_at", "-pk").first()
    item = gate.item_by_id(newest.pk) if newest else None
    if item is not None:
        given = Given(QUESTION, WORDS, contact.name)
        record(item, contact, given, by=actor_of_contact(contact), way=LINK, now=now, confirmed=True)
