"""The condition that a row belongs to an account or a project of a person's."""

from typing import Final

from django.db.models import Exists, OuterRef, Q

from amity.accounts.of_person import of_managed_accounts
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import managed_by

ALL: Final = ~Q(pk__in=())
"""A filter that every row passes. An empty `Q` would vanish beside another one."""


def of_their_work(person: Person) -> Q:
    """Return a filter for rows of accounts the person answers for, and of projects they manage."""
    if person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return ALL
    project = Project.objects.filter(managed_by(person), pk=OuterRef("project_id"))
    return of_managed_accounts(person) | Q(Exists(project))
