"""Record delivered units, or withdraw a record."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.retainers.models import Delivery
from amity.retainers.queries import retainer_to_work
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text.texts import one_line
from amity.timesheets import months

MOST_UNITS: Final = 100_000
"""Units of one delivery."""


@command
def count_delivery(
    *, by: Actor, agreement_id: int, units: int, delivered_on: date, now: datetime, what: str = ""
) -> Delivery:
    """Record units delivered on a date. Refused when its month is closed."""
    agreement = retainer_to_work(by, agreement_id)
    if not 0 < units <= MOST_UNITS:
        raise Invalid(_("Enter the number of units."), "units")
    months.hold_open(delivered_on)
    row = Delivery(
        agreement=agreement, units=units, delivered_on=delivered_on, what=one_line(what, 200, "what")
    )  # fmt: skip
    row.save(force_insert=True)
    trail.record("retainer.delivered", subject=agreement, by=by, at=now, changes=_payload(row))
    return row


@command
def take_back_delivery(*, by: Actor, agreement_id: int, delivery_id: int, now: datetime) -> Delivery:
    """Delete a wrong delivery record. The audit log has its details. Refused if its month is closed."""
    agreement = retainer_to_work(by, agreement_id)
    row = seen_or_missing(
        Delivery.objects.filter(agreement=agreement), delivery_id, _("Delivery not found. It may have been removed.")
    )
    months.hold_open(row.delivered_on)
    trail.record("retainer.delivery_taken_back", subject=agreement, by=by, at=now, changes=_payload(row))
    row.delete()
    return row


def _payload(row: Delivery) -> dict[str, object]:
    return {"units": row.units, "delivered_on": row.delivered_on, "what": row.what}
