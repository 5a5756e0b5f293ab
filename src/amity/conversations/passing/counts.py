"""How much is still to pass on for a project, read along with the project for its tab."""

from django.db.models import Count, OuterRef, Subquery

from amity.conversations.models import PassOn
from amity.conversations.rules import OPEN
from amity.people.queries import person_of
from amity.shared.actor import Actor


def open_between_sides(by: Actor) -> Subquery:
    """Return how much is open in both directions for the outer project, as far as the actor can see it."""
    rows = PassOn.objects.visible_to(person_of(by)).filter(project=OuterRef("pk"), state=OPEN).order_by()
    return Subquery(rows.values("project").annotate(count=Count("pk")).values("count"))
