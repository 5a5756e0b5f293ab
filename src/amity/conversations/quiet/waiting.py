"""Accounts that have become quiet, and contacts whose next conversation is overdue: for the account manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.models import Account, Contact
from amity.accounts.waiting import named, weight_of
from amity.conversations.calls.rules import is_quiet, quiet_days
from amity.conversations.quiet import queries
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import grown
from amity.waiting.todos import TALK


@dataclass(frozen=True, slots=True)
class Overdue:
    """A contact with the date of the last talk, and for how many days the next one is overdue."""

    contact: Contact
    last_on: date
    days_late: int


def register() -> None:
    """Register quiet accounts, and conversations that are overdue."""
    kinds.register(QUIET)
    kinds.register(CADENCE)


def _quiet(person: Person, today: date) -> "QuerySet[Account]":
    return queries.quiet_accounts(person, today)


def _quiet_items(by: Actor, rows: Sequence[Account], today: date) -> list[Item]:
    return [_quiet_item(row, _last_heard(row), today) for row in rows]


def _last_heard(row: Account) -> date:
    """Return the date of the last talk with an account, or of their last email."""
    moments = (row.last_note, row.last_email)  # type: ignore[attr-defined]  # of the query
    return timezone.localdate(max(moment for moment in moments if moment is not None))


def _quiet_item(row: Account, last_on: date, today: date) -> Item:
    days = (today - last_on).days
    sentence = ngettext("No word from the client for %(days)s day", "No word from the client for %(days)s days", days)
    return Item(
        id=row.pk,
        title=sentence % {"days": days},
        address=reverse("accounts:conversation", args=[row.pk]),
        account=named(row),
        notes=[_("last heard %(on_day)s") % {"on_day": formats.day_with("on", last_on, today)}],
        open=_("Open conversation"),
        stakes=grown(2, 2, days_late=days - queries.days_until_quiet()),
        measure=days,
        cause=f"account {row.pk}",
    )


def _overdue(person: Person, today: date) -> list[Overdue]:
    found = [_since(one, today) for one in queries.talked_last(queries.with_cadence(person, today), today)]
    return sorted((one for one in found if one), key=lambda one: (-one.days_late, one.contact.pk))


def _since(contact: Contact, today: date) -> Overdue | None:
    """Return for how long the next conversation with a contact is overdue, or None."""
    last_on = timezone.localdate(contact.last_talk)  # type: ignore[attr-defined]  # of the query
    days, cadence = quiet_days(last_on, today), contact.cadence_days
    if days is None or cadence is None or not is_quiet(days, cadence):
        return None
    return Overdue(contact, last_on, days - cadence)


def _overdue_items(by: Actor, rows: Sequence[Overdue], today: date) -> list[Item]:
    return [_overdue_item(row.contact, row, today) for row in rows]


def _overdue_item(contact: Contact, row: Overdue, today: date) -> Item:
    days, cadence = (today - row.last_on).days, contact.cadence_days or 0
    title = ngettext("No talk with %(name)s for %(days)s day", "No talk with %(name)s for %(days)s days", days)
    every = ngettext("planned every day", "planned every %(days)s days", cadence)
    return Item(
        id=contact.pk,
        title=title % {"name": contact.name, "days": days},
        address=reverse("accounts:contact", args=[contact.pk]),
        account=named(contact.account),
        notes=[
            _("last talk %(on_day)s") % {"on_day": formats.day_with("on", row.last_on, today)},
            every % {"days": cadence},
        ],
        open=_("Open contact"),
        stakes=grown(2, 1, days_late=row.days_late, weight=weight_of(contact)),
        measure=row.days_late,
        cause=f"account {contact.account_id}",
    )


QUIET: Final = Kind(
    key="quiet_account", order=43, todo=TALK, icon="message-circle", label=lazy("Quiet accounts"), rows=_quiet,
    by_roles=True,
    items=_quiet_items, measured="days",
)  # fmt: skip
CADENCE: Final = Kind(
    key="cadence", order=44, todo=TALK, icon="message-circle", label=lazy("Conversations overdue"), rows=_overdue,
    candidates=queries.with_cadence, items=_overdue_items, measured="days",
)  # fmt: skip
