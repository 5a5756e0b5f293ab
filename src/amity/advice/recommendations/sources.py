"""What can lead to a recommendation: a story of an insight, or a decision. Each gives its title and its evidence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from amity.decisions.queries import decision_seen_by
from amity.insights.stories.queries import articles_of, match_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.refs import Ref

INSIGHT: Final = "insights.match"
DECISION: Final = "decisions.decision"


@dataclass(frozen=True, slots=True)
class Origin:
    """A record that leads to a recommendation, with the account and the evidence that it gives."""

    ref: Ref
    account_id: int
    title: str
    evidence: str


def _insight(by: Actor, match_id: int) -> Origin:
    match = match_seen_by(by, match_id)
    first = articles_of(match.story_id).first()
    words = {"title": match.story.title, "source": first.feed if first else ""}
    headline = _("%(title)s (%(source)s)") % words if first else match.story.title
    share = match.shares.order_by("-pk").first()
    evidence = "\n\n".join(text for text in (share.so_what if share else "", headline) if text)
    return Origin(Ref.to(match), match.account_id, match.story.title, evidence)


def _decision(by: Actor, decision_id: int) -> Origin:
    decision = decision_seen_by(by, decision_id)
    words = {"question": decision.question, "option": decision.chosen.title if decision.chosen else ""}
    evidence = _("%(question)s We decided: %(option)s.") % words if decision.chosen else decision.question
    return Origin(Ref.to(decision), decision.account_id, decision.question, evidence)


_KINDS: Final[Mapping[str, Callable[[Actor, int], Origin]]] = {INSIGHT: _insight, DECISION: _decision}
KINDS: Final = tuple(_KINDS)


def origin_of(by: Actor, ref: Ref) -> Origin:
    """Return what led to a recommendation as the actor sees it, or raise `NotSeen`."""
    if ref.kind not in _KINDS:
        raise NotSeen(_("Nothing of this kind can lead to a recommendation."))
    return _KINDS[ref.kind](by, ref.id)
