"""Read statuses: the latest of each project, and those before."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import F, OuterRef, QuerySet, Subquery, Value, Window
from django.db.models.functions import RowNumber

from amity.accounts.models import managed_ids
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import rules as projects
from amity.projects.models import Project
from amity.projects.queries import PROJECT
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.actor import Actor
from amity.shared.rows.among import Among
from amity.shared.rows.lookup import only_row
from amity.shared.rows.prepared import Prepared, few, few_ids
from amity.status.models import Status, StatusQuerySet

IN_WORK = (*projects.STARTS, projects.PAUSED, projects.DELIVERED)
"""Statuses of projects that can be reported."""


def statuses_seen_by(by: Actor) -> StatusQuerySet:
    """Return the statuses of the projects that the actor can see."""
    return Status.objects.visible_to(person_of(by)).select_related("answered_by")


def newest_first(rows: QuerySet[Status]) -> QuerySet[Status]:
    """Return statuses, the newest first."""
    return rows.order_by("-answered_at", "-pk")


def latest_of(project_id: int) -> Status | None:
    """Return the latest status of a project."""
    return next(iter(newest_first(Status.objects.filter(project=project_id))[:1]), None)


def newest_two(project_id: int) -> list[Status]:
    """Return the latest status of a project and the one before."""
    return NEWEST_TWO.rows({"project": project_id})


NEWEST_TWO: Final = Prepared(lambda: newest_first(Status.objects.filter(project=PROJECT))[:2])


def latest_statuses(project_ids: Collection[int]) -> dict[int, Status]:
    """Return the latest status of each project that has one, in one query."""
    if not project_ids:
        return {}
    ids = few_ids("project_id", project_ids)
    rows = _latest().filter(project__in=project_ids) if ids is None else LATEST_OF_FEW.rows(ids)
    return {row.project_id: row for row in rows}


def _latest() -> StatusQuerySet:
    newest = newest_first(Status.objects.filter(project=OuterRef("project_id"))).values("pk")[:1]
    return Status.objects.filter(pk=Subquery(newest)).select_related("answered_by")


LATEST_OF_FEW: Final = Prepared(lambda: _latest().filter(few("project_id")))
"""The latest statuses of a few projects, which each change of a project reads."""


def last_two(project_ids: Collection[int]) -> dict[int, list[Status]]:
    """Return the latest status of each project and the one before, the newest first, in one query."""
    place = Window(RowNumber(), partition_by=F("project_id"), order_by=[F("answered_at").desc(), F("pk").desc()])
    rows = Status.objects.filter(project__in=project_ids).select_related("answered_by").annotate(place=place)
    found: defaultdict[int, list[Status]] = defaultdict(list)
    for row in newest_first(rows.filter(place__lte=2)):
        found[row.project_id].append(row)
    return dict(found)


def managed_projects(person: Person) -> list[Project]:
    """Return the running client projects that a person manages, by their account, and then those they cover for.

    Each has `sees_account`: whether the person has full access to its account.
    """
    whole = Value(True) if person.has_role(*roles.SEES_EVERY_ACCOUNT) else Among("account_id", managed_ids(person))
    rows = Project.objects.filter(managed_by(person), status__in=IN_WORK, is_internal=False).annotate(
        sees_account=whole
    )
    rows = rows.select_related("account__manager", "account__director", "agreement", "manager", "account_manager")
    return sorted(rows.order_by("account__name", "name", "pk"), key=lambda one: one.manager_id != person.pk)


def project_of_row(project_id: int) -> Project | None:
    """Return a project with what its status needs, whoever asks."""
    rows = Project.objects.select_related("account__manager", "agreement", "manager", "account_manager")
    return only_row(rows.filter(pk=project_id))


def answered_since(project_ids: Collection[int], moment: datetime) -> set[int]:
    """Return the projects that have a status since a moment."""
    rows = Status.objects.filter(project__in=project_ids, answered_at__gte=moment)
    return set(rows.values_list("project_id", flat=True))
