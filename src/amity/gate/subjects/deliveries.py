"""Tell a subject's part that a recipient has the email about it."""

import logging
from datetime import datetime

from django.db import transaction

from amity.gate import moves, rules
from amity.gate.checks.letters import whole_members
from amity.gate.models import Item, Recipient
from amity.gate.subjects.registry import sender_of
from amity.shared.actor import Actor
from amity.shared.errors import Refusal

log = logging.getLogger("amity.gate")


def record_sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Let the part record on its subject that it was sent, also of each item of a bundle."""
    for one in whole_members(item) if item.kind == rules.BUNDLE else (item,):
        _record(one, recipient, by, now)


def _record(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Call the part. The email has left, so a refusal is only noted."""
    sender = sender_of(item.subject_kind)
    if sender is None or item.subject_id is None:
        return
    try:
        with transaction.atomic():
            sender.sent(item, recipient, by, now)
    except Refusal as fault:
        log.warning("item %s: not recorded on its subject (%s)", item.pk, fault)
        moves.note(item, "untold", by=by, now=now, words=fault.sentence[:500])
