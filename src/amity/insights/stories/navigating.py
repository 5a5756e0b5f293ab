"""The entry of the navigation: for those who have accounts, with the stories that wait."""

from django.utils import timezone

from amity.insights.stories import queries
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused


def may_see(by: Actor, thing: object = None) -> bool:
    """Return whether the actor has accounts of their own, by their role."""
    try:
        return person_of(by).has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR)
    except Refused:
        return False


def count(by: Actor) -> tuple[int, bool]:
    """Return how many stories wait for the actor."""
    return queries.count_new(by, timezone.now())
