"""The states of a request."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from amity.conversations import rules

OUTCOMES: Final = {
    "": _("Only that it is closed"),
    rules.DONE: _("Done"),
    rules.PLANNED: _("Planned"),
    rules.QUOTED: _("Estimate sent"),
    rules.DECLINED: _("Declined"),
    rules.NOT_NEEDED: _("No longer needed"),
}

STATES: Final = {rules.OPEN: _("open"), rules.CLOSED: _("closed")}
