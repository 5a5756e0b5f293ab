"""Record a belief with a return, and what the client said later."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.gate import rules
from amity.gate.beliefs.models import Belief
from amity.gate.beliefs.queries import own_belief
from amity.gate.beliefs.rules import OUTCOMES
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid


def record(item: Item, ground: str, words: str, by: Actor, now: datetime) -> None:
    """Record a return on the ground of a belief."""
    if ground == rules.BELIEF:
        Belief.objects.create(item=item, person_id=by.person_id, words=words, at=now)


@command
def set_outcome(*, by: Actor, belief_id: int, outcome: str, now: datetime) -> Belief:
    """Record whether the actor was right. It is theirs alone, so the audit log has nothing of it."""
    belief = own_belief(by, belief_id)
    if outcome not in ("", *OUTCOMES):
        raise Invalid(_("Choose from the list."))
    belief.outcome, belief.outcome_at = outcome, (now if outcome else None)
    belief.save(update_fields=["outcome", "outcome_at"])
    return belief
