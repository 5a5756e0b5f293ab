"""Read JSON Feed (https://www.jsonfeed.org/version/1.1/). Fields of another type than stated are taken as missing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from amity.insights.feeds.values import LONGEST_TEXT, LONGEST_TITLE
from amity.mailbox.messages.html import as_text

NAME: Final = "https://jsonfeed.org/version/"
KNOWN: Final = (f"{NAME}1", f"{NAME}1.1")


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """A feed as its fields are stated. `broken` counts the items that can't be used."""

    title: str
    site: str
    language: str
    rows: Sequence[Mapping[str, Any]]
    is_known_version: bool
    broken: int


def looks_like(data: bytes) -> bool:
    """Return whether bytes are JSON rather than XML."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def names_itself(data: bytes) -> bool:
    """Return whether bytes say that they are a JSON Feed."""
    return NAME.encode() in data[:2_000]


def parsed(data: bytes) -> JsonFeed | None:
    """Return the feed, or None for JSON that is none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not _text(found.get("version")).startswith(NAME):
        return None
    items = found.get("items")
    stated = items if isinstance(items, list) else []
    rows = [_row(one) for one in stated if isinstance(one, dict)]
    good = [row for row in rows if row["id"] or row["address"] or row["title"] or row["text"]]
    return JsonFeed(
        _text(found.get("title")), _text(found.get("home_page_url")), _text(found.get("language")), good,
        _text(found.get("version")) in KNOWN, len(stated) - len(good) + (not isinstance(items, list)),
    )  # fmt: skip


def _row(item: Mapping[str, Any]) -> dict[str, Any]:
    text = _text(item.get("content_text")) or as_text(_text(item.get("content_html"))) or _text(item.get("summary"))
    named = item.get("id")
    return {
        "id": str(named) if isinstance(named, str | int) and not isinstance(named, bool) else "",
        "address": _text(item.get("url")) or _text(item.get("external_url")),
        "title": " ".join(as_text(_text(item.get("title"))).split())[:LONGEST_TITLE],
        "text": text[:LONGEST_TEXT],
        "published_at": _moment(_text(item.get("date_published")) or _text(item.get("date_modified"))),
    }


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
