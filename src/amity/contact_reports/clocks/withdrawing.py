"""Withdraw the reminder of a report once the client has answered."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.contact_reports.models import ContactReport
from amity.gate import moves
from amity.gate import rules as gate
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.errors import Refused


def withdraw_reminders(report: ContactReport, by: Actor, now: datetime) -> None:
    """Withdraw the reminders of a report that haven't left. One that is just leaving goes."""
    ids = [one.reminder_id for one in report.editions.all() if one.reminder_id]
    if not ids:
        return
    words = _("The client has answered")
    for item in Item.objects.filter(pk__in=ids, state__in=gate.MOVES[gate.WITHDRAW]):
        try:
            moves.move(item, gate.WITHDRAW, gate.WITHDRAWN, by=by, now=now, words=words, goes_at=None, clear_by=None)
        except Refused:
            continue
        trail.record("outgoing.withdrawn", subject=item, by=by, at=now, changes={"words": words})
