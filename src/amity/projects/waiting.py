"""Late milestones, and next dates: open milestones of a person and of an account, and ends of an account's projects."""

from datetime import date, timedelta

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.milestones.waiting import MILESTONES
from amity.projects.models import Milestone, Project, ProjectQuerySet
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.waiting import dates, kinds
from amity.waiting.dates import AHEAD, NextDate


def register() -> None:
    """Register late milestones, and milestones and ends of projects among the next dates."""
    kinds.register(MILESTONES)
    dates.register("milestones", _milestones)
    dates.register_on_account("projects", _on_account)


def _milestones(person: Person, today: date, most: int) -> list[NextDate]:
    rows = _ahead(Project.objects.run_by(person), today).filter(due_on__lte=today + timedelta(days=AHEAD))
    return _dates(rows[:most])


def _on_account(by: Actor, account_id: int, today: date, most: int) -> list[NextDate]:
    """Return the open milestones and the ends of an account's projects, in one query."""
    seen = Project.objects.visible_to(person_of(by)).filter(account=account_id)
    due = _ahead(seen, today).values("pk")[:most]
    over = seen.filter(ends_on__gte=today).exclude(status__in=OVER).order_by("ends_on", "pk").values("pk")[:most]
    milestones = Milestone.objects.filter(pk__in=due).values_list("due_on", "name", "project__name", "project_id")
    ends = Project.objects.filter(pk__in=over).values_list("ends_on", Value(""), "name", "pk")
    return [
        NextDate(
            on=on, title=title or _("Project ends"), whose=whose, address=reverse("projects:project", args=[project_id])
        )
        for on, title, whose, project_id in milestones.order_by().union(ends.order_by(), all=True)
    ]


def _ahead(projects: ProjectQuerySet, today: date) -> "QuerySet[Milestone]":
    open_ones = projects.exclude(status__in=OVER).values("pk")
    rows = Milestone.objects.filter(project__in=open_ones, delivered_on=None, due_on__gte=today)
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
