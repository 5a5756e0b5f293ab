"""What the client's answer to a recommendation does: they accept it, or decline it with their reason."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.advice import rules
from amity.advice.fields import ClientAnswer
from amity.advice.models import Recommendation
from amity.advice.recommendations.commands import put_answer
from amity.advice.recommendations.sending import RECOMMENDATION, content_digest
from amity.audit import trail
from amity.gate.answering import registry
from amity.gate.answering.registry import Effect
from amity.gate.answering.rules import APPROVE
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.text import phrases


def register() -> None:
    """Register what answers to a recommendation do."""
    registry.register(RECOMMENDATION, Effect(decide=decide, waiting=waiting, hold=hold, resume=resume))


def waiting(ids: Collection[int]) -> Collection[int]:
    """Return which recommendations still wait for the client."""
    return set(Recommendation.objects.filter(pk__in=ids, state=rules.SENT).values_list("pk", flat=True))


def decide(item: Item, choice: str, words: str, by: Actor, now: datetime) -> str:
    """Accept or decline the recommendation that was sent. Return "" or why not."""
    row = _locked(item)
    if row is None:
        return _("The recommendation was deleted.")
    if row.state != rules.SENT:
        return _("The recommendation was no longer with the client.")
    if content_digest(row) != item.subject_version:
        return _("The recommendation changed since it was sent.")
    row.stated_by_id, row.stated_on, row.client_words = by.id, timezone.localdate(now), words
    row.stated_in = phrases.EMAIL_ANSWER
    answer = rules.ACCEPTED if choice == APPROVE else rules.DECLINED
    row.version += 1
    put_answer(row, ClientAnswer(answer, words if answer == rules.DECLINED else ""), by, now)
    return ""


def hold(item: Item, words: str, by: Actor, now: datetime) -> None:
    """Let no brief be made until we have talked."""
    row = _locked(item)
    if row is not None and row.state == rules.ACCEPTED:
        row.held_at = now
        row.save()
        trail.record("recommendation.held", subject=row, by=by, at=now, changes={"words": words})


def resume(item: Item, by: Actor, now: datetime) -> None:
    """Let the work continue."""
    row = _locked(item)
    if row is not None and row.held_at is not None:
        row.held_at = None
        row.save()
        trail.record("recommendation.resumed", subject=row, by=by, at=now)


def _locked(item: Item) -> Recommendation | None:
    return Recommendation.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0).first()
