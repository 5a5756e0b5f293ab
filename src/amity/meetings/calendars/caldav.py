"""The few requests of CalDAV (RFC 4791) that finding and reading calendars needs, through the guarded client.

The library `caldav` isn't used: it replaces `urllib3`, on which sign-in with a provider depends (docs/decisions/0042).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from amity.meetings.calendars.rules import NOT_CALDAV, trouble_of_status
from amity.meetings.events.text import tidy
from amity.shared.fetching import Answer, FetchFault, FetchLimits, Secret, fetch, parts_of
from amity.shared.public_hosts import is_internal

DAV, CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
LIMITS: Final = FetchLimits(most_bytes=10_000_000, seconds=30)
MOST_CALENDARS: Final = 50
MULTISTATUS: Final = 207
_FIND: Final = (
    '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>'
    "<d:current-user-principal/><c:calendar-home-set/><d:resourcetype/><d:displayname/>"
    "<c:supported-calendar-component-set/></d:prop></d:propfind>"
)
_QUERY: Final = (
    '<?xml version="1.0" encoding="utf-8"?><c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    '<d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
    '<c:time-range start="{since}" end="{until}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>'
)


class Refused(Exception):
    """A server that can't be used as a CalDAV server. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Found:
    """A calendar on a server."""

    address: str
    name: str


def calendars_at(address: str, secret: Secret) -> list[Found]:
    """Return the calendars of a user, from any address of theirs on the server. Raise `Refused` or `FetchFault`.

    The address may be a calendar, the folder of calendars, or the server, which names the user's own folder.
    """
    seen: set[str] = set()
    ahead = [address, urljoin(address, "/.well-known/caldav")]
    while ahead and len(seen) < 6:
        here = ahead.pop(0)
        if here in seen:
            continue
        seen.add(here)
        try:
            answer = _asked("PROPFIND", here, secret, _FIND, depth="1")
        except Refused as refused:
            if ahead and refused.code != trouble_of_status(401):
                continue
            raise
        resources = list(_resources(answer))
        if found := [Found(place, name) for place, one in resources if (name := _calendar_name(one)) is not None]:
            return found[:MOST_CALENDARS]
        ahead = [
            *_named(resources, f"{CAL}calendar-home-set"),
            *_named(resources, f"{DAV}current-user-principal"),
            *ahead,
        ]
    raise Refused(NOT_CALDAV)


def events_of(address: str, secret: Secret | None, span: tuple[datetime, datetime]) -> bytes:
    """Return the events of a calendar in a span of time, one iCalendar object after the other."""
    since, until = (moment.strftime("%Y%m%dT%H%M%SZ") for moment in span)
    answer = _asked("REPORT", address, secret, _QUERY.format(since=escape(since), until=escape(until)), depth="1")
    objects = [
        (one.text or "").strip()
        for _place, element in _resources(answer)
        for one in element.iter(f"{CAL}calendar-data")
    ]
    return "\r\n".join(filter(None, objects)).encode() or b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def _asked(method: str, address: str, secret: Secret | None, body: str, *, depth: str) -> Answer:
    headers = {"depth": depth, "content-type": "application/xml; charset=utf-8"}
    answer = fetch(address, method=method, headers=headers, body=body.encode(), secret=secret, limits=LIMITS)
    if not _is_same_server(address, answer.address):
        raise Refused("redirect")  # the password wasn't sent there, so the answer isn't its user's
    if answer.status != MULTISTATUS:
        raise Refused(trouble_of_status(answer.status) if answer.status >= 400 else NOT_CALDAV)
    return answer


def _resources(answer: Answer) -> Iterator[tuple[str, Element]]:
    """Yield each resource of an answer with its address, where Amity may send the password."""
    try:
        root = fromstring(answer.body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise Refused(NOT_CALDAV) from None
    for element in root.iter(f"{DAV}response"):
        place = _place(answer.address, element.findtext(f"{DAV}href") or "")
        if place:
            yield place, element


def _place(here: str, there: str) -> str:
    """Return the address that a server names, or "".

    It may be on another server over https, since this one knows the password, but not inside the agency's network.
    """
    address = urljoin(here, there.strip())
    try:
        parts = parts_of(address)
    except FetchFault:
        return ""
    if there and _is_same_server(here, address):
        return address
    return address if there and parts.scheme == "https" and not is_internal(parts.hostname or "") else ""


def _is_same_server(one: str, other: str) -> bool:
    first, second = urlsplit(one), urlsplit(other)
    return (first.scheme, first.netloc.lower()) == (second.scheme, second.netloc.lower())


def _named(resources: list[tuple[str, Element]], name: str) -> list[str]:
    return [
        place
        for base, element in resources
        for named in element.iter(name)
        for href in named.iter(f"{DAV}href")
        if (place := _place(base, href.text or ""))
    ]


def _calendar_name(element: Element) -> str | None:
    """Return the name of a calendar that can have events, or None for anything else."""
    if next(element.iter(f"{CAL}calendar"), None) is None:
        return None
    kinds = {one.get("name", "").upper() for one in element.iter(f"{CAL}comp")}
    if kinds and "VEVENT" not in kinds:
        return None
    href = (element.findtext(f"{DAV}href") or "").rstrip("/").rpartition("/")[2]
    return tidy(element.findtext(f".//{DAV}displayname") or href, 100) or "CalDAV"
