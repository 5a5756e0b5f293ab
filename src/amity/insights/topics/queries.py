"""Queries for the terms of accounts."""

from django.utils.translation import gettext as _

from amity.insights.topics.models import Interest, InterestQuerySet
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def interests_seen_by(by: Actor) -> InterestQuerySet:
    """Return the terms the actor can see, with their account."""
    rows = Interest.objects.visible_to(person_of(by)).select_related("account")
    return rows.order_by("account__name", "field", "text", "pk")


def interest_seen_by(by: Actor, interest_id: int, *, lock: bool = False) -> Interest:
    """Return one term, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    return seen_or_missing(
        interests_seen_by(by), interest_id, _("Term not found. It may have been removed."), lock=lock
    )  # fmt: skip
