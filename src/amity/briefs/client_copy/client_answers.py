"""What an answer of the client to a brief's email does: they confirm it, or it returns to draft with their words."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.briefs.client_copy.sending import PLAIN, PRICED, digest_of, saved
from amity.briefs.models import Brief, Step
from amity.briefs.moves import rules as states
from amity.briefs.moves.commands import MoveFields, hold_move, step
from amity.gate.answering import registry
from amity.gate.answering.registry import Effect
from amity.gate.answering.rules import APPROVE
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.text import phrases


def register() -> None:
    """Register what answers to a brief do."""
    for key in (PRICED, PLAIN):
        registry.register(key, Effect(decide=decide, waiting=waiting, agreement=retainer_of))


def waiting(ids: Collection[int]) -> Collection[int]:
    """Return which briefs still wait for the client."""
    return set(Brief.objects.filter(pk__in=ids, state=states.WITH_CLIENT).values_list("pk", flat=True))


def retainer_of(brief_id: int) -> int | None:
    """Return the retainer that a brief asks for work of, or None for a new agreement."""
    return Brief.objects.filter(pk=brief_id).values_list("retainer_id", flat=True).first()


def decide(item: Item, choice: str, words: str, by: Actor, now: datetime) -> str:
    """Confirm the brief that was sent, or return it to draft. Return "" or why not."""
    brief = Brief.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0).first()
    if brief is None:
        return _("The brief was deleted.")
    if brief.state != states.WITH_CLIENT:
        return _("The brief was no longer with the client.")
    if choice == APPROVE and not _is_as_sent(brief, item):
        return _("The brief changed since it was sent.")
    to = states.CONFIRMED if choice == APPROVE else states.DRAFT
    hold_move(brief, to, now)
    brief.version += 1
    evidence = MoveFields(by.id, timezone.localdate(now), phrases.EMAIL_ANSWER, words)
    step(brief, to, by, now, evidence if choice == APPROVE else MoveFields(note=words))
    made = Step.objects.filter(brief=brief).order_by("-pk")[0]
    made.outgoing = item
    made.save(update_fields=["outgoing"])
    return ""


def _is_as_sent(brief: Brief, item: Item) -> bool:
    """Return whether nothing changed since the email was written, but that the email itself moved the brief."""
    was_moved = Step.objects.filter(brief=brief, outgoing=item, after=states.WITH_CLIENT).exists()
    return digest_of(brief.version - was_moved, saved([brief.pk])[brief.pk]) == item.subject_version
