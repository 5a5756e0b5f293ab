"""Let the work of a request start before its change order is signed."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.queries import person_of
from amity.scope import policy
from amity.scope.early_start import queries
from amity.scope.early_start.fields import EarlyStartFields
from amity.scope.early_start.models import EarlyStart
from amity.scope.requests.queries import request_seen_by
from amity.scope.work_begins import work_item_for
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.values import tidied


@command
def let_work_start(*, by: Actor, request_id: int, version: int, fields: EarlyStartFields, now: datetime) -> EarlyStart:
    """Let time be logged on a request before its change order is signed, with the reason. It is at risk until then.

    A request about a project gets a work item, on which that time is logged.
    """
    row = request_seen_by(by, request_id, lock=True)
    policy.may_let_work_start(person_of(by), row).or_refuse()
    if row.order is None or not queries.waits_for_signature(row):
        raise Refused(_("This request isn’t waiting for a signature."))
    if queries.early_start_of(row) is not None:
        raise Refused(_("Work on this request can already start."))
    row.expect(version)
    started = EarlyStart(request=row, order=row.order, reason=tidied(fields).reason, by_label=by.label, at=now)
    started.save(force_insert=True)
    row.item = work_item_for(row, by=by, now=now)
    row.save()
    changes = {"reason": started.reason, "order_id": row.order_id, "item_id": row.item_id}
    trail.record("request.work_started", subject=row, by=by, at=now, changes=changes)
    return started
