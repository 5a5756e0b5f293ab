"""Links of a page: the addresses they lead to, and the places within a page that they name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from operator import itemgetter
from urllib.parse import urldefrag, urljoin

from tests.matrix.walk import Answered, Walker

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


Followed = dict[tuple[str, Link], Answered]
"""What a link of a page showed its reader, by reader and link."""


def follow(pages: Mapping[tuple[str, str], Answered], walker: Walker) -> Followed:
    """Follow each link of the pages, which are named by reader and address."""
    leads = {
        (viewer, link)
        for (viewer, address), answer in pages.items()
        if answer.status == 200
        for link in links_of(answer.text, address)
    }
    known = dict(pages)
    for viewer, link in sorted(leads):
        if (viewer, link.address) not in known:
            known[viewer, link.address] = walker.follow(viewer, link.address)
    return {(viewer, link): known[viewer, link.address] for viewer, link in leads}


def faults_of(followed: Followed) -> list[str]:
    """Return the links that turned their reader away, and those to a place that the page lacks."""
    found = []
    for (viewer, link), answer in sorted(followed.items(), key=itemgetter(0)):
        if not answer.read:
            found.append(f"{viewer} {link.address}: turned away")
        elif link.place not in {"", *places_of(answer.text)}:
            found.append(f"{viewer} {link.address}: no place #{link.place}")
    return found


def places_of(page: str) -> set[str]:
    """Return the places of a page that a link can name."""
    return {unescape(name) for name in PLACES.findall(page)}
