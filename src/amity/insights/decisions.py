"""A story becomes a decision, which has its headline, what it means for the client, and what they answered as facts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.decisions.commands import open_decision
from amity.decisions.models import Decision
from amity.decisions.queries import decisions_seen_by
from amity.decisions.rules import ASSUMED, KNOWN, OPEN, DecisionFields, FactLine
from amity.insights.credits import Credited
from amity.insights.relevance.rules import GOAL
from amity.insights.shares.models import Share
from amity.insights.stories.models import Match
from amity.insights.stories.queries import articles_of, match_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.refs import Ref
from amity.shared.text.texts import on_one_line
from amity.ui import formats

ORIGIN: Final = "insights.match"


@command
def decide_story(*, by: Actor, match_id: int, now: datetime) -> Decision:
    """Open the decision on a story. A second one is refused."""
    match = match_seen_by(by, match_id, lock=True)
    if Decision.objects.filter(origin_kind=ORIGIN, origin_id=match.pk).exists():
        raise Refused(_("This story already has a decision."))
    question = _("What do we do about “%(story)s”?") % {"story": on_one_line(match.story.title, 250)}
    return open_decision(
        by=by, account_id=match.account_id, fields=DecisionFields(question), now=now, origin=Ref.to(match),
        facts=list(_facts(match)),
    )  # fmt: skip


def decision_on(by: Actor, match_id: int) -> Decision | None:
    """Return the decision on a story, or None."""
    return decisions_seen_by(by).filter(origin_kind=ORIGIN, origin_id=match_id).first()


def credits_of(by: Actor, match_ids: Collection[int]) -> Mapping[int, Sequence[Credited]]:
    """Return the decisions that some stories led to, by the story's match."""
    rows = decisions_seen_by(by).filter(origin_kind=ORIGIN, origin_id__in=match_ids).order_by("pk")
    found: dict[int, list[Credited]] = {}
    for one in rows:
        state = _("open") if one.state == OPEN else one.chosen.title if one.chosen else ""
        address = reverse("decisions:decision", args=[one.pk])
        found.setdefault(one.origin_id or 0, []).append(Credited(one.question, address, state))
    return found


def _facts(match: Match) -> Iterator[FactLine]:
    """Yield what is known: the headline, the goals it touches, and what we and the client wrote about it."""
    first = articles_of(match.story_id).first()
    source = " · ".join(
        [*([str(first.feed)] if first else []), formats.dated(timezone.localdate(match.story.newest_at))]
    )
    yield FactLine(on_one_line(match.story.title, 500), KNOWN, on_one_line(source, 200))
    for term, field, _points in match.reasons:
        if field == GOAL:
            yield FactLine(on_one_line(_("It touches their goal: %(goal)s") % {"goal": term}, 500), KNOWN)
    share = Share.objects.filter(match=match).select_related("author").order_by("-pk").first()
    if share is None:
        return
    yield FactLine(on_one_line(share.so_what, 500), ASSUMED, share.author.name)
    for received in share.received.exclude(reply=None).select_related("contact", "reply").order_by("pk"):
        words = " ".join(received.reply.reply.split()) if received.reply else ""
        if words:
            answered = _("%(name)s replied: %(words)s") % {"name": received.contact.name, "words": words}
            yield FactLine(
                on_one_line(answered, 500), KNOWN, on_one_line(received.reply.subject if received.reply else "", 200)
            )
