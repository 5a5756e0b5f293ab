"""Make a request as the client."""

from datetime import datetime

from amity.portal.requests.models import OwnRequest
from amity.portal.visitors.visitor import Visitor
from amity.scope.models import Request
from amity.scope.requests.client_side import request_by_client
from amity.shared.command import command
from amity.shared.text import phrases


@command
def make_request(*, visitor: Visitor, account_id: int, words: str, now: datetime) -> Request:
    """Record the visitor's request on one of their accounts."""
    made = request_by_client(
        by=visitor.actor_at(account_id), contact=visitor.contact_at(account_id), words=words,
        source=phrases.CLIENT_PAGES, now=now,
    )  # fmt: skip
    OwnRequest.objects.create(request=made)
    return made
