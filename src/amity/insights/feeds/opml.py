"""Read and write lists of feeds as OPML 2.0, which feed readers exchange."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from amity.insights.feeds.rules import EMPTY, NOT_FEED, UNREADABLE
from amity.insights.feeds.values import LONGEST_ADDRESS, LONGEST_TITLE, Link
from amity.shared.children.child import Fault

MOST = 500


def read(data: bytes) -> list[Link]:
    """Return the feeds of an OPML file, each address once. Raise `Fault` with the code of why there are none."""
    if not data.strip():
        raise Fault(EMPTY)
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise Fault(UNREADABLE) from None
    if root.tag.lower() != "opml":
        raise Fault(NOT_FEED)
    found: dict[str, Link] = {}
    for address, title in _outlines(root):
        if len(found) < MOST and address and len(address) <= LONGEST_ADDRESS:
            found.setdefault(address, Link(address=address, title=title[:LONGEST_TITLE]))
    return list(found.values())


def written(title: str, groups: Iterable[tuple[str, Iterable[tuple[str, str, str]]]]) -> bytes:
    """Return an OPML file: for each group its name, and the title, feed address and website of its feeds."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    for name, feeds in groups:
        group = SubElement(body, "outline", text=name, title=name)
        for text, address, site in feeds:
            row = SubElement(group, "outline", type="rss", text=text, title=text, xmlUrl=address)
            if site:
                row.set("htmlUrl", site)
    indent(root)
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _outlines(root: Element) -> Iterator[tuple[str, str]]:
    for one in root.iter():
        given = {name.lower(): value for name, value in one.attrib.items()}
        if one.tag.lower() == "outline" and given.get("xmlurl", "").strip():
            title = given.get("title") or given.get("text") or ""
            yield given["xmlurl"].strip(), " ".join(title.split())
