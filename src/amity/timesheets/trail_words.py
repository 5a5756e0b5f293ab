"""Audit log labels for actions on time and months."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.models import Entry
from amity.timesheets.split.models import SplitWeek
from amity.timesheets.timer.models import Timer
from amity.ui import formats


def entries_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return entries by their person, time and date, with their pages."""
    found = Entry.objects.filter(pk__in=ids).values_list("pk", "person__name", "seconds", "work_date")
    return {
        pk: Named(
            _now("%(hours)s of %(name)s, %(day)s")
            % {"hours": formats.hours(seconds, "prose"), "name": name, "day": formats.full_day(day)},
            reverse("timesheets:entry", args=[pk]),
        )
        for pk, name, seconds, day in found
    }


def months_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return months, with their time."""
    page = reverse("timesheets:entries")
    return {
        month: Named(formats.month(month), f"{page}?month={month}") for month in ids if 1 <= month % 100 <= 12 < month
    }


def sheets_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return submitted weeks, by their person."""
    found = WeekSheet.objects.filter(pk__in=ids).values_list("pk", "person__name", "monday")
    page = reverse("timesheets:entries")
    return {
        pk: Named(_now("the week of %(name)s from %(day)s") % {"name": name, "day": formats.full_day(day)}, page)
        for pk, name, day in found
    }


def splits_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return standing splits, by the week they were confirmed for."""
    found = SplitWeek.objects.filter(pk__in=ids).values_list("pk", "monday")
    page = reverse("timesheets:split")
    return {
        pk: Named(_now("the split of the week from %(day)s") % {"day": formats.full_day(day)}, page)
        for pk, day in found
    }


words.thing("timesheets.entry", _("time entry"), entries_named, goes_there)
words.thing("timesheets.month", _("month"), months_named, goes_there)
words.thing("timesheets.timer", _("timer"), lambda ids: {}, goes_there)
words.thing("timesheets.splitweek", _("the split of a week"), splits_named, goes_there)
words.thing("timesheets.timerules", _("time settings"), lambda ids: {}, goes_there)
words.thing("timesheets.weeksheet", _("a week"), sheets_named, goes_there)
words.acts(
    "time",
    _("time and months"),
    {
        "entry.logged": _("%(who)s logged %(what)s"),
        "entry.edited": _("%(who)s edited %(what)s"),
        "entry.deleted": _("%(who)s deleted %(what)s"),
        "entry.restored": _("%(who)s restored %(what)s"),
        "entries.written": _("%(who)s logged the time of %(what)s"),
        "entries.moved": _("%(who)s moved %(what)s with its time"),
        "entries.rerated": _("%(who)s re-rated the time of %(what)s"),
        "split.set": _("%(who)s set the standing split of %(what)s"),
        "split.confirmed": _("%(who)s confirmed %(what)s"),
        "split.undone": _("%(who)s withdrew the confirmation of %(what)s"),
        "week.submitted": _("%(who)s submitted %(what)s"),
        "week.taken_back": _("%(who)s recalled %(what)s before approval"),
        "week.approved": _("%(who)s approved %(what)s"),
        "week.returned": _("%(who)s returned %(what)s"),
        "time.kept": _("%(who)s changed the time settings"),
        "reminders.chosen": _("%(who)s changed their reminders"),
        "timer.started": _("%(who)s started a timer"),
        "timer.stopped": _("%(who)s stopped a timer"),
        "timer.discarded": _("%(who)s discarded a timer"),
        "timer.resumed": _("%(who)s restored a timer"),
        "month.locked": _("%(who)s closed %(what)s"),
        "month.opened": _("%(who)s reopened %(what)s"),
    },
)
words.call(
    words.of(
        Entry,
        "seconds",
        "billable",
        "work_date",
        "courtesy",
        "from_split",
        "state",
        "cost",
        "value",
        "standard",
        "cost_currency",
        "value_currency",
        "cost_from_file",
        "value_from_file",
    )
    | words.of(WeekSheet, "monday", "reason")
    | words.of(Timer, "started_at")
    | {
        "month": Field(_("month"), unit="month"),
        "entries": Field(_("entries")),
        "text": Field(_("text")),
        "shares": Field(_("weekly time by account")),
        "skipped": Field(_("approved without a second person")),
        "approval": Field(_("weeks are approved")),
        "reminders": Field(_("reminders")),
        "remind_weekday": Field(_("weekday (Monday is 0)")),
        "remind_hour": Field(_("from the hour")),
        "wanted": Field(_("wanted")),
        "ran": Field(_("had been running"), unit="seconds"),
        "entry": Field(_("time entry")),
        "logged_at": Field(_("logged")),
        "version": Field(_("times saved")),
    }
)
