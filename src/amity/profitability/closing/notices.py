"""Notify account managers of the overage that closing a month billed or wrote off as agreed, undecided until then."""

from collections.abc import Sequence
from datetime import datetime

from amity.agreements.models import Agreement
from amity.profitability.closing import rules
from amity.profitability.closing.overage import EndedOverage
from amity.profitability.models import LeftPoint
from amity.retainers.overage.notices import notify_manager
from amity.shared.actor import Actor


def notify_of_overage(by: Actor, month: int, ended: Sequence[EndedOverage], now: datetime) -> None:
    """Notify each account manager of what became of the overage, and why finance accepted that."""
    if not ended:
        return
    left = LeftPoint.objects.filter(month=month, point=rules.OVERAGE).first()
    agreements = Agreement.objects.select_related("account__manager").in_bulk([one.agreement_id for one in ended])
    for one in ended:
        given = one.period.given
        notify_manager(by, agreements[one.agreement_id], one.period, given, now, reason=left.reason if left else "")
