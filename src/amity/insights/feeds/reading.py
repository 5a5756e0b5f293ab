"""Read the bytes of a feed or a page in a child process with bounded memory and time, since a stranger wrote them."""

from datetime import timezone
from typing import Any, Final

from amity.insights.feeds.rules import SLOW, UNREADABLE
from amity.insights.feeds.values import Entry, Link, ReadFeed
from amity.shared.children.bounded import Bounds, Fault, Stopped, call

BOUNDS: Final = Bounds(memory=600_000_000, seconds=10)


class Unreadable(Exception):
    """Bytes that aren't taken. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_feed(data: bytes, address: str) -> ReadFeed:
    """Return the feed in some bytes. Raise `Unreadable`."""
    found: ReadFeed = _called("parsing:read", data, address)
    return found


def read_links(data: bytes, address: str) -> list[Link]:
    """Return the feeds that a page names. Raise `Unreadable`."""
    found: list[Link] = _called("discovery:links", data, address)
    return found


def read_outline(data: bytes) -> list[Link]:
    """Return the feeds of an OPML file. Raise `Unreadable`."""
    found: list[Link] = _called("opml:read", data)
    return found


def read_article(data: bytes, address: str) -> str:
    """Return the text of the article on a page. Raise `Unreadable`."""
    found: str = _called("articles:text", data, address)
    return found


def _called(target: str, *given: object) -> Any:
    try:
        return call(f"amity.insights.feeds.{target}", *given, bounds=BOUNDS, classes=(ReadFeed, Entry, Link, timezone))
    except Fault as fault:
        raise Unreadable(str(fault.payload)) from None
    except Stopped as stopped:
        raise Unreadable(UNREADABLE if stopped.why == "crash" else SLOW) from None
