"""Words of calendars: kinds, and what is wrong with one, with what to do."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.meetings import rules
from amity.meetings.events import values
from amity.meetings.taking.commands import Taken

KINDS: Final = {
    rules.UPLOAD: lazy("Uploaded files"),
    rules.ADDRESS: lazy("Subscribed address"),
    rules.CALDAV: lazy("CalDAV"),
}
TROUBLES: Final = {
    "address": lazy("This isn’t a web address. Enter one that begins with https://."),
    "host": lazy("The server wasn’t found. Check the address."),
    "forbidden": lazy("The server is inside a network. Ask an administrator to allow it."),
    "connection": lazy("The server doesn’t answer. Check the address, or wait until it is back."),
    "certificate": lazy("The server’s certificate isn’t valid. Ask its operator to renew it."),
    "time": lazy("The server took too long. Amity tries again later."),
    "size": lazy("The calendar is too large. Subscribe to one with fewer past events."),
    "redirect": lazy("The address leads elsewhere. Enter the address it leads to."),
    "packing": lazy("The server’s answer can’t be unpacked. Amity tries again later."),
    "protocol": lazy("The server’s answer can’t be understood. Check the address."),
    "refused": lazy("The server refused the sign-in. Enter the password again."),
    "gone": lazy("The calendar is no longer at this address. Enter its new address."),
    "server": lazy("The server reported a fault. Amity tries again later."),
    "slow": lazy("The calendar took too long to read. Subscribe to one with fewer events."),
    "sealed": lazy("The stored password can’t be read any more. Enter it again."),
    "not_caldav": lazy("This isn’t a CalDAV address. Check it, or subscribe to the calendar’s address instead."),
    values.EMPTY: lazy("The file is empty."),
    values.NOT_CALENDAR: lazy("This isn’t a calendar. Choose the address or file that ends in .ics."),
    values.UNREADABLE: lazy("The calendar is damaged and can’t be read. Export it again."),
}
SKIPPED: Final = {
    values.PRIVATE: lazy("private"),
    values.BROKEN: lazy("damaged"),
    values.WITHOUT_DATE: lazy("without a date"),
    values.TOO_MANY: lazy("beyond the limit"),
    values.TOO_OFTEN: lazy("several an hour"),
    values.UNKNOWN_ZONE: lazy("in an unknown time zone, taken as yours"),
}


def trouble(code: str) -> str:
    """Return what is wrong and what to do, "" for nothing."""
    return str(TROUBLES.get(code) or _("The calendar can’t be read. Check its address.")) if code else ""


def taken(found: Taken) -> str:
    """Return what was taken: "3 meetings with clients, 1 of them new."."""
    if not found.meetings:
        return _("No meetings with a known client found.")
    counts = {"number": found.meetings, "added": found.added}
    return (
        ngettext(
            "%(number)s meeting with a client, %(added)s of them new.",
            "%(number)s meetings with clients, %(added)s of them new.",
            found.meetings,
        )
        % counts
    )


def skipped(counts: dict[str, int]) -> str:
    """Return which events were left out: "Left out: 2 private, 1 damaged."."""
    parts = [f"{number} {SKIPPED[code]}" for code, number in counts.items() if code in SKIPPED and number]
    return _("Left out: %(what)s.") % {"what": ", ".join(parts)} if parts else ""
