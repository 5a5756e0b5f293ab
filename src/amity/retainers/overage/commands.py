"""Decide on a period's overage: billed, or written off; and take a decision back."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.retainers.models import OverDecision
from amity.retainers.overage.notices import notify_manager
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.queries import retainer_to_change
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.money import Money
from amity.timesheets import months


@command
def decide_over(*, by: Actor, agreement_id: int, period: date, given: int, now: datetime) -> OverDecision:
    """Write off part of the overage of the period that begins on a day, in the retainer's unit, and bill the rest.

    The account manager is notified of what someone else decides, as they are of what closing a month decides.
    """
    agreement = retainer_to_change(by, agreement_id)
    ledger = ledger_to_date(agreement, max(timezone.localdate(now), period))
    found = next((one for one in ledger.periods if one.span.first == period), None)
    if found is None:
        raise Invalid(_("No period starts on that date. Choose the first day of a period."), "period")
    if not 0 <= given <= found.row.over:
        raise Invalid(_("Enter an amount between 0 and the overage."), "given")
    months.hold_open(found.span.last)
    row = OverDecision.objects.filter(agreement=agreement, period=period).first()
    before, is_first = row.given if row else found.given, row is None
    row = row or OverDecision(agreement=agreement, period=period)
    row.given, row.decided_at = given, now
    row.save()
    kind, currency = found.terms.kind, agreement.currency
    changes = {
        "before": _written_off(before, kind, currency), "after": _written_off(given, kind, currency), "period": period,
    }  # fmt: skip
    money = ("given",) if kind == "value" else ()
    trail.record("retainer.over_decided", subject=agreement, by=by, at=now, changes=changes, money=money)
    if found.row.over and (is_first or given != before):
        notify_manager(by, agreement, found, given, now)
    return row


@command
def undecide_over(*, by: Actor, agreement_id: int, period: date, now: datetime) -> None:
    """Take the decision on a period's overage back, so that it waits for one again."""
    agreement = retainer_to_change(by, agreement_id)
    row = OverDecision.objects.filter(agreement=agreement, period=period).first()
    if row is None:
        raise Invalid(_("Nothing has been decided on that overage yet."), "period")
    ledger = ledger_to_date(agreement, max(timezone.localdate(now), period))
    months.hold_open(next(one.span.last for one in ledger.periods if one.span.first == period))
    row.delete()
    trail.record("retainer.over_undecided", subject=agreement, by=by, at=now, changes={"period": period})


def _written_off(given: int, kind: str, currency: str) -> dict[str, Any]:
    """Return a quantity for the audit log: hours, an amount of money, or a number of units."""
    if kind == "hours":
        return {"given_seconds": given}
    return {"given": asdict(Money(given, currency)) if kind == "value" else given}
