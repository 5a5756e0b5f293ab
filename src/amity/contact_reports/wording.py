"""Words of contact reports: states, groups, presence, and why a report can't be changed now."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from amity.contact_reports import rules

STATES: Final[Mapping[str, Promise]] = {
    rules.DRAFT: lazy("draft"),
    rules.WAITING: lazy("waiting to be cleared"),
    rules.RETURNED: lazy("returned"),
    rules.GOING: lazy("being sent"),
    rules.UNDELIVERED: lazy("not delivered"),
    rules.RUNNING: lazy("sent"),
    rules.UNANSWERED: lazy("sent, unanswered"),
    rules.BASIS: lazy("working basis"),
    rules.CONFIRMED: lazy("confirmed"),
    rules.CORRECTED: lazy("corrected, new version to send"),
}
SHAPES: Final[Mapping[str, str]] = {
    rules.DRAFT: "none", rules.WAITING: "info", rules.RETURNED: "watch", rules.GOING: "info",
    rules.UNDELIVERED: "unwell", rules.RUNNING: "info", rules.UNANSWERED: "info", rules.BASIS: "well",
    rules.CONFIRMED: "well", rules.CORRECTED: "watch",
}  # fmt: skip
GROUPS: Final[Mapping[str, Promise]] = {
    rules.DECISIONS: lazy("Decisions"),
    rules.ACTIONS: pgettext_lazy("to do", "Actions"),
    rules.DATES: lazy("Dates"),
    rules.COSTS: lazy("Costs"),
}
PRESENCES: Final[Mapping[str, Promise]] = {
    rules.PRESENT: lazy("present"),
    rules.ABSENT: lazy("absent"),
    rules.COPY: lazy("copy"),
}


def refusal_to_change(state: str) -> str:
    """Return why a report can't be changed in a state."""
    if state in (rules.WAITING, rules.GOING, rules.UNDELIVERED):
        return _("This report is in Going out. Reopen it there to change it.")
    return _("The client has this report. Record a correction to make a new version.")


def submitted_sentence(state: str) -> str:
    """Return what happened to a report that was submitted, for a message."""
    if state in (rules.GOING, *rules.SENT):
        return _("Report submitted. It leaves now.")
    return _("Report submitted. Someone clears it before it leaves.")
