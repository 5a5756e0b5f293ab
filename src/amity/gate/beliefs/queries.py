"""Reads of a person's own beliefs. No one else has a way to them."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.gate.beliefs.models import Belief
from amity.gate.beliefs.rules import Score, score
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def own_beliefs(by: Actor) -> QuerySet[Belief]:
    """Return what the actor believed, newest first."""
    rows = Belief.objects.filter(person=by.person_id).select_related("item__account", "preference__holder")
    return rows.order_by("-at", "-pk")


def own_belief(by: Actor, belief_id: int) -> Belief:
    """Return one of the actor's beliefs, or raise `NotSeen`."""
    return seen_or_missing(own_beliefs(by), belief_id, _("Not found."))


def own_score(by: Actor) -> Score:
    """Return how often the actor was right."""
    return score(list(own_beliefs(by).values_list("outcome", flat=True)))
