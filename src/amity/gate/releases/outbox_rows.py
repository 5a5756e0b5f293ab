"""The outbox rows of a released item: one for each recipient."""

from datetime import datetime
from email.utils import formataddr

from amity.agency.queries import agency_name
from amity.gate import rules
from amity.gate.answering import registry
from amity.gate.answering.texts import whole_text
from amity.gate.models import Item, Recipient
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.queries import sender_address
from amity.people.models import Person


def write_rows(item: Item, now: datetime) -> None:
    """Write one outbox row for each recipient. All show the same headers and have the same Message-ID."""
    people = list(item.recipients.all())
    sender = item.sender or sender_address()
    shown: dict[str, str | list[str]] = {
        "From": formataddr((", ".join(filter(None, (item.author.name, agency_name()))), sender)),
        "To": [formataddr((one.name, one.address)) for one in people if one.way == rules.TO],
        "Cc": [formataddr((one.name, one.address)) for one in people if one.way == rules.COPY],
        "Reply-To": [] if item.sender else _reply_to(item.author),
    }
    if item.kind == rules.INSIGHT and (address := item.sender or item.author.mail):
        shown["List-Unsubscribe"] = f"<mailto:{address}?subject=unsubscribe>"
    files = [one.file_id for one in item.files.all()]
    sent = outgoing.Release(item.pk, item.message_id, shown, files, item.sender)
    text, asks = whole_text(item), registry.carries_link(item)
    for one in people:
        one.message = queue(
            audience=outgoing.CLIENT, kind=item.kind, to=one.address, name=one.name, subject=item.subject,
            body=text, now=now, release=sent, secret=personal_address(item, one, now) if asks else "",
        )  # fmt: skip
        one.save(update_fields=["message"])
    if all(one.message.state == outgoing.KEPT for one in people if one.message):
        Item.objects.filter(pk=item.pk).update(state=rules.STORED)
        item.state = rules.STORED


def _reply_to(author: Person) -> list[str]:
    """Return where replies go that the sender's address doesn't lead to its author."""
    return [formataddr((author.name, author.mail))] if author.mail else []


def personal_address(item: Item, one: Recipient, now: datetime) -> str:
    """Return the personal address of a recipient. Only its hash is stored, and here until the email is sent."""
    return next((address for make in registry.links if (address := make(item, one, now))), "")
