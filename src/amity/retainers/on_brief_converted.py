"""Convert a brief for a retainer into a call-off."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.briefs.estimate.queries import estimate_of
from amity.briefs.models import Brief
from amity.projects.work_items.commands import ItemFields
from amity.retainers.call_offs.commands import CallOffFields, log_call_off
from amity.retainers.models import CallOff
from amity.shared.actor import Actor


def log_from_brief(brief: Brief, by: Actor, now: datetime) -> None:
    """Log the call-off of a brief, with its hours as the plan, in the transaction that converts it."""
    if brief.retainer_id is None:
        return
    planned = estimate_of(brief, timezone.localdate(now)).purchase.total.seconds or None
    fields = CallOffFields(
        ItemFields(brief.title, planned_seconds=planned), brief.stated_on or timezone.localdate(now),
        brief.stated_by_id or brief.approver_id, brief.wanted_on,
    )  # fmt: skip
    row = log_call_off(by=by, agreement_id=brief.retainer_id, fields=fields, now=now)
    row.brief = brief
    row.save(update_fields=["brief"])


def call_off_from_brief(by: Actor, brief: Brief) -> list[tuple[str, str]]:
    """Return the call-off created from a brief, with the URL of its retainer."""
    row = CallOff.objects.filter(brief=brief).first()
    if row is None:
        return []
    return [
        (
            _("retainer request %(number)d") % {"number": row.number},
            reverse("retainers:retainer", args=[row.agreement_id]),
        )
    ]
