"""The people whose accounts a director looks after."""

from django.db.models import Q

from amity.people import rules as roles
from amity.people.models import Person


def people_of(director: Person) -> list[Person]:
    """Return the active managers of the accounts that a person directs, or whose lead they are, without themselves."""
    directed = Q(managed_accounts__director=director) | Q(lead=director, managed_accounts__isnull=False)
    found = Person.objects.filter(directed, is_active=True).exclude(pk=director.pk).distinct()
    return list(found.prefetch_related("held_roles").order_by("name", "pk"))


def has_people(director: Person) -> bool:
    """Return whether a person can look at Today of others: directors can."""
    return director.has_role(roles.ACCOUNT_DIRECTOR)
