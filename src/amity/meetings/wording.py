"""Words of codes, and when a meeting is."""

from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from amity.meetings import rules
from amity.meetings.models import Meeting
from amity.ui import formats

STATES: Final = {
    rules.CONFIRMED: pgettext_lazy("a meeting", "confirmed"),
    rules.TENTATIVE: pgettext_lazy("a meeting", "tentative"),
    rules.CANCELLED: pgettext_lazy("a meeting", "cancelled"),
}
ANSWERS: Final = {
    rules.ACCEPTED: lazy("accepted"),
    rules.DECLINED: lazy("declined"),
    rules.TENTATIVE: lazy("maybe"),
    rules.NONE: lazy("no answer"),
}


def clock(moment: datetime) -> str:
    """Return the time of day where the reader is: 10:00."""
    return time_format(timezone.localtime(moment), "H:i")


def when(meeting: Meeting, today: date) -> str:
    """Return the time of a meeting: "today, 10:00 to 10:30", or the dates of an all-day one."""
    if meeting.is_all_day:
        first, last = meeting.first_date, meeting.last_date
        return formats.day(first, today) if last <= first else formats.days(first, last)
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    places = {"day": formats.day(start.date(), today), "start": clock(start), "end": clock(end)}
    if start == end:
        return _("%(day)s, %(start)s") % places
    if start.date() == end.date():
        return _("%(day)s, %(start)s to %(end)s") % places
    return _("%(day)s, %(start)s to %(last_day)s, %(end)s") % {**places, "last_day": formats.day(end.date(), today)}


def titled(meeting: Meeting) -> str:
    """Return the title of a meeting, and its time of day unless it takes all day: "Steering group, 10:00"."""
    if meeting.is_all_day:
        return meeting.title
    return _("%(title)s, %(time)s") % {"title": meeting.title, "time": clock(meeting.starts_at)}
