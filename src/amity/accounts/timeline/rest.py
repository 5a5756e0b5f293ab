"""The REST read of an account's conversation."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query
from pydantic import Field

from amity.accounts.queries import account_seen_by
from amity.accounts.router import router
from amity.accounts.timeline import sources
from amity.accounts.timeline.filters import colleagues_of
from amity.accounts.timeline.queries import Asked as AskedEvents
from amity.accounts.timeline.queries import Placed, events_of
from amity.accounts.timeline.rules import Place, place_of
from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Answered, Asked, Id, Page
from amity.shared.caches.reading import reading_on
from amity.shared.errors import Invalid


class NamedContact(Answered):
    """A person at the client. `id` is null where a record has only their name."""

    id: Id | None
    name: str


class EventShape(Answered):
    """Something that was exchanged with the client. `at` is null where only its date is known."""

    id: str
    kind: str
    kind_label: str
    direction: Literal["from_client", "to_client", "internal"]
    on: date
    at: datetime | None
    title: str
    words: str = Field(description="The client’s own words.")
    text: str
    channel: str
    contacts: list[NamedContact]
    colleagues: list[str]
    project_id: Id | None
    is_passed_on: bool = Field(description="False while the other side still has to hear it.")
    address: str = Field(description="The path of its page.")


class ConversationAsked(Asked):
    """Filters for the conversation."""

    kind: str | None = Field(default=None, max_length=40)
    direction: Literal["from_client", "to_client", "internal"] | None = None
    contact_id: Id | None = None
    person_id: Id | None = Field(default=None, description="A colleague.")
    project_id: Id | None = None
    to_pass_on: bool = Field(default=False, description="Only what the other side still has to hear.")


@reads(router, "/accounts/{int:account_id}/conversation", Page[EventShape])
def list_conversation(request: HttpRequest, account_id: Path[Id], asked: Query[ConversationAsked]) -> dict[str, Any]:
    """List what was exchanged with a client, newest first, as the page *Conversation* shows it."""
    by = asker(request)
    account = account_seen_by(by, account_id)
    if asked.kind is not None and asked.kind not in {source.key for source in sources.sources()}:
        raise Invalid(_("Enter a kind of events of this conversation."), "kind")
    colleague = None
    if asked.person_id is not None:
        colleague = next((person for person in colleagues_of(account) if person.pk == asked.person_id), None)
        if colleague is None:
            raise Invalid(_("Choose someone who works for this account."), "person_id")
    filters = AskedEvents(
        names_projects=False,
        kind=asked.kind or "",
        direction=asked.direction or "",
        contact_id=asked.contact_id,
        colleague=colleague,
        project_id=asked.project_id,
        to_pass_on=asked.to_pass_on,
        before=_place(asked.cursor),
        most=asked.limit,
    )
    with reading_on():
        events, older = events_of(by, account, filters)
    return {"items": [_shape(placed) for placed in events], "next": str(older) if older else None}


def _place(cursor: str) -> Place | None:
    if not cursor:
        return None
    place = place_of(cursor)
    if place is None:
        raise Invalid(_("Send the `next` value of the previous page unchanged."), "cursor")
    return place


def _shape(placed: Placed) -> dict[str, Any]:
    event, row = placed.event, placed.row
    return EventShape.of(
        event,
        id=f"{row.name}-{row.pk}",
        kind=placed.source.key,
        kind_label=str(event.kind),
        direction=placed.direction,
        on=placed.day,
        at=row.at,
        channel=str(event.how),
        contacts=[{"id": pk or None, "name": name} for pk, name in placed.contacts],
        colleagues=list(placed.colleagues),
        project_id=row.project_id,
        is_passed_on=not placed.is_open,
    )
