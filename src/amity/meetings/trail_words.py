"""Audit log labels for actions on calendars and meetings."""

from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field
from amity.meetings.models import Calendar, Meeting

# A calendar has a page for its owner alone.
words.thing("meetings.calendar", _("calendar"), words.InColumn(Calendar, "name"), goes_there)
words.thing("meetings.meeting", _("meeting"), words.InColumn(Meeting, "title", "meetings:meeting"), goes_there)
words.acts(
    "meetings",
    _("calendars and meetings"),
    {
        "calendar.added": _("%(who)s added the calendar %(what)s"),
        "calendar.edited": _("%(who)s edited the calendar %(what)s"),
        "calendar.paused": _("%(who)s paused the calendar %(what)s"),
        "calendar.resumed": _("%(who)s resumed the calendar %(what)s"),
        "calendar.removed": _("%(who)s removed the calendar %(what)s"),
        "meeting.added": _("%(who)s added the meeting %(what)s from a calendar"),
        "meeting.moved": _("%(who)s moved the meeting %(what)s"),
        "meeting.changed": _("%(who)s changed the meeting %(what)s"),
        "meeting.cancelled": _("%(who)s cancelled the meeting %(what)s"),
        "meeting.removed": _("%(who)s removed the meeting %(what)s, which is no longer in a calendar"),
    },
)
words.call(
    words.of(Calendar, "kind", "name", "host") | {"meetings": Field(_("meetings")), "password": Field(_("password"))}
)
words.call(words.of(Meeting, "title", "starts_at", "ends_at", "is_all_day", "place", "join_link", "state"))
