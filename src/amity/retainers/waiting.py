"""Requests in retainers that are overdue or due in a few days: for who runs the project and who has the account."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named, naming_contact, weight_of
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import policy as projects
from amity.projects.models import Project, WorkItem
from amity.projects.stand_ins.of_person import ways_managed
from amity.retainers.overage.waiting import OVERAGE
from amity.retainers.pace.waiting import PACE, ROLLOVER
from amity.scope.models import Request
from amity.scope.requests.commands import finish_request, reopen_request
from amity.scope.requests.queries import requests_seen_by
from amity.scope.rules import INCLUDED, SOON_DAYS
from amity.scope.waiting import TOGETHER
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui import formats
from amity.waiting import dates, kinds
from amity.waiting.dates import AccountRows, NextDate, soonest
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import DELIVER

DONE = "done"


def register() -> None:
    """Register requests in retainers with their due dates, overage to decide, and retainers off their pace."""
    kinds.register(REQUESTS)
    kinds.register(OVERAGE)
    kinds.register(PACE)
    kinds.register(ROLLOVER)
    dates.register_rows_on_account("requests", AccountRows(rows=_requests_on, shown=_shown))


def finish(by: Actor, request_id: int, sent: Sent, now: datetime) -> None:
    """Mark a request as done."""
    finish_request(by=by, request_id=request_id, now=now)


def reopen(by: Actor, request_id: int, now: datetime) -> None:
    """Open it again."""
    reopen_request(by=by, request_id=request_id, now=now)


def _due(person: Person, today: date) -> "QuerySet[Request]":
    return any_of(_soon(today), *ways_managed(person, "item__project__manager"), of_handled_accounts(person))


def _on_account(by: Actor, account_id: int, today: date) -> "QuerySet[Request]":
    return _soon(today).filter(account=account_id, pk__in=requests_seen_by(by).values("pk"))


def _soon(today: date) -> "QuerySet[Request]":
    rows = Request.objects.filter(state=INCLUDED, item__isnull=False, closed_at=None).order_by("wanted_on", "pk")
    rows = rows.filter(wanted_on__lte=today + timedelta(days=SOON_DAYS))
    rows = rows.select_related("account__manager", "item__project", "agreement", "contact")
    return rows.prefetch_related(covers_along("account"))


def _requests_on(
    by: Actor, account_id: int, today: date, most: int
) -> list[tuple[QuerySet[Any, Any], tuple[str, ...]]]:
    """Due dates of the open requests on an account."""
    seen = Project.objects.visible_to(person_of(by)).filter(account=account_id)
    rows = Request.objects.filter(state=INCLUDED, item__isnull=False, closed_at=None, wanted_on__gte=today)
    rows = rows.filter(item__project__in=seen.values("pk")).order_by("wanted_on", "pk")
    return [(soonest(rows, most), ("wanted_on", "item__title", "agreement__title", "pk"))]


def _shown(on: date, title: str, whose: str, request_id: int) -> NextDate:
    return NextDate(on=on, title=title, whose=whose, address=reverse("scope:request", args=[request_id]))


def _items(by: Actor, rows: Sequence[Request], today: date) -> list[Item]:
    sharing_accounts(rows)
    for row in rows:
        if row.item is not None and row.item.project.account_id == row.account_id:
            row.item.project.account = row.account
    return [_item(by, row, row.item, today) for row in rows if row.item is not None]


def _item(by: Actor, row: Request, item: WorkItem, today: date) -> Item:
    planned, title = item.planned_seconds, row.agreement.title if row.agreement else ""
    return Item(
        id=row.pk,
        title=item.title,
        address=reverse("scope:request", args=[row.pk]),
        account=named(row.account),
        lead=naming_contact(by, _("Requested by %(who)s"), row.contact, row.account),
        notes=[*([formats.hours(planned)] if planned else []), title],
        due=row.wanted_on,
        days_late=days_late(row.wanted_on, today),
        acts=(DONE,) if projects.may_edit(person_of(by), item.project) else (),
        stakes=grown(2, 2, days_late=days_late(row.wanted_on, today), weight=weight_of(row.contact)),
    )


REQUESTS = Kind(
    key="request", order=35, todo=DELIVER, icon="inbox", label=lazy("Requests in retainers"),
    rows=_due, by_roles=True, late=lambda today: Q(wanted_on__lt=today), items=_items,
    on_account=_on_account, together=TOGETHER,
    acts={DONE: Act(label=lazy("Mark as done"), run=finish, undo=reopen, done=lazy("Request marked as done."))},
)  # fmt: skip
