"""The states of a request."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from amity.conversations import rules

STATES: Final = {rules.OPEN: _("open"), rules.CLOSED: _("closed")}
