"""Record a top-up, or withdraw one that was recorded by mistake."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.retainers.models import TopUp
from amity.retainers.queries import retainer_to_change
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text.texts import one_line
from amity.timesheets import months

MONEY = ("price", "amount")


@command
def buy_top_up(
    *, by: Actor, agreement_id: int, amount: int, price: int, valid_from: date, now: datetime,
    expires_on: date | None = None, note: str = "",
) -> TopUp:  # fmt: skip
    """Record that the client bought `amount` (seconds, minor units or units of work) for `price` minor units."""
    agreement = retainer_to_change(by, agreement_id)
    if amount <= 0:
        raise Invalid(_("Enter the amount bought."), "amount")
    if price < 0:
        raise Invalid(_("Enter 0 or more."), "price")
    if expires_on is not None and expires_on < valid_from:
        raise Invalid(_("Enter an expiry date on or after the start date."), "expires_on")
    months.hold_open(valid_from)
    row = TopUp(
        agreement=agreement, amount=amount, price=price, valid_from=valid_from, expires_on=expires_on,
        note=one_line(note, 200, "note"), bought_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    trail.record("retainer.topped_up", subject=agreement, by=by, at=now, changes=_payload(row), money=MONEY)
    return row


@command
def take_back_top_up(*, by: Actor, agreement_id: int, top_up_id: int, now: datetime) -> TopUp:
    """Delete a top-up recorded by mistake. The audit log has its details. Refused if its first month is closed."""
    agreement = retainer_to_change(by, agreement_id)
    row = seen_or_missing(
        TopUp.objects.filter(agreement=agreement), top_up_id, _("Top-up not found. It may have been removed.")
    )
    months.hold_open(row.valid_from)
    trail.record("retainer.top_up_taken_back", subject=agreement, by=by, at=now, changes=_payload(row), money=MONEY)
    row.delete()
    return row


def _payload(row: TopUp) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("amount", "price", "valid_from", "expires_on", "note")}
