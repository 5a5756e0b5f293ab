"""Queries for approval: whether the agency approves time, the weeks waiting, and the state of the actor's own week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from amity.agency.editions.keeping import kept
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.models import Entry, TimeRules
from amity.timesheets.rules import APPROVED, DRAFT, SUBMITTED
from amity.timesheets.week.days import Week


def time_rules() -> TimeRules:
    """Return the agency's rules for time, or the defaults."""
    return TimeRules.objects.filter(pk=1).first() or TimeRules(pk=1)


def approval_on() -> bool:
    """Return whether weeks are submitted and approved at this agency."""
    return kept("weeks are approved", TimeRules.objects.filter(pk=1, approval=True).exists)


def approvers_of(person: Person) -> list[Person]:
    """Return who approves a person's weeks: their lead, or the directors without one. Never the person."""
    lead = person.lead
    if lead is not None and lead.is_active and lead.pk != person.pk:
        return [lead]
    directors = Person.objects.filter(is_active=True, held_roles__role=roles.ACCOUNT_DIRECTOR).exclude(pk=person.pk)
    return list(directors.order_by("name", "pk"))


def led_by(person: Person) -> Q:
    """Return the filter for rows whose `person` has their weeks approved by this person."""
    own = Q(person__lead=person)
    if person.has_role(roles.ACCOUNT_DIRECTOR):
        own |= Q(person__lead=None) | Q(person__lead__is_active=False)
    return own & ~Q(person=person)


def sheet_to_decide(by: Actor, sheet_id: int) -> WeekSheet:
    """Return a week the actor can approve, locked, or raise `NotSeen`."""
    sheets = WeekSheet.objects.filter(led_by(person_of(by))).select_related("person")
    return seen_or_missing(sheets, sheet_id, _("Week not found, or you can’t approve it."), lock=True)


def sheets_seen_by(by: Actor) -> QuerySet[WeekSheet]:
    """Return the weeks the actor approves that are waiting or approved."""
    found = WeekSheet.objects.filter(led_by(person_of(by)), state__in=(SUBMITTED, APPROVED))
    return found.select_related("person")


def sums(sheets: Sequence[WeekSheet]) -> dict[tuple[int, date], tuple[int, int]]:
    """Return seconds and billable seconds by person and Monday, of submitted or approved time."""
    if not sheets:
        return {}
    first, last = min(one.monday for one in sheets), max(one.monday for one in sheets) + timedelta(days=6)
    rows = (
        Entry.objects.filter(
            person__in={one.person_id for one in sheets},
            work_date__range=(first, last),
            state__in=(SUBMITTED, APPROVED),
        )
        .order_by()
        .values_list("person_id", "work_date")
        .annotate(all=Sum("seconds"), billed=Sum("seconds", filter=Q(billable=True)))
    )
    found: dict[tuple[int, date], tuple[int, int]] = {}
    for person, day, seconds, billed in rows:
        key = (person, day - timedelta(days=day.weekday()))
        so_far = found.get(key, (0, 0))
        found[key] = (so_far[0] + seconds, so_far[1] + (billed or 0))
    return found


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """A person's own week: its state ("" never submitted), why it was returned, and the time still in draft."""

    week: Week
    state: str
    reason: str
    decided_by: str
    drafts: int
    submitted: int

    @property
    def may_submit(self) -> bool:
        """Return whether there is time to submit."""
        return bool(self.drafts)

    @property
    def may_take_back(self) -> bool:
        """Return whether a submitted part is waiting and can be recalled."""
        return bool(self.submitted)


def own_week(by: Actor, week: Week) -> OwnWeek | None:
    """Return the actor's own week, or None if weeks aren't submitted at this agency."""
    if not approval_on():
        return None
    sheet = WeekSheet.objects.filter(person_id=by.person_id, monday=week.monday).first()
    entries = Entry.objects.filter(person_id=by.person_id, work_date__range=(week.monday, week.sunday))
    states = list(entries.order_by().values_list("state", flat=True))
    return OwnWeek(
        week,
        sheet.state if sheet else "",
        sheet.reason if sheet else "",
        sheet.decided_by if sheet else "",
        states.count(DRAFT),
        states.count(SUBMITTED),
    )
