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
from amity.accounts.waiting import named, naming_contact
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import policy as projects
from amity.projects.models import Project
from amity.retainers.call_offs.commands import finish_call_off, take_up_call_off
from amity.retainers.call_offs.queries import SOON_DAYS
from amity.retainers.models import CallOff
from amity.retainers.overage.waiting import OVERAGE
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.ui import formats
from amity.waiting import dates, kinds
from amity.waiting.dates import AccountRows, NextDate, soonest
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late

DONE = "done"


def register() -> None:
    """Register requests in retainers with their due dates, and overage to decide."""
    kinds.register(REQUESTS)
    kinds.register(OVERAGE)
    dates.register_rows_on_account("requests", AccountRows(rows=_requests_on, shown=_shown))


def finish(by: Actor, request_id: int, sent: Sent, now: datetime) -> None:
    """Mark a request as done."""
    finish_call_off(by=by, agreement_id=_agreement_of(request_id), request_id=request_id, now=now)


def reopen(by: Actor, request_id: int, now: datetime) -> None:
    """Open it again."""
    take_up_call_off(by=by, agreement_id=_agreement_of(request_id), request_id=request_id, now=now)


def _agreement_of(request_id: int) -> int:
    return seen_or_missing(CallOff.objects, request_id, _("Request not found.")).agreement_id


def _due(person: Person, today: date) -> "QuerySet[CallOff]":
    mine = Q(item__project__manager=person)
    mine |= of_handled_accounts(person, "agreement__account_id")
    return _open().filter(mine, wanted_on__lte=today + timedelta(days=SOON_DAYS))


def _open() -> "QuerySet[CallOff]":
    rows = CallOff.objects.filter(dropped_on=None, item__finished_at=None).order_by("wanted_on", "pk")
    rows = rows.select_related("item__project__account__manager", "agreement__account", "contact")
    return rows.prefetch_related(covers_along("item__project__account"))


def _requests_on(
    by: Actor, account_id: int, today: date, most: int
) -> list[tuple[QuerySet[Any, Any], tuple[str, ...]]]:
    """Due dates of the open requests on an account."""
    seen = Project.objects.visible_to(person_of(by)).filter(account=account_id)
    rows = CallOff.objects.filter(dropped_on=None, item__finished_at=None, wanted_on__gte=today)
    rows = rows.filter(item__project__in=seen.values("pk")).order_by("wanted_on", "pk")
    return [(soonest(rows, most), ("wanted_on", "item__title", "agreement__title", "agreement_id"))]


def _shown(on: date, title: str, whose: str, agreement_id: int) -> NextDate:
    return NextDate(on=on, title=title, whose=whose, address=reverse("retainers:retainer", args=[agreement_id]))


def _items(by: Actor, rows: Sequence[CallOff], today: date) -> list[Item]:
    return [_item(by, row, today) for row in rows]


def _item(by: Actor, row: CallOff, today: date) -> Item:
    planned, account = row.item.planned_seconds, row.agreement.account
    return Item(
        id=row.pk,
        title=row.item.title,
        address=reverse("retainers:retainer", args=[row.agreement_id]),
        account=named(account),
        lead=naming_contact(by, _("Requested by %(who)s"), row.contact, row.item.project.account or account),
        notes=[*([formats.hours(planned)] if planned else []), row.agreement.title],
        due=row.wanted_on,
        days_late=days_late(row.wanted_on, today),
        acts=(DONE,) if projects.may_edit(person_of(by), row.item.project) else (),
        open=_("Open retainer"),
    )


REQUESTS = Kind(
    key="request", order=35, icon="inbox", label=lazy("Requests in retainers"),
    rows=_due, by_roles=True, late=lambda today: Q(wanted_on__lt=today), items=_items,
    acts={DONE: Act(label=lazy("Mark as done"), run=finish, undo=reopen, done=lazy("Request marked as done."))},
)  # fmt: skip
