"""Next dates of the projects someone answers for: their open milestones."""

from datetime import date, timedelta

from django.urls import reverse

from amity.people.models import Person
from amity.projects.models import Milestone, Project
from amity.projects.rules import OVER
from amity.waiting import dates
from amity.waiting.dates import AHEAD, NextDate


def register() -> None:
    """Register milestones among the next dates."""
    dates.register("milestones", _milestones)


def _milestones(person: Person, today: date, most: int) -> list[NextDate]:
    run = Project.objects.run_by(person).exclude(status__in=OVER).values("pk")
    rows = Milestone.objects.filter(
        project__in=run, delivered_on=None, due_on__range=(today, today + timedelta(days=AHEAD))
    )
    return [
        NextDate(
            on=row.due_on,
            title=row.name,
            whose=row.project.name,
            address=reverse("projects:project", args=[row.project_id]),
        )
        for row in rows.select_related("project").order_by("due_on", "pk")[:most]
    ]
