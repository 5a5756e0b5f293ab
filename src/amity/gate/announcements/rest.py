"""REST operations for changes of account managers and covers that clients are told about."""

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page_of_keys
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.gate.announcements.letters import COVER, MANAGER
from amity.gate.announcements.queries import changes_to_announce
from amity.gate.router import SETUP, router
from amity.gate.subjects.rest import Outgoing, drafted

if TYPE_CHECKING:
    from amity.gate.announcements.queries import Change

Kind = Literal["cover", "account-manager"]
KINDS = (COVER, MANAGER)


class AnnouncementShape(Answered):
    """A change that a client can be told about: a cover, or a new account manager. `item_id` is the email about it."""

    kind: Kind
    id: Id
    account_id: Id
    person: str
    starts_on: date
    ends_on: date | None
    item_id: Id | None


class NewAnnouncement(Body):
    """Request body: the change to tell the client about."""

    kind: Kind
    id: Id


@reads(router, "/announcements", Page[AnnouncementShape])
def list_announcements(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the changes of account managers and covers that the caller can tell clients about."""
    found = {_key(one): one for one in changes_to_announce(asker(request), timezone.localdate())}
    keys, more = page_of_keys(found, asked)
    return {"items": [_shaped(found[key]) for key in keys], "next": more}


@writes(router, "POST", "/announcements", Outgoing, scope=SETUP, status=201)
def draft_announcement(request: HttpRequest, body: NewAnnouncement) -> dict[str, Any]:
    """Draft the email that tells a client about a change. Submit it with `submit_outgoing`."""
    return drafted(request, body.kind, body.id)


def _key(change: "Change") -> int:
    """Return a number that no other change has: ids of both kinds start at 1."""
    return change.id * len(KINDS) + KINDS.index(change.key)


def _shaped(change: "Change") -> dict[str, Any]:
    return AnnouncementShape.of(change, kind=change.key, account_id=change.account.pk)
