"""Buy something beside what is included."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.retainers.models import TopUp
from amity.retainers.queries.seen import retainer_to_change
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.timesheets import months


@command
def buy_top_up(
    *, by: Actor, agreement_id: int, amount: int, price: int, valid_from: date, now: datetime,
    expires_on: date | None = None, note: str = "",
) -> TopUp:  # fmt: skip
    """Note that the client bought `amount` (seconds, minor units or pieces) for `price` minor units."""
    agreement = retainer_to_change(by, agreement_id)
    if amount <= 0:
        raise Invalid(_("Say how much was bought."), "amount")
    if price < 0:
        raise Invalid(_("This cannot be below zero."), "price")
    if expires_on is not None and expires_on < valid_from:
        raise Invalid(_("It expires before it begins."), "expires_on")
    months.hold_open(valid_from)
    row = TopUp(
        agreement=agreement, amount=amount, price=price, valid_from=valid_from, expires_on=expires_on,
        note=" ".join(note.split())[:200], bought_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    said = {
        "amount": amount, "price": price, "valid_from": valid_from, "expires_on": expires_on, "note": row.note,
    }  # fmt: skip
    trail.record("retainer.topped_up", subject=agreement, by=by, at=now, changes=said, money=("price", "amount"))
    return row
