"""The roles of a person as one column, so that a query for the person brings them in the same row."""

from django.db.models import OuterRef, Subquery

from amity.people.models import HeldRole
from amity.shared.rows.joined import Joined, values_in


def roles_along(person: str) -> Subquery:
    """Return the roles of the person whose id is in the column `person`, as one text."""
    held = HeldRole.objects.filter(person_id=OuterRef(person)).order_by()
    return Subquery(held.annotate(roles=Joined("role")).values("roles"))


def roles_in(text: str | None) -> frozenset[str]:
    """Return the roles in such a text."""
    return values_in(text)
