"""Labels of kinds, sides and statuses, and their pill shapes."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.monitoring import rules

KINDS: Final[Mapping[str, Promise]] = {
    rules.RISK: _("risk"),
    rules.ISSUE: _("issue"),
    rules.ROADBLOCK: _("blocker"),
    rules.CONFLICT: _("conflict"),
}
SIDES: Final[Mapping[str, Promise]] = {
    rules.AGENCY: _("on our side"),
    rules.CLIENT: _("on their side"),
    rules.BOTH: _("on both sides"),
}
ENTRY_STATES: Final[Mapping[str, Promise]] = {
    rules.OPEN: _("open"),
    rules.RESPONDING: _("responding"),
    rules.ESCALATED: _("escalated"),
    rules.CLOSED: _("closed"),
}
ENTRY_MOVES: Final[Mapping[str, Promise]] = {
    rules.OPEN: _("Reopen entry"),
    rules.RESPONDING: _("Respond"),
    rules.ESCALATED: _("Escalate"),
    rules.CLOSED: _("Close entry"),
}
ENTRY_SHAPES: Final[Mapping[str, str]] = {
    rules.OPEN: "info",
    rules.RESPONDING: "watch",
    rules.ESCALATED: "unwell",
    rules.CLOSED: "well",
}
SEVERITIES: Final[Mapping[int, Promise]] = {
    rules.SEVERE: _("severe"),
    rules.SERIOUS: _("serious"),
    rules.SLIGHT: _("slight"),
}
SEVERITY_SHAPES: Final[Mapping[int, str]] = {rules.SEVERE: "unwell", rules.SERIOUS: "watch", rules.SLIGHT: "none"}

INPUT_STATES: Final[Mapping[str, Promise]] = {
    rules.ASKED: _("asked"),
    rules.PROMISED: _("promised"),
    rules.LATE: _("late"),
    rules.IN: _("received"),
    rules.WAIVED: _("waived"),
}
NOT_ASKED: Final = _("Not asked yet")
"""Instead of the status of an input that no one has asked the client for."""
RECORDED: Final = _("Recorded")
"""The first step of an input."""
INPUT_MOVES: Final[Mapping[str, Promise]] = {
    rules.ASKED: _("Ask again"),
    rules.PROMISED: _("Record a promise"),
    rules.LATE: _("Mark as late"),
    rules.IN: _("Mark as received"),
    rules.WAIVED: _("Waive input"),
}
INPUT_SHAPES: Final[Mapping[str, str]] = {
    rules.ASKED: "info",
    rules.PROMISED: "info",
    rules.LATE: "unwell",
    rules.IN: "well",
    rules.WAIVED: "none",
}
CHANNELS: Final[Mapping[str, Promise]] = {
    "mail": _("email"),
    "phone": _("phone"),
    "meeting": _("meeting"),
    "message": _("message"),
}
