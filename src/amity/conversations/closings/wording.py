"""Sentences about closing a day."""

from collections.abc import Sequence
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.conversations.closings.models import DayClosed
from amity.conversations.closings.queries import Evening
from amity.conversations.models import Note
from amity.meetings.wording import clock
from amity.ui import formats


def title(seen: Evening) -> str:
    """Return the title of the page: how much of the day is done."""
    day = formats.long_weekday(seen.day)
    if seen.closed:
        return capfirst(_("%(day)s is closed") % {"day": day})
    if not seen.total:
        return _("Close %(day)s") % {"day": day}
    places = {"day": day, "done": formats.number(seen.done), "total": formats.number(seen.total)}
    return _("Close %(day)s: %(done)s of %(total)s done") % places


def closed(row: DayClosed) -> str:
    """Return when a day was closed and what came of it: "Day closed at 17:42: 3 notes, 2 promises."."""
    came = came_of(row)
    if not came:
        return _("Day closed at %(time)s.") % {"time": clock(row.closed_at)}
    return _("Day closed at %(time)s: %(came)s.") % {"time": clock(row.closed_at), "came": ", ".join(came)}


def came_of(row: DayClosed) -> list[str]:
    """Return what was recorded on a day, without what there was none of."""
    found = (
        (row.notes, ngettext("%(count)s note", "%(count)s notes", row.notes)),
        (row.promises, ngettext("%(count)s promise", "%(count)s promises", row.promises)),
        (row.requests, ngettext("%(count)s request", "%(count)s requests", row.requests)),
        (row.preferences, ngettext("%(count)s preference", "%(count)s preferences", row.preferences)),
    )
    return [words % {"count": formats.number(count)} for count, words in found if count]


def left(meetings: int, emails: int) -> list[str]:
    """Return what is still to do before a day is closed."""
    found = (
        (meetings, ngettext("%(count)s meeting without a note", "%(count)s meetings without a note", meetings)),
        (emails, ngettext("%(count)s email to keep or drop", "%(count)s emails to keep or drop", emails)),
    )
    return [words % {"count": formats.number(count)} for count, words in found if count]


def first_heading(day: date, next_day: date) -> str:
    """Return the heading of what comes first on the next working day."""
    if (next_day - day).days == 1:
        return _("Tomorrow’s first three")
    return _("First three on %(day)s") % {"day": formats.long_weekday(next_day)}


def points(marks: Sequence[str]) -> list[str]:
    """Return how many records the lines of a note became."""
    if not marks:
        return []
    count = len(marks)
    return [ngettext("%(count)s record", "%(count)s records", count) % {"count": formats.number(count)}]


def saved(note: Note) -> str:
    """Return when a note was saved."""
    return _("Note saved at %(time)s") % {"time": clock(note.added_at)}
