"""Record a belief with a return, and what the client said later."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.preferences.commands import keep_assumption
from amity.accounts.preferences.rules import DISLIKE
from amity.gate import rules
from amity.gate.beliefs.models import Belief
from amity.gate.beliefs.queries import own_belief
from amity.gate.beliefs.rules import OUTCOMES
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid


def record(item: Item, contact_id: int | None, words: str, by: Actor, now: datetime) -> int:
    """Record a return on the ground of a belief, and save it as an assumption. Returns the assumption's id.

    It is one of the contact or, without one, of everyone at the client.
    """
    scope = "visual" if item.kind in (rules.SHOWING, rules.VERSION) else "wording"
    kept = keep_assumption(
        by=by, account=item.account, holder_id=contact_id, attitude=DISLIKE, scope=scope, words=words, now=now
    )  # fmt: skip
    Belief.objects.create(item=item, person_id=by.person_id, words=words, at=now, preference=kept)
    return kept.pk


@command
def set_outcome(*, by: Actor, belief_id: int, outcome: str, now: datetime) -> Belief:
    """Record whether the actor was right. It is theirs alone, so the audit log has nothing of it."""
    belief = own_belief(by, belief_id)
    if outcome not in ("", *OUTCOMES):
        raise Invalid(_("Choose from the list."))
    belief.outcome, belief.outcome_at = outcome, (now if outcome else None)
    belief.save(update_fields=["outcome", "outcome_at"])
    return belief
