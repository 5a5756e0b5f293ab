"""REST operation for the caller's notifications."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.notifications import queries

if TYPE_CHECKING:
    from amity.notifications.models import Notification

router = Router(tags=["Notifications"])


class NotificationShape(Answered):
    """Something that happened to the caller. `path` is its page in Amity, `account` the account's name."""

    id: Id
    kind: str
    text: str
    path: str
    account: str
    at: datetime
    read_at: datetime | None


class NotificationsAsked(Asked):
    """Filter: only those that are unread."""

    unread: bool = Field(False, description="Only unread notifications.")


@reads(router, "/notifications", Page[NotificationShape])
def list_notifications(request: HttpRequest, asked: Query[NotificationsAsked]) -> dict[str, Any]:
    """List the caller's own notifications."""
    found = queries.notifications_seen_by(asker(request))
    return page(found.filter(read_at=None) if asked.unread else found, asked, _shape)


def _shape(row: "Notification") -> dict[str, Any]:
    return NotificationShape.of(row, text=row.sentence)
