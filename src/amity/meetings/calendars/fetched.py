"""Fetch a calendar from its server, outside any transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.meetings import rules
from amity.meetings.calendars import caldav
from amity.meetings.calendars.rules import SEALED, WHOLE_AGAIN, trouble_of_status
from amity.meetings.models import Calendar
from amity.shared.fetching import FetchFault, Secret, fetch, parts_of
from amity.shared.sealing import Unsealable, unseal

ACCEPT: Final = "text/calendar, text/plain;q=0.5, */*;q=0.1"
WEB: Final = {"webcal": "https", "webcals": "https"}
HERE: Final = 200


class Trouble(Exception):
    """A calendar that can't be read now. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a calendar, or None if they haven't changed, and what to ask for next time."""

    data: bytes | None
    etag: str = ""
    last_modified: str = ""


def web_address(text: str) -> str:
    """Return an address as Amity fetches it, with https for webcal. Raise `FetchFault` for one that can't be."""
    scheme, colon, rest = text.strip().partition("://")
    address = f"{WEB.get(scheme.lower(), scheme.lower())}{colon}{rest}"
    return parts_of(address).geturl()


def fetched(calendar: Calendar, span: tuple[datetime, datetime], now: datetime) -> Fetched:
    """Return what a calendar's server has. Raise `Trouble`."""
    try:
        address, secret = unseal(calendar.sealed_address), secret_of(calendar)
    except Unsealable:
        raise Trouble(SEALED) from None
    try:
        if calendar.kind == rules.CALDAV:
            return Fetched(caldav.events_of(address, secret, span))
        return _subscribed(calendar, address, secret, now)
    except FetchFault as fault:
        raise Trouble(fault.code) from None
    except caldav.Refused as refused:
        raise Trouble(refused.code) from None


def secret_of(calendar: Calendar) -> Secret | None:
    """Return user and password of a calendar. Raise `Unsealable`."""
    if not calendar.sealed_user:
        return None
    return Secret(
        user=unseal(calendar.sealed_user),
        password=unseal(calendar.sealed_password) if calendar.sealed_password else "",
    )


def _subscribed(calendar: Calendar, address: str, secret: Secret | None, now: datetime) -> Fetched:
    headers = {"accept": ACCEPT}
    if calendar.whole_read_at is not None and now - calendar.whole_read_at < WHOLE_AGAIN:
        headers |= {"if-none-match": calendar.etag} if calendar.etag else {}
        headers |= {"if-modified-since": calendar.last_modified} if calendar.last_modified else {}
    answer = fetch(address, headers=headers, secret=secret)
    if answer.status == 304 and len(headers) > 1:
        return Fetched(None, calendar.etag, calendar.last_modified)
    if answer.status != HERE:
        raise Trouble(trouble_of_status(answer.status))
    return Fetched(
        answer.body, _kept(answer.headers.get("etag", ""), 300), _kept(answer.headers.get("last-modified", ""), 60)
    )


def _kept(value: str, most: int) -> str:
    """Return a header to send back, or "" for one that is too long or not plain."""
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""
