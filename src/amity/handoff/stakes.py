"""When the hand-off of work is due, and what it means for both sides while the work waits for it."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from amity.accounts.models import Contact
from amity.accounts.waiting import weight_of
from amity.expectations.rules import LIVE, PROMISE
from amity.handoff import rules
from amity.handoff.answers.questions import next_working_day
from amity.handoff.models import Handoff, Note, Version
from amity.people.models import Person
from amity.projects.milestones.queries import first_milestone
from amity.projects.models import Project
from amity.waiting.kinds import days_late
from amity.waiting.stakes import Stakes, grown

STATED_BY = "agreement__brief__stated_by"
"""The path from a project to the contact who asked for its work."""


def due_of(row: Handoff, person: Person) -> date | None:
    """Return the date by which a hand-off is due for a person, None once the work doesn't wait for it.

    An account has the day from which it is handed over. A project that began before its offer is due on that day. One
    without a start is due by its first date (`with_first_dates`), at most two working days after its offer.
    """
    if row.starts_on is not None or row.project is None or row.is_taken:
        return row.starts_on
    if not _holds_up(row):
        return row.project.ends_on if row.kind == rules.SMALL and row.state == rules.OFFERED else None
    starts, offered = row.project.starts_on, person.day_of(row.offered_at) if row.offered_at else None
    if starts is not None:
        return starts if offered is None else max(starts, offered)
    first = _earliest(getattr(row, "first_promise", None), getattr(row, "first_milestone", None), row.project.ends_on)
    if offered is None:
        return first
    soon = next_working_day(next_working_day(offered))
    return max(offered, min(first or soon, soon))


def with_first_dates(rows: "QuerySet[Handoff]") -> "QuerySet[Handoff]":
    """Return hand-offs with the dates of the first open promise made in each, and of its project's first milestone."""
    promises = Note.objects.filter(
        handoff=OuterRef("pk"), expectation__kind=PROMISE, expectation__state__in=LIVE,
        expectation__promised_until__isnull=False,
    )  # fmt: skip
    first = promises.order_by("expectation__promised_until").values("expectation__promised_until")[:1]
    return rows.annotate(first_promise=Subquery(first), first_milestone=first_milestone("project"))


def with_offered(rows: "QuerySet[Handoff]") -> "QuerySet[Handoff]":
    """Return hand-offs with the stored blocks of their latest version."""
    latest = Version.objects.filter(handoff=OuterRef("pk"), number=OuterRef("number"))
    return rows.annotate(offered_blocks=Subquery(latest.values("blocks")[:1]))


def begins_on(project: Project) -> date | None:
    """Return the date by which a project's work needs its hand-off: its start, else its first date."""
    return project.starts_on or _earliest(getattr(project, "first_milestone", None), project.ends_on)


def _earliest(*dates: date | None) -> date | None:
    return min((date for date in dates if date is not None), default=None)


def stakes_of(row: Handoff, due: date | None, today: date) -> Stakes:
    """Return what a hand-off means."""
    if row.project is not None and not row.is_taken and _holds_up(row):
        return stakes_of_work(row.project, due, today)
    return grown(2, 3, days_late=days_late(due, today))


def stakes_of_work(project: Project, due: date | None, today: date) -> Stakes:
    """Return what work that can't begin means: like a milestone, and more where who asked for it decides."""
    return grown(3, 3, days_late=days_late(due, today), weight=weight_of(_asked_by(project)))


def _holds_up(row: Handoff) -> bool:
    """Return whether a project can't begin before its hand-off. A request on it, `item`, doesn't hold it up."""
    return row.item_id is None and row.project is not None and row.project.waits_for_handoff


def _asked_by(project: Project) -> Contact | None:
    brief = getattr(project.agreement, "brief", None)
    return brief.stated_by if brief else None
