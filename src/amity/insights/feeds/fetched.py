"""Fetch a feed politely: only if it changed, and not before its server wants to be asked again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from amity.insights.feeds.models import Feed
from amity.insights.feeds.rules import BUSY, trouble_of_status, wish_of
from amity.insights.feeds.values import LONGEST_ADDRESS
from amity.shared.fetching import Answer, FetchFault, FetchLimits, fetch, parts_of

ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
LIMITS: Final = FetchLimits(most_bytes=3_000_000, seconds=10, most_redirects=4)
HERE, UNCHANGED = 200, 304


class Trouble(Exception):
    """A feed that can't be read now. `code` says why, `wish` how long its server wants to be left alone."""

    def __init__(self, code: str, wish: timedelta | None = None) -> None:
        super().__init__(code)
        self.code, self.wish = code, wish


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a feed, or None if they haven't changed, with the address they came from."""

    data: bytes | None
    address: str
    etag: str = ""
    last_modified: str = ""


def web_address(text: str) -> str:
    """Return an address as it is fetched: https unless it names another scheme. Raise `FetchFault`."""
    given = text.strip()
    scheme, colon, rest = given.partition("://")
    if scheme.lower() == "feed" and colon:
        given = f"https://{rest}"
    elif not colon:
        given = f"https://{given.removeprefix('feed:')}"
    address = parts_of(given).geturl()
    if len(address) > LONGEST_ADDRESS:
        raise FetchFault("address")
    return address


def fetched(address: str, now: datetime, feed: Feed | None = None) -> Fetched:
    """Return what a server has at an address. Raise `Trouble`."""
    headers = {"accept": ACCEPT, "user-agent": f"Amity feed reader (+{settings.ENVIRONMENT.url})"}
    if feed is not None:
        headers |= {"if-none-match": feed.etag} if feed.etag else {}
        headers |= {"if-modified-since": feed.last_modified} if feed.last_modified else {}
    try:
        answer = fetch(address, headers=headers, limits=LIMITS)
    except FetchFault as fault:
        raise Trouble(fault.code) from None
    if answer.status == UNCHANGED and feed is not None:
        return Fetched(None, address, feed.etag, feed.last_modified)
    if answer.status != HERE:
        code = trouble_of_status(answer.status)
        raise Trouble(code, wish_of(answer.headers.get("retry-after", ""), now) if code == BUSY else None)
    return Fetched(answer.body, answer.address, *_validators(answer))


def _validators(answer: Answer) -> tuple[str, str]:
    """Return what to send next time, without what is too long or not plain."""
    found = [(answer.headers.get("etag", ""), 300), (answer.headers.get("last-modified", ""), 60)]
    etag, modified = [
        value if len(value) <= most and value.isascii() and value.isprintable() else "" for value, most in found
    ]
    return etag, modified
