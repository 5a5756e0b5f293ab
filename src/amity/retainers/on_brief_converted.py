"""Convert a brief for a retainer into a request within it."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.briefs.estimate.queries import estimate_of
from amity.briefs.models import Brief
from amity.scope.models import Request
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from amity.shared.actor import Actor


def log_from_brief(brief: Brief, by: Actor, now: datetime) -> None:
    """Log the request of a brief, with its hours as the plan, in the transaction that converts it."""
    if brief.retainer_id is None:
        return
    planned = estimate_of(brief, timezone.localdate(now)).purchase.total.seconds or None
    asked_on = brief.stated_on or timezone.localdate(now)
    fields = RequestFields(
        brief.title, brief.stated_by_id or brief.approver_id, asked_on=asked_on, wanted_on=brief.wanted_on,
        planned_seconds=planned,
    )  # fmt: skip
    log_included_request(by=by, agreement_id=brief.retainer_id, fields=fields, now=now, brief=brief)


def request_from_brief(by: Actor, brief: Brief) -> list[tuple[str, str]]:
    """Return the request created from a brief, with its page."""
    if brief.retainer_id is None:
        return []
    row = Request.objects.filter(brief=brief, item__isnull=False).first()
    if row is None:
        return []
    return [
        (
            _("request %(number)d") % {"number": row.number},
            reverse("scope:request", args=[row.pk]),
        )
    ]
