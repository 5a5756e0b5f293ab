"""Record what a client does with a story on their pages: they read it, find it useful or not, or reply."""

from collections.abc import Sequence
from datetime import datetime

from amity.accounts.models import Contact
from amity.audit import trail
from amity.insights.shares.models import Received
from amity.insights.shares.rules import REPLIED
from amity.shared.actor import Actor
from amity.shared.command import command


def received_by(share_id: int, contacts: Sequence[Contact]) -> Received | None:
    """Return what some contacts of one person got of a share, or None."""
    rows = Received.objects.filter(share=share_id, contact__in=[one.pk for one in contacts])
    return rows.select_related("share__match", "contact").order_by("pk").first()


@command
def keep_read(*, received_id: int, now: datetime) -> None:
    """Record when a contact first opened a story on their pages."""
    received = Received.objects.select_for_update().filter(pk=received_id, read_at=None).first()
    if received is not None:
        received.read_at = now
        received.save(update_fields=["read_at"])


@command
def answer_story(*, by: Actor, received_id: int, outcome: str, now: datetime) -> Received:
    """Record a contact's own answer. A reply keeps whether they found the story useful."""
    received = Received.objects.select_for_update(of=("self",)).select_related("share__match").get(pk=received_id)
    received.outcome = received.outcome or outcome if outcome == REPLIED else outcome
    received.outcome_at = now
    received.save(update_fields=["outcome", "outcome_at"])
    changes = {"after": received.outcome, "contact": by.label}
    trail.record("story.replied", subject=received.share.match, by=by, at=now, changes=changes)
    return received
