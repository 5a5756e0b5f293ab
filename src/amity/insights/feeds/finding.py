"""Find the feeds behind an address, and read one to show before it is followed. Reaches out, and stores nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amity.insights.feeds.fetched import fetched, web_address
from amity.insights.feeds.reading import Unreadable, read_feed, read_links
from amity.insights.feeds.rules import PAGE
from amity.insights.feeds.values import Link, ReadFeed


@dataclass(frozen=True, slots=True)
class Found:
    """What is behind an address: a feed with its address, or the feeds that a page names."""

    address: str
    feed: ReadFeed | None = None
    links: Sequence[Link] = ()


def found_at(text: str, now: datetime) -> Found:
    """Return what is behind an address. The only feed of a page is read at once.

    Raise `FetchFault`, `Trouble` or `Unreadable`.
    """
    address = web_address(text)
    got = fetched(address, now)
    try:
        return Found(address, read_feed(got.data or b"", got.address))
    except Unreadable as fault:
        if fault.code != PAGE:
            raise
    links = read_links(got.data or b"", got.address)
    if not links:
        raise Unreadable(PAGE)
    return _only(links[0].address, now) if len(links) == 1 else Found(address, links=links)


def _only(address: str, now: datetime) -> Found:
    """Return the feed at an address that a page named."""
    got = fetched(web_address(address), now)
    return Found(address, read_feed(got.data or b"", got.address))
