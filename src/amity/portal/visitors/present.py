"""Who is at the other end of a request for a client's page."""

from datetime import datetime

from django.http import HttpRequest

from amity.portal.visitors import commands, cookie, queries, rules
from amity.portal.visitors.visitor import Visitor
from amity.shared.rows.busy import unless_busy


def visitor_of(request: HttpRequest, now: datetime) -> Visitor | None:
    """Return the visitor whose device sent the request, or None, and record that it was used."""
    found: Visitor | None = queries.visitor_with(cookie.token_of(request), now)
    if found is not None and found.used_at <= now - rules.USED_AGAIN:
        unless_busy(lambda: commands.note_use(device_id=found.device_id, now=now))
    return found
