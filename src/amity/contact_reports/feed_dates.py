"""Contact reports that are due, for a person's calendar feed."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency_day
from amity.contact_reports.drafts.queries import awaiting_report, dues_of, handled_notes
from amity.contact_reports.queries import IS_WRITTEN, handled_reports
from amity.meetings import feed_dates
from amity.meetings.feed_dates import MOST, FeedDate
from amity.people.models import Person


def register() -> None:
    """Register the dates by which reports go out."""
    feed_dates.register("contact_reports", reports_due)


def reports_due(person: Person, _today: date) -> Iterator[FeedDate]:
    """Return when a person's reports go out: of talks without a report, and reports that were not submitted yet."""
    yield from _of_talks(person)
    for row in handled_reports(person).filter(IS_WRITTEN).order_by("due_at", "pk")[:MOST]:
        words = {"number": row.number, "title": row.title, "account": row.account.name}
        yield FeedDate(
            key=f"report-{row.pk}", on=agency_day(row.due_at),
            title=_("Contact report %(number)s due: %(title)s (%(account)s)") % words,
            path=reverse("contact_reports:contact_report", args=[row.pk]),
            changed_at=row.changed_at, sequence=row.version,
        )  # fmt: skip


def _of_talks(person: Person) -> Iterator[FeedDate]:
    """One date a talk, or one for the talks of a week that make one report."""
    notes = list(awaiting_report(handled_notes(person), person.day_of(timezone.now()), timezone.now())[:MOST])
    together: set[int] = set()
    for note, due in zip(notes, dues_of(notes).values(), strict=True):
        if note.pk not in together:
            together.update(due.week)
            words = {"title": note.title, "account": note.account.name}
            yield FeedDate(
                key=f"report-of-talk-{note.pk}", on=agency_day(due.at),
                title=_("Contact report due: %(title)s (%(account)s)") % words,
                path=reverse("conversations:note", args=[note.pk]), changed_at=note.changed_at, sequence=note.version,
            )  # fmt: skip
