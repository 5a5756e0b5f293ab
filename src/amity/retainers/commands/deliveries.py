"""Count pieces that were handed over."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.retainers.models import Delivery
from amity.retainers.queries.seen import retainer_to_work
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.timesheets import months


@command
def count_delivery(
    *, by: Actor, agreement_id: int, pieces: int, delivered_on: date, now: datetime, what: str = ""
) -> Delivery:
    """Note that pieces were handed over on a day. Refused when its month is closed."""
    agreement = retainer_to_work(by, agreement_id)
    if pieces <= 0:
        raise Invalid(_("Say how many pieces."), "pieces")
    months.hold_open(delivered_on)
    row = Delivery(
        agreement=agreement, pieces=pieces, delivered_on=delivered_on, what=" ".join(what.split())[:200]
    )  # fmt: skip
    row.save(force_insert=True)
    said = {"pieces": pieces, "delivered_on": delivered_on, "what": row.what}
    trail.record("retainer.delivered", subject=agreement, by=by, at=now, changes=said)
    return row
