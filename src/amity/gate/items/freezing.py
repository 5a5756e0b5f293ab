"""Freeze what was submitted: names and addresses, sender, the content under its digest, and one Message-ID."""

import secrets
from datetime import datetime
from typing import Any

from amity.gate.answering.registry import names_price
from amity.gate.answering.texts import closing_of, whole_text
from amity.gate.items.rules import Content, block, content
from amity.gate.items.sender import sender_for
from amity.gate.models import Frozen, Item, Recipient
from amity.outbox.queries import new_message_id


def freeze(item: Item, now: datetime) -> None:
    """Copy names and addresses to the recipients, and set the digest. Save the content under it."""
    for one in item.recipients.all():
        one.name, one.address = one.contact.name, one.contact.mail
        one.salt = one.salt or secrets.token_hex(16)
        one.block = block(one.salt, one.contact_id, one.name, one.address)
        one.save(update_fields=["name", "address", "salt", "block"])
    item.message_id = item.message_id or new_message_id()
    item.sender = sender_for(item.author_id)
    item.closing, item.names_price = closing_of(item), names_price(item)
    item.digest, item.erased_digest = content_of(item).digest, ""
    Frozen.objects.get_or_create(item=item, digest=item.digest, defaults={"content": shown(item), "at": now})


def refrozen(item: Item, now: datetime) -> str:
    """Save the content of an item as it is now, and return its digest. The item itself keeps the earlier one."""
    digest = content_of(item).digest
    Frozen.objects.get_or_create(item=item, digest=digest, defaults={"content": shown(item), "at": now})
    return digest


def content_of(item: Item) -> Content:
    """Return the content of an item as it is in its rows now."""
    return content(
        subject=item.subject,
        body=whole_text(item),
        people=[(one.way, _block_of(one)) for one in item.recipients.all()],
        files=[(one.file.name, one.file.sha256) for one in item.files.all()],
        send_at=item.send_at,
        sender=item.sender,
    )


def _block_of(one: Recipient) -> str:
    """Return the block of a recipient as the row is now. One that was erased has only the stored block."""
    return block(one.salt, one.contact_id, one.name, one.address) if one.salt else one.block


def is_unchanged(item: Item) -> bool:
    """Return whether an item is exactly what its digest names, apart from people who were erased since."""
    return bool(item.digest) and content_of(item).digest == (item.erased_digest or item.digest)


def shown(item: Item) -> dict[str, Any]:
    """Return the content as it is shown beside a later one. People are ids, so that erasing one leaves no name."""
    return {
        "subject": item.subject,
        "body": whole_text(item),
        "people": [{"contact_id": one.contact_id, "way": one.way} for one in item.recipients.all()],
        "files": [one.file.name for one in item.files.all()],
        "send_at": item.send_at.isoformat(timespec="minutes") if item.send_at else "",
        "sender": item.sender,
    }
