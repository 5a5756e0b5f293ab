"""Stored health, as far as the actor can see it."""

from django.db.models import QuerySet

from amity.health.models import AccountHealth, HealthDay
from amity.people.queries import person_of
from amity.shared.actor import Actor


def newest_seen_by(by: Actor) -> "QuerySet[AccountHealth]":
    """Return the newest health of accounts to which the actor has full access."""
    found: QuerySet[AccountHealth] = AccountHealth.objects.visible_to(person_of(by))
    return found


def days_seen_by(by: Actor) -> "QuerySet[HealthDay]":
    """Return the health of each day of accounts to which the actor has full access."""
    found: QuerySet[HealthDay] = HealthDay.objects.visible_to(person_of(by))
    return found
