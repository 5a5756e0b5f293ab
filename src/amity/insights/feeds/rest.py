"""REST operations for the sources of accounts."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.insights.feeds import commands, queries
from amity.insights.feeds.commands import SourceFields
from amity.insights.feeds.fetched import web_address
from amity.insights.feeds.wording import trouble
from amity.insights.router import SETUP, router
from amity.shared.errors import Invalid
from amity.shared.fetching import FetchFault

About = Literal["industry", "competitor", "client"]


class SourceShape(Answered):
    """A feed of an account. `trouble` is the code of what is wrong with the feed, "" for nothing."""

    id: Id
    version: int
    account_id: Id
    address: str
    title: str
    site: str
    kind: str
    about: About
    is_paused: bool
    trouble: str
    trouble_since: datetime | None
    last_read_at: datetime | None
    next_read_at: datetime


class NewSource(Body, value=SourceFields):
    """Request body: the feed to follow. The address is that of the feed itself, not of its website."""


class SourceEdit(Body):
    """Request body: whom the source is about."""

    version: Version
    about: About


@reads(router, "/insight-sources", Page[SourceShape])
def list_insight_sources(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the sources of the accounts the caller can see."""
    return page(queries.sources_seen_by(asker(request)), asked, source_payload)


@reads(router, "/insight-sources/{int:source_id}", SourceShape)
def read_insight_source(request: HttpRequest, source_id: Path[Id]) -> dict[str, Any]:
    """Return one source."""
    return source_payload(queries.source_seen_by(asker(request), source_id))


@writes(router, "POST", "/accounts/{int:account_id}/insight-sources", SourceShape, scope=SETUP, status=201)
def follow_feed(request: HttpRequest, account_id: Path[Id], body: NewSource) -> dict[str, Any]:
    """Follow a feed for an account. It is read within a minute. One that is followed already is returned."""
    fields = body.as_value(SourceFields)
    try:
        address = web_address(fields.address)
    except FetchFault as fault:
        raise Invalid(trouble(fault.code), "address") from None
    fields = SourceFields(address=address, about=fields.about)
    made = commands.follow_feed(by=asker(request), account_id=account_id, fields=fields, now=timezone.now())
    return source_payload(made)


@writes(router, "PATCH", "/insight-sources/{int:source_id}", SourceShape, scope=SETUP)
def edit_insight_source(request: HttpRequest, source_id: Path[Id], body: SourceEdit) -> dict[str, Any]:
    """Change whom a source is about."""
    edited = commands.edit_source(
        by=asker(request), source_id=source_id, version=body.version, about=body.about, now=timezone.now()
    )
    return source_payload(edited)


@writes(router, "POST", "/insight-sources/{int:source_id}/pause", SourceShape, scope=SETUP)
def pause_insight_source(request: HttpRequest, source_id: Path[Id]) -> dict[str, Any]:
    """Stop reading a feed for an account. Its stories stay."""
    return source_payload(commands.pause_source(by=asker(request), source_id=source_id, now=timezone.now()))


@writes(router, "POST", "/insight-sources/{int:source_id}/resume", SourceShape, scope=SETUP)
def resume_insight_source(request: HttpRequest, source_id: Path[Id]) -> dict[str, Any]:
    """Read a feed for an account again."""
    return source_payload(commands.resume_source(by=asker(request), source_id=source_id, now=timezone.now()))


@writes(router, "DELETE", "/insight-sources/{int:source_id}", None, scope=SETUP, status=204)
def remove_insight_source(request: HttpRequest, source_id: Path[Id]) -> None:
    """Remove a feed from an account."""
    commands.remove_source(by=asker(request), source_id=source_id, now=timezone.now())


def source_payload(source: Any) -> dict[str, Any]:
    """Return a source with the fields of its feed."""
    feed = source.feed
    return {
        "id": source.pk, "version": source.version, "account_id": source.account_id, "address": feed.address,
        "title": feed.title, "site": feed.site, "kind": feed.kind, "about": source.about,
        "is_paused": source.is_paused, "trouble": feed.trouble, "trouble_since": feed.trouble_since,
        "last_read_at": feed.last_read_at, "next_read_at": feed.next_read_at,
    }  # fmt: skip
