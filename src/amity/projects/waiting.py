"""Late milestones, and next dates: open milestones of a person and of an account, and ends of an account's projects."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.milestones.queries import undelivered
from amity.projects.milestones.waiting import MILESTONES
from amity.projects.models import Milestone, Project, ProjectQuerySet
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.waiting import dates, kinds
from amity.waiting.dates import AHEAD, AccountRows, NextDate, soonest


def register() -> None:
    """Register late milestones, and milestones and ends of projects among the next dates."""
    kinds.register(MILESTONES)
    dates.register("milestones", _milestones)
    dates.register_rows_on_account("projects", AccountRows(rows=_on_account, shown=_shown))


def _milestones(person: Person, today: date, most: int) -> list[NextDate]:
    rows = _ahead(Project.objects.run_by(person), today).filter(due_on__lte=today + timedelta(days=AHEAD))
    return _dates(rows[:most])


def _on_account(by: Actor, account_id: int, today: date, most: int) -> list[tuple[QuerySet[Any, Any], tuple[Any, ...]]]:
    """Return the open milestones and the ends of an account's projects."""
    seen = Project.objects.visible_to(person_of(by)).filter(account=account_id)
    over = seen.filter(ends_on__gte=today).exclude(status__in=OVER).order_by("ends_on", "pk")
    return [
        (soonest(_ahead(seen, today), most), ("due_on", "name", "project__name", "project_id")),
        (soonest(over, most), ("ends_on", Value(""), "name", "pk")),
    ]


def _shown(on: date, title: str, whose: str, project_id: int) -> NextDate:
    address = reverse("projects:project", args=[project_id])
    return NextDate(on=on, title=title or _("Project ends"), whose=whose, address=address)


def _ahead(projects: ProjectQuerySet, today: date) -> "QuerySet[Milestone]":
    rows = undelivered().filter(project__in=projects.values("pk"), due_on__gte=today)
    return rows.select_related("project").order_by("due_on", "pk")


def _dates(rows: "QuerySet[Milestone]") -> list[NextDate]:
    return [
        NextDate(
            on=row.due_on,
            title=row.name,
            whose=row.project.name,
            address=reverse("projects:project", args=[row.project_id]),
        )
        for row in rows
    ]
