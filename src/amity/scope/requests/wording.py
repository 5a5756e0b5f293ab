"""Labels of requests: channels, decisions and outcomes."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.scope import rules
from amity.scope.models import Request
from amity.shared.text import phrases

OUTCOMES: Final = {
    "": _("Only that it is closed"),
    rules.DONE: _("Done"),
    rules.PLANNED: _("Planned"),
    rules.QUOTED: _("Estimate sent"),
    rules.DECLINED: _("Declined"),
    rules.NOT_NEEDED: _("No longer needed"),
}
CHANNELS: Final = {
    rules.PHONE: _("call"),
    rules.EMAIL: _("email"),
    rules.MEETING: _("meeting"),
    rules.CHAT: _("message"),
    rules.PORTAL: _("client pages"),
    rules.OTHER: _("other"),
}
SOURCES: Final = {
    rules.PHONE: phrases.CALL,
    rules.EMAIL: phrases.EMAIL,
    rules.MEETING: phrases.MEETING,
    rules.CHAT: phrases.MESSAGE,
    rules.PORTAL: phrases.CLIENT_PAGES,
    rules.OTHER: phrases.OTHER,
}
"""What evidence names as the source of a request that has none of its own."""
STATES: Final = {
    rules.NEW: _("Not assessed"),
    rules.ASSESSED: _("To confirm"),
    rules.INCLUDED: _("Included"),
    rules.AT_NO_CHARGE: _("At no charge"),
    rules.EXTRA: _("Extra"),
    rules.NEW_WORK: _("New work"),
    rules.DECLINED: _("Declined"),
    rules.PARKED: _("Parked"),
}
DECISIONS: Final = {code: STATES[code] for code in rules.DECISIONS}
OPEN: Final = _("open")
CLOSED: Final = _("closed")


def state_of(request: Request) -> str | Promise:
    """Return whether a request is open or closed, in a word."""
    return OPEN if request.is_open else CLOSED
