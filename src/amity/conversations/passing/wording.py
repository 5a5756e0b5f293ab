"""Labels of the states of what is passed on, their pill shapes, and for how long something has been open."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.conversations.models import PassOn
from amity.conversations.passing.rules import WORKING_DAY
from amity.conversations.rules import (
    ACKNOWLEDGED,
    CLIENT_KNOWS,
    KEPT_BACK,
    NOT_FOR_TEAM,
    OPEN,
    SKIPPED,
    TO_CLIENT,
    TO_TEAM,
)
from amity.ui import formats

STATES: Final[Mapping[str, Promise]] = {
    ACKNOWLEDGED: lazy("acknowledged"),
    SKIPPED: lazy("nothing to acknowledge"),
    NOT_FOR_TEAM: lazy("not for the team"),
    CLIENT_KNOWS: lazy("client knows"),
    KEPT_BACK: lazy("kept back"),
}
OPEN_STATES: Final[Mapping[str, Promise]] = {TO_TEAM: lazy("not yet passed on"), TO_CLIENT: lazy("not yet told")}
SHAPES: Final[Mapping[str, str]] = {
    OPEN: "info",
    ACKNOWLEDGED: "well",
    SKIPPED: "none",
    NOT_FOR_TEAM: "none",
    CLIENT_KNOWS: "well",
    KEPT_BACK: "none",
}
ANSWERS: Final[Mapping[str, Promise]] = {
    ACKNOWLEDGED: lazy("Acknowledge"),
    NOT_FOR_TEAM: lazy("Doesn’t concern the team"),
    CLIENT_KNOWS: lazy("They know…"),
    KEPT_BACK: lazy("Keep back…"),
}
"""The button of each answer."""
TITLES: Final[Mapping[str, Promise]] = {
    ACKNOWLEDGED: lazy("Acknowledge"),
    NOT_FOR_TEAM: lazy("Doesn’t concern the team"),
    CLIENT_KNOWS: lazy("The client knows"),
    KEPT_BACK: lazy("Keep back from the client"),
}
BUTTONS: Final[Mapping[str, Promise]] = {
    ACKNOWLEDGED: lazy("Acknowledge"),
    NOT_FOR_TEAM: lazy("Close"),
    CLIENT_KNOWS: lazy("Save"),
    KEPT_BACK: lazy("Keep back"),
}
"""The button that ends the form of each answer."""
DONE: Final[Mapping[str, Promise]] = {
    ACKNOWLEDGED: lazy("Acknowledged."),
    NOT_FOR_TEAM: lazy("Closed: not for the team."),
    CLIENT_KNOWS: lazy("Recorded that the client knows."),
    KEPT_BACK: lazy("Kept back from the client."),
}


def state_label(direction: str, state: str) -> str:
    """Return the label of a state."""
    return str(OPEN_STATES[direction] if state == OPEN else STATES[state])


def open_words(passed: PassOn, worked: timedelta, now: datetime) -> str:
    """Return for how long something has been open: in working time, or since which day if there was none yet."""
    if worked < timedelta(minutes=1):
        day = formats.day_with("since", timezone.localdate(passed.raised_at), timezone.localdate(now))
        return _("open %(since_day)s") % {"since_day": day}
    return _("open for %(time)s") % {"time": open_time(worked)}


def open_time(worked: timedelta) -> str:
    """Return working time as what it is: 36 working minutes, 3 working hours, 3 working days."""
    if worked >= WORKING_DAY:
        days = worked // WORKING_DAY
        return ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days}
    minutes = int(worked.total_seconds()) // 60
    if minutes < 60:
        return ngettext("%(count)s working minute", "%(count)s working minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("%(count)s working hour", "%(count)s working hours", hours) % {"count": hours}
