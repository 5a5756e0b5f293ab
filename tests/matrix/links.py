"""Links of a page: the addresses they lead to, and the places within a page that they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urljoin

ANCHORS = re.compile(r"<a\s[^>]*>")
HREF = re.compile(r"\shref=\"([^\"]*)\"")
PLACES = re.compile(r"\s(?:id|name)=\"([^\"]+)\"")


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Where a link leads: the path with its query, and the place within that page, "" for its top."""

    address: str
    place: str


def links_of(page: str, address: str) -> Iterator[Link]:
    """Yield the links of a page within Amity; no downloads, whose file may be gone by what was sent before."""
    for anchor in ANCHORS.findall(page):
        found = HREF.search(anchor)
        if found is None or " download" in anchor:
            continue
        to = urljoin(address, unescape(found[1]))
        if to.startswith("/") and not to.startswith("//"):
            yield Link(*urldefrag(to))


def places_of(page: str) -> set[str]:
    """Return the places of a page that a link can name."""
    return {unescape(name) for name in PLACES.findall(page)}
