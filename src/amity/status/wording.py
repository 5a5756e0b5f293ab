"""Labels of colours, moods, judgements and rhythms."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.status import rules
from amity.status.asks import rules as asks

COLOURS: Final[Mapping[str, Promise]] = {rules.GREEN: _("Green"), rules.AMBER: _("Amber"), rules.RED: _("Red")}
SHAPES: Final[Mapping[str, str]] = {rules.GREEN: "well", rules.AMBER: "watch", rules.RED: "unwell"}
"""The mark of each colour."""
MOODS: Final[Mapping[str, Promise]] = {
    rules.PLEASED: _("Pleased"),
    rules.CONFIDENT: _("Confident"),
    rules.WAITING: _("Waiting"),
    rules.TENSE: _("Tense"),
    rules.UNHAPPY: _("Unhappy"),
    rules.UNKNOWN: _("Unknown"),
}
MOOD_SHAPES: Final[Mapping[str, str]] = {
    rules.PLEASED: "well", rules.CONFIDENT: "well", rules.WAITING: "watch", rules.TENSE: "watch",
    rules.UNHAPPY: "unwell", rules.UNKNOWN: "info",
}  # fmt: skip
JUDGEMENTS: Final[Mapping[str, Promise]] = {
    rules.BUDGET: _("Budget"),
    rules.DATES: _("Dates"),
    rules.CLIENT: _("Client"),
}
RHYTHMS: Final[Mapping[str, Promise]] = {
    asks.WEEKLY: _("Weekly"),
    asks.FORTNIGHTLY: _("Every two weeks"),
    asks.OFF: _("Not asked"),
}
