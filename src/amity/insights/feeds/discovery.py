"""Find the feeds that a web page names. Runs in a child process, since a stranger wrote the page."""

from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from amity.insights.feeds.values import LONGEST_ADDRESS, LONGEST_TITLE, Link

TYPES: Final = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/json", "text/xml", "application/xml",
    }
)  # fmt: skip
HINTS: Final = ("/feed", "/rss", "/atom", "feed.xml", "rss.xml", "atom.xml", "feed.json", "index.xml", ".rss", ".rdf")
MOST: Final = 20


class _Page(HTMLParser):
    """Collects the links of a page: those stated as feeds, and those that look like one."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = address
        self.stated: list[Link] = []
        self.likely: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "base" and given.get("href"):
            self.base = urljoin(self.base, given["href"])
        elif tag == "link" and {"alternate", "feed"} & set(given.get("rel", "").lower().split()):
            if given.get("type", "").partition(";")[0].strip().lower() in TYPES:
                self._add(self.stated, given.get("href", ""), given.get("title", ""))
        elif tag == "a" and any(hint in given.get("href", "").lower() for hint in HINTS):
            self._add(self.likely, given.get("href", ""), given.get("title", ""))

    def _add(self, where: list[Link], href: str, title: str) -> None:
        try:
            address = urljoin(self.base, href.strip())
            parts = urlsplit(address)
        except ValueError:
            return
        if href.strip() and parts.scheme in ("http", "https") and parts.hostname and len(address) <= LONGEST_ADDRESS:
            where.append(Link(address=address, title=" ".join(title.split())[:LONGEST_TITLE]))


def links(data: bytes, address: str) -> list[Link]:
    """Return the feeds that a page names: those it states as feeds, or else links that look like one."""
    page = _Page(address)
    page.feed(data.decode("utf-8", "replace"))
    found = {link.address: link for link in reversed(page.stated or page.likely)}
    return list(reversed(found.values()))[:MOST]
