"""Late milestones, signed agreements without a project, and next dates: open milestones, and ends of projects."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.agreements import rules as agreements
from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.milestones.queries import undelivered
from amity.projects.milestones.waiting import MILESTONES
from amity.projects.models import Milestone, Project, ProjectQuerySet
from amity.projects.reach import open_under
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import dates, kinds
from amity.waiting.dates import AHEAD, AccountRows, NextDate, soonest
from amity.waiting.kinds import Item, Kind, days_late
from amity.waiting.stakes import grown
from amity.waiting.todos import ANSWER


def register() -> None:
    """Register late milestones and projects to create, and milestones and ends of projects among the next dates."""
    kinds.register(MILESTONES)
    kinds.register(TO_CREATE)
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


def _without_project(person: Person, today: date) -> "QuerySet[Agreement]":
    """Return signed agreements without a project. What ran before Amity needs none."""
    rows = Agreement.objects.filter(
        of_handled_accounts(person), ~Exists(Project.objects.filter(agreement=OuterRef("pk"))),
        kind__in=agreements.WITH_LINES, state__in=(agreements.SIGNED, agreements.IN_FORCE), taken_over=False,
    )  # fmt: skip
    return rows.select_related("account__manager").order_by("starts_on", "pk")


def _items(by: Actor, rows: Sequence[Agreement], today: date) -> list[Item]:
    return [_item(row, open_under(by, row), today) for row in rows]


def _item(row: Agreement, form: str, today: date) -> Item:
    late = days_late(row.starts_on, today)
    return Item(
        id=row.pk,
        version=row.version,
        title=str(row),
        headline=_("%(agreement)s is signed and has no project yet") % {"agreement": row},
        address=reverse("agreements:agreement", args=[row.pk]),
        account=named(row.account),
        lead=_("Signed, no project yet"),
        repeats_lead=True,
        due=row.starts_on,
        days_late=late,
        since=_("signed %(day)s") % {"day": formats.day(row.signed_on, today)} if row.signed_on else "",
        open=_("New project") if form else _("Open agreement"),
        form=form,
        stakes=grown(2, 3, days_late=late),
        cause=f"agreement {row.pk}",
    )


TO_CREATE: Final = Kind(
    key="project_to_create", order=61, todo=ANSWER, icon="file-check", label=lazy("Projects to create"),
    rows=_without_project, by_roles=True, late=lambda today: Q(starts_on__lt=today), items=_items,
)  # fmt: skip
