"""Close a client's request with a reason, and reopen it."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.conversations import policy, rules
from amity.conversations.models import Request
from amity.conversations.requests import queries
from amity.conversations.requests.fields import ClosingFields
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.values import tidied


@command
def close_request(*, by: Actor, request_id: int, version: int, fields: ClosingFields, now: datetime) -> Request:
    """Close an open request. The reason says what became of it."""
    request = queries.request_seen_by(by, request_id, lock=True)
    policy.may_close(person_of(by), request).or_refuse()
    if request.state != rules.OPEN:
        raise Refused(_("This request is already closed."))
    request.expect(version)
    given = tidied(fields)
    request.closed_because, request.outcome = given.closed_because, given.outcome
    request.state, request.closed_at = rules.CLOSED, now
    request.save()
    changes = {"closed_because": request.closed_because} | ({"outcome": request.outcome} if request.outcome else {})
    trail.record("request.closed", subject=request, by=by, at=now, changes=changes)
    return request


@command
def reopen_request(*, by: Actor, request_id: int, version: int, now: datetime) -> Request:
    """Reopen a closed request."""
    request = queries.request_seen_by(by, request_id, lock=True)
    policy.may_close(person_of(by), request).or_refuse()
    if request.state != rules.CLOSED:
        raise Refused(_("This request is already open."))
    request.expect(version)
    request.state, request.closed_because, request.outcome, request.closed_at = rules.OPEN, "", "", None
    request.save()
    trail.record("request.reopened", subject=request, by=by, at=now)
    return request
