"""Read a feed of any kind (RSS, RDF, Atom, JSON Feed). Runs in a child process, since a stranger wrote it.

The libraries are imported here alone: no process that serves pages loads them.
"""

import re
from calendar import timegm
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import feedparser

from amity.insights.feeds import json_feed
from amity.insights.feeds.languages import language_of, language_of_feed
from amity.insights.feeds.rules import (
    DAMAGED,
    EMPTY,
    FEWER,
    MISSING,
    NOT_FEED,
    PAGE,
    UNREADABLE,
    VERSION,
    WITHOUT_DATES,
    WITHOUT_LINKS,
    WITHOUT_TITLES,
)
from amity.insights.feeds.values import LONGEST_ADDRESS, LONGEST_TEXT, LONGEST_TITLE, MOST_ENTRIES, Entry, ReadFeed
from amity.mailbox.messages.html import as_text
from amity.shared.children.child import Fault

KINDS: Final = {
    "rss": "RSS", "rdf": "RDF", "atom": "Atom", "json": "JSON Feed", "cdf": "CDF",
}  # fmt: skip
LOOKS_LIKE_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
LOOKS_LIKE_FEED: Final = re.compile(rb"<(?:\w+:)?(?:rss|rdf|feed|channel)[\s>]", re.IGNORECASE)
ENTITIES: Final = re.compile(rb"""<!ENTITY\s[^>]*["'][^"'>]*&(?!#)""", re.IGNORECASE)
"""An entity made of entities: how a small file becomes a huge one. No feed needs it."""
HEAD: Final = 4_000


@dataclass(frozen=True, slots=True)
class Raw:
    """A feed with all its entries in their order, as they are stated."""

    kind: str
    title: str
    site: str
    rows: Sequence[Mapping[str, Any]]
    declared: str
    lacks: Counter[str]


def read(data: bytes, address: str) -> ReadFeed:
    """Return the feed in some bytes that came from an address. Raise `Fault` with the code of why there is none."""
    return _made(raw(data, address))


def raw(data: bytes, address: str) -> Raw:
    """Return a feed as it is stated. Raise `Fault`."""
    if not data.strip():
        raise Fault(EMPTY)
    if json_feed.looks_like(data):
        return _of_json(data, address)
    head = data.lstrip()[:HEAD]
    if LOOKS_LIKE_PAGE.search(head) and not LOOKS_LIKE_FEED.search(head):
        raise Fault(PAGE)
    if ENTITIES.search(data):
        raise Fault(UNREADABLE)
    return _of_xml(data, address)


def _of_xml(data: bytes, address: str) -> Raw:
    found = feedparser.parse(
        data, response_headers={"content-location": address, "content-type": "application/xml"}, sanitize_html=False
    )
    version = str(found.get("version") or "")
    if not version and not found.get("entries"):
        raise Fault(UNREADABLE if found.get("bozo") else NOT_FEED)
    feed: Mapping[str, Any] = found.get("feed", {})
    declared = str(feed.get("language") or "")
    site = _link(feed.get("link"), address)
    rows = [_raw(one, site or address) for one in found.get("entries", [])]
    lacks = Counter[str]()
    if found.get("bozo") and not isinstance(found.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        lacks[DAMAGED] = 1
    return Raw(_kind(version), str(feed.get("title") or ""), site, rows, declared, lacks)


def _kind(version: str) -> str:
    if version in ("rss10", "rss090"):
        return "rdf"
    return "atom" if version.startswith("atom") else "cdf" if version == "cdf" else "rss"


def _of_json(data: bytes, address: str) -> Raw:
    found = json_feed.parsed(data)
    if found is None:
        raise Fault(UNREADABLE if json_feed.names_itself(data) else NOT_FEED)
    lacks = Counter[str]()
    if not found.is_known_version:
        lacks[VERSION] = 1
    lacks[DAMAGED] = found.broken
    site = _link(found.site, address)
    rows = [
        {**row, "address": _link(row["address"], site or address)} for row in found.rows
    ]  # fmt: skip
    return Raw("json", found.title, site, rows, found.language, lacks)


def _made(found: Raw) -> ReadFeed:
    rows, lacks = found.rows[:MOST_ENTRIES], Counter(found.lacks)
    entries = list(_entries(rows, language_of_feed(found.declared, (f"{row['title']} {row['text']}" for row in rows))))
    lacks[WITHOUT_DATES] = sum(one.published_at is None for one in entries)
    lacks[WITHOUT_TITLES] = sum(not row["title"] for row in rows if _says(row))
    lacks[WITHOUT_LINKS] = sum(not one.address for one in entries)
    lacks[FEWER] = len(found.rows) - len(entries)
    return ReadFeed(
        kind=found.kind, title=_line(found.title, LONGEST_TITLE), site=found.site, entries=tuple(entries),
        lacks=tuple((name, lacks[name]) for name in MISSING if lacks[name]),
    )  # fmt: skip


def _raw(entry: Mapping[str, Any], base: str) -> dict[str, Any]:
    """Return the fields of an entry as feedparser has them, as plain text."""
    parts = [str(one.get("value") or "") for one in entry.get("content", [])] or [str(entry.get("summary") or "")]
    moment = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
    return {
        "id": str(entry.get("id") or ""),
        "address": _link(entry.get("link"), base),
        "title": _line(as_text(str(entry.get("title") or "")), LONGEST_TITLE),
        "text": as_text("\n".join(parts))[:LONGEST_TEXT],
        "published_at": _moment(moment),
    }


def _entries(rows: Sequence[Mapping[str, Any]], language: str) -> Iterator[Entry]:
    """Yield the entries that say something, each key once."""
    seen = set()
    for row in rows:
        key = _key(row)
        if key in seen or not _says(row):
            continue
        seen.add(key)
        title = row["title"] or _line(row["text"], 80)
        yield Entry(
            key=key, address=row["address"], title=title, text=row["text"], published_at=row["published_at"],
            language=language_of(f"{row['title']}\n{row['text']}", language),
        )  # fmt: skip


def _says(row: Mapping[str, Any]) -> bool:
    return bool(row["title"] or row["text"])


def _key(row: Mapping[str, Any]) -> str:
    """Return what an entry is known by: its id, else its address, else its words."""
    named = row["id"] or row["address"] or f"{row['title']}\n{row['text']}"
    return blake2b(named.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _link(value: object, base: str) -> str:
    """Return an address of the web, whole, or "" for anything else."""
    try:
        found = urljoin(base, value.strip()) if isinstance(value, str) and value.strip() else ""
        parts = urlsplit(found)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or len(found) > LONGEST_ADDRESS:
        return ""
    return "" if any(ord(sign) < 33 for sign in found) else found


def _line(text: str, most: int) -> str:
    line = " ".join(text.replace("\x00", "").split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
