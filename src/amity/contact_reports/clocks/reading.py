"""The clock of a report as it runs: when the reminder goes, and from when it is the working basis."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from django.utils import timezone

from amity.contact_reports import rules
from amity.contact_reports.client_days.queries import client_counts, client_zone
from amity.contact_reports.clocks.rules import Counts, basis_from, counted_days, end_of
from amity.contact_reports.models import ContactReport, Edition
from amity.gate.answering.registry import asked_about
from amity.gate.items.rules import DAY_STARTS

QUESTION: Final = "question"
REMINDER: Final = "reminder"
"""Why a clock is stopped: an answer of the client that decided nothing is unread, or the reminder hasn't been sent."""

LOOKS_BACK = 14
"""Days in which the last counted day before the working basis is looked for."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When the one reminder goes, and from when the report is the working basis unless the clock is `stopped`."""

    reminder: datetime
    basis: datetime
    stopped: str = ""


def clock_of(report: ContactReport, edition: Edition) -> Clock | None:
    """Return the clock of a version that the client has, by their time, or None where silence settles nothing.

    It never ends before the moment that the text names, nor before a whole counted day has passed since the reminder
    was sent, and since what the client asked was read.
    """
    if edition.sent_at is None or edition.silent_days is None:
        return None
    counts, zone = client_counts(report.account, report.addressee), client_zone(report.account_id)
    basis = basis_from(timezone.localdate(edition.sent_at, zone), edition.silent_days, counts, zone)
    if basis is None:
        return None
    basis = max(basis, edition.basis_stated_at or basis).astimezone(zone)
    if not counts(basis.date()):
        basis = _later(basis, counts, zone)
    asked = asked_about([pk for one in report.editions.all() for pk in (one.item_id, one.reminder_id) if pk])
    for moment in (_reminded_at(edition), asked.read_at):
        after = counted_days(timezone.localdate(moment, zone), 1, counts) if moment else []
        basis = max(basis, end_of(after[0], zone)) if after else basis
    stopped = QUESTION if asked.is_open else REMINDER if waits_for_reminder(edition) else ""
    return Clock(end_of(_before(basis, counts), zone, DAY_STARTS), basis, stopped)


def waits_for_reminder(edition: Edition) -> bool:
    """Return whether the reminder of a version was submitted and hasn't been sent."""
    return edition.reminder is not None and edition.reminder.sent_at is None


def _reminded_at(edition: Edition) -> datetime | None:
    """Return when the client was reminded: when the email was sent, or when there was no one to send it to."""
    return edition.reminder.sent_at if edition.reminder is not None else edition.reminded_at


def _before(basis: datetime, counts: Counts) -> date:
    return next(
        (day for back in range(1, LOOKS_BACK) if counts(day := basis.date() - timedelta(days=back))),
        basis.date() - timedelta(days=1),
    )


def _later(basis: datetime, counts: Counts, zone: tzinfo) -> datetime:
    """Return the end of the next day that counts: an absence that was recorded since pauses the clock."""
    after = counted_days(basis.date(), 1, counts)
    return end_of(after[0], zone) if after else basis


def runs(report: ContactReport, edition: Edition | None, state: str) -> bool:
    """Return whether a report's clock is running."""
    return edition is not None and state == rules.RUNNING and report.confirmed_at is None
