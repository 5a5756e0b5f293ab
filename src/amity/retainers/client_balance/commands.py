"""Set what the client sees of a retainer. The setting releases the figures, so it is recorded like a release."""

from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.retainers.client_balance import queries, rules
from amity.retainers.client_balance.models import ClientBalance
from amity.retainers.client_balance.rules import BalanceFields
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import tidied, value_of, write


@command
def set_client_balance(
    *, by: Actor, agreement_id: int, version: int, fields: BalanceFields, now: datetime
) -> ClientBalance:
    """Show the balance of a retainer to its client, or hide it. `version` is 0 for one that was never set."""
    row = queries.balance_of(by, agreement_id, lock=True)
    row.expect(version)
    before, clean = value_of(row, BalanceFields), tidied(fields)
    if clean.shown != rules.HIDDEN and not clean.name:
        raise Invalid(_("Enter the name that the client reads."), "name")
    if before != clean:
        write(clean, row)
        row.save()
        changes = {"before": asdict(before), "after": asdict(clean)}
        trail.record("retainer.client_balance_set", subject=row.agreement, by=by, at=now, changes=changes)
    return row
