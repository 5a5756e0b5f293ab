"""Milestones that are late: for who runs the project and who has the account."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import policy, rules
from amity.projects.milestones.commands import deliver_milestone, reopen_milestone
from amity.projects.models import Milestone
from amity.projects.stand_ins.of_person import ways_managed
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, late_headline, naming
from amity.waiting.stakes import grown

DELIVERED = "delivered"


def deliver(by: Actor, milestone_id: int, sent: Sent, now: datetime) -> None:
    """Mark a milestone as delivered today."""
    deliver_milestone(by=by, milestone_id=milestone_id, delivered_on=timezone.localdate(now), now=now)


def reopen(by: Actor, milestone_id: int, now: datetime) -> None:
    """Withdraw the delivery."""
    reopen_milestone(by=by, milestone_id=milestone_id, now=now)


def _late(person: Person, today: date) -> "QuerySet[Milestone]":
    mine = (*ways_managed(person, "project__manager"), Q(project__account_manager=person))
    late = Milestone.objects.filter(delivered_on=None, due_on__lt=today).exclude(project__status__in=rules.OVER)
    rows = any_of(late, *mine, of_handled_accounts(person, "project__account_id")).order_by("due_on", "pk")
    return rows.select_related("project__account__manager", "project__manager").prefetch_related(
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
        due=row.due_on,
        days_late=days_late(row.due_on, today),
        acts=(DELIVERED,) if policy.may_edit(person, project) else (),
        open=_("Open project"),
        stakes=grown(3, 3, days_late=days_late(row.due_on, today)),
        cause=f"project {row.project_id}",
        measure=days_late(row.due_on, today),
    )


MILESTONES = Kind(
    key="milestone", order=34, icon="flag", label=lazy("Late milestones"),
    rows=_late, by_roles=True, late=lambda today: Q(due_on__lt=today), items=_items,
    measured="days",
    acts={
        DELIVERED: Act(
            label=lazy("Mark as delivered"), run=deliver, undo=reopen, done=lazy("Milestone marked as delivered.")
        )
    },
)  # fmt: skip
