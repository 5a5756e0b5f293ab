"""Audit log labels for actions on calendars and meetings."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.meetings.models import Calendar, Meeting


def meetings_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return meetings' titles, with their pages."""
    found = Meeting.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: Named(title, reverse("meetings:meeting", args=[pk])) for pk, title in found}


def calendars_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return calendars' names, without a page: only their owner has one."""
    found = Calendar.objects.filter(pk__in=ids).values_list("pk", "name")
    return {pk: Named(name) for pk, name in found}


words.thing("meetings.calendar", _("calendar"), calendars_named, goes_there)
words.thing("meetings.meeting", _("meeting"), meetings_named, goes_there)
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
