"""Milestones that are late: for who runs the project and who has the account."""

from collections.abc import Sequence
from datetime import date, datetime
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import policy
from amity.projects.milestones.commands import deliver_milestone, reopen_milestone
from amity.projects.milestones.queries import undelivered
from amity.projects.models import Milestone, Project
from amity.projects.stand_ins.of_person import ways_managed
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, late_headline, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import CHASE

DELIVERED = "delivered"


def deliver(by: Actor, milestone_id: int, sent: Sent, now: datetime) -> None:
    """Mark a milestone as delivered today."""
    deliver_milestone(by=by, milestone_id=milestone_id, delivered_on=timezone.localdate(now), now=now)


def reopen(by: Actor, milestone_id: int, now: datetime) -> None:
    """Withdraw the delivery."""
    reopen_milestone(by=by, milestone_id=milestone_id, now=now)


def _late(person: Person, today: date) -> "QuerySet[Milestone]":
    mine = (*ways_managed(person, "project__manager"), Q(project__account_manager=person))
    return _along(any_of(undelivered(), *mine, of_handled_accounts(person, "project__account_id")), today)


def _late_on(by: Actor, account_id: int, today: date) -> "QuerySet[Milestone]":
    """Return the late milestones of the projects of an account that the actor sees."""
    seen = Project.objects.visible_to(person_of(by)).filter(account=account_id)
    return _along(undelivered().filter(project__in=seen.values("pk")), today)


def _along(rows: "QuerySet[Milestone]", today: date) -> "QuerySet[Milestone]":
    """Return those that are late, the latest first, with their projects and accounts."""
    late = rows.filter(due_on__lt=today).order_by("due_on", "pk")
    return late.select_related("project__account__manager", "project__manager").prefetch_related(
        covers_along("project__account")
    )


def _items(by: Actor, rows: Sequence[Milestone], today: date) -> list[Item]:
    return [_item(person_of(by), row, today) for row in rows]


def _item(person: Person, row: Milestone, today: date) -> Item:
    project, runs_it = row.project, row.project.manager
    return Item(
        id=row.pk,
        title=row.name,
        headline=late_headline(row.name, days_late(row.due_on, today)),
        address=reverse("projects:project", args=[row.project_id]),
        account=named(project.account),
        lead=naming(_("Project manager: %(who)s"), runs_it.name) if runs_it and runs_it != person else "",
        notes=[project.name],
        within=project.name,
        due=row.due_on,
        days_late=days_late(row.due_on, today),
        acts=(DELIVERED,) if policy.may_edit(person, project) else (),
        open=_("Open project"),
        stakes=grown(3, 3, days_late=days_late(row.due_on, today)),
        cause=f"project {row.project_id}",
        measure=days_late(row.due_on, today),
    )


def _finding(items: Sequence[Item], total: int) -> str:
    """Return which milestone is late, or how many are."""
    oldest = items[0]
    if total == 1:
        sentence = ngettext("%(name)s is %(days)s day late.", "%(name)s is %(days)s days late.", oldest.days_late)
        return sentence % {"name": oldest.title, "days": oldest.days_late}
    sentence = ngettext(
        "%(count)s milestones are late, the oldest by %(days)s day.",
        "%(count)s milestones are late, the oldest by %(days)s days.",
        oldest.days_late,
    )
    return sentence % {"count": total, "days": oldest.days_late}


MILESTONES = Kind(
    key="milestone", order=34, todo=CHASE, icon="flag", label=lazy("Late milestones"),
    rows=_late, by_roles=True, late=lambda today: Q(due_on__lt=today), items=_items,
    measured="days", on_account=_late_on, holder_of=attrgetter("project"), finding=_finding,
    acts={
        DELIVERED: Act(
            label=lazy("Mark as delivered"), run=deliver, undo=reopen, done=lazy("Milestone marked as delivered.")
        )
    },
)  # fmt: skip
