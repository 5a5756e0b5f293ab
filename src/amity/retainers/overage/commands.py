"""Decide on a period's overage: billed, or written off."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.retainers.models import OverDecision
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.queries import retainer_to_change
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.timesheets import months


@command
def decide_over(*, by: Actor, agreement_id: int, period: date, given: int, now: datetime) -> OverDecision:
    """Write off part of the overage of the period that begins on a day, in the retainer's unit, and bill the rest."""
    agreement = retainer_to_change(by, agreement_id)
    ledger = ledger_to_date(agreement, max(timezone.localdate(now), period))
    found = next((one for one in ledger.periods if one.span.first == period), None)
    if found is None:
        raise Invalid(_("No period starts on that date. Choose the first day of a period."), "period")
    if not 0 <= given <= found.row.over:
        raise Invalid(_("Enter an amount between 0 and the overage."), "given")
    months.hold_open(found.span.last)
    row = OverDecision.objects.filter(agreement=agreement, period=period).first()
    before = row.given if row else found.given
    row = row or OverDecision(agreement=agreement, period=period)
    row.given, row.decided_at = given, now
    row.save()
    changes = {"before": {"given": before}, "after": {"given": given}, "period": period}
    money = ("given",) if found.terms.kind == "value" else ()
    trail.record("retainer.over_decided", subject=agreement, by=by, at=now, changes=changes, money=money)
    return row
