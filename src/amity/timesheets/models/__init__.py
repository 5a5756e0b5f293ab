"""Entries, months, and the additive monthly sums written with each entry."""

from amity.timesheets.models.entries import Entry, EntryQuerySet, Month, Timer, TimeRules
from amity.timesheets.models.sums import ItemTotal, ProjectMonth, Sums, WorkMonth
from amity.timesheets.models.weeks import NoReminders, Reminded, SheetRow, SplitShare, SplitWeek, WeekSheet

__all__ = [
    "Entry",
    "EntryQuerySet",
    "ItemTotal",
    "Month",
    "NoReminders",
    "ProjectMonth",
    "Reminded",
    "SheetRow",
    "SplitShare",
    "SplitWeek",
    "Sums",
    "TimeRules",
    "Timer",
    "WeekSheet",
    "WorkMonth",
]
