"""Weeks of the standing split to confirm, one's own missing or returned time, and weeks of others to approve."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.words import Named
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.timesheets.approval.commands import approve_week
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.approval.queries import led_by
from amity.timesheets.models import TimeRules
from amity.timesheets.reminders.queries import Missing, missing_in
from amity.timesheets.rules import DRAFT, SUBMITTED
from amity.timesheets.split.commands import confirm_split, undo_split
from amity.timesheets.split.queries import WeekPlan, has_split, unconfirmed, waits_this_week, week_plan
from amity.timesheets.week.days import Week, read_week, week_of
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE, RECORD

CONFIRM = "confirm"
APPROVE = "approve"


def register() -> None:
    """Register weeks to confirm, to complete and to approve."""
    kinds.register(SPLITS)
    kinds.register(OWN_TIME)
    kinds.register(APPROVALS)


def confirm(by: Actor, week_id: int, sent: Sent, now: datetime) -> None:
    """Confirm the standing split of a week as planned."""
    confirm_split(by=by, week=_week_of(week_id), now=now)


def reopen(by: Actor, week_id: int, now: datetime) -> None:
    """Take a confirmed week back."""
    undo_split(by=by, week=_week_of(week_id), now=now)


def approve(by: Actor, sheet_id: int, sent: Sent, now: datetime) -> None:
    """Approve a week."""
    approve_week(by=by, sheet_id=sheet_id, now=now)


def _id_of(week: Week) -> int:
    """A week as a number: 202648."""
    return int(str(week).replace("-W", ""))


def _week_of(week_id: int) -> Week:
    week = read_week(f"{week_id // 100}-W{week_id % 100:02d}")
    if week is None:
        raise NotSeen(_("Week not found."))
    return week


def _days(week: Week) -> str:
    return formats.days(week.monday, week.sunday)


def _splits(person: Person, today: date) -> list[Week]:
    """Weeks whose split the person can confirm."""
    if not has_split(person.pk):
        return []
    past = unconfirmed(person.pk, today)
    return [*past, *([week_of(today)] if waits_this_week(person, today) else [])]


def _split_items(by: Actor, rows: Sequence[Week], today: date) -> list[Item]:
    person = person_of(by)
    return [
        Item(
            id=_id_of(week),
            title=_("Standing split, %(days)s") % {"days": _days(week)},
            address=reverse("timesheets:split_week", args=[str(week)]),
            notes=_split_notes(week_plan(person, week, today)),
            due=week.days[4],
            acts=(CONFIRM,),
            open=_("Change hours"),
            stakes=grown(1, 2, days_late=days_late(week.days[4], today)),
        )
        for week in rows
    ]


def _split_notes(plan: WeekPlan) -> list[str]:
    """What confirming the week logs for which accounts, and what has no room."""
    adds = ", ".join(f"{row.account.name} {formats.hours(row.fits, 'prose')}" for row in plan.rows if row.fits)
    words = {"time": formats.hours(plan.fits, "prose"), "accounts": adds}
    notes = [_("Logs %(time)s: %(accounts)s") % words if adds else _("Logs nothing")]
    if plan.beyond:
        notes.append(
            _("%(time)s not logged because your days are full") % {"time": formats.hours(plan.beyond, "prose")}
        )
    return notes


def _own_time(person: Person, today: date) -> list[Missing | WeekSheet]:
    """Last week where its time is incomplete, and weeks that were returned."""
    missing = missing_in(person, week_of(today).before)
    returned = WeekSheet.objects.filter(person=person, state=DRAFT).exclude(reason="").order_by("monday")
    return [*returned, *([missing] if missing else [])]


def _own_items(by: Actor, rows: Sequence[Missing | WeekSheet], today: date) -> list[Item]:
    return [_returned(row) if isinstance(row, WeekSheet) else _missing(row) for row in rows]


def _missing(row: Missing) -> Item:
    words = {"logged": formats.hours(row.logged), "expected": formats.hours(row.expected)}
    week = reverse("timesheets:week", args=[str(row.week)])
    return Item(
        id=_id_of(row.week),
        title=_("Missing time, %(days)s") % {"days": _days(row.week)},
        address=week,
        figures=[Named(_("%(logged)s of %(expected)s logged") % words, week)],
        open=_("Log time"),
        stakes=grown(1, 2),
    )


def _returned(row: WeekSheet) -> Item:
    week = Week(row.monday)
    return Item(
        id=row.pk,
        title=_("Returned week, %(days)s") % {"days": _days(week)},
        address=reverse("timesheets:week", args=[str(week)]),
        lead=naming(_("Returned by %(who)s"), row.decided_by),
        notes=[row.reason] if row.reason else [],
        open=_("Correct time"),
        stakes=grown(1, 2),
    )


def _approvals(person: Person, today: date) -> "QuerySet[WeekSheet]":
    is_on = Exists(TimeRules.objects.filter(approval=True))
    rows = WeekSheet.objects.filter(is_on, led_by(person), state=SUBMITTED).select_related("person")
    return rows.order_by("monday", "person__name", "pk")


def _approval_items(by: Actor, rows: Sequence[WeekSheet], today: date) -> list[Item]:
    person = person_of(by)
    return [
        Item(
            id=row.pk,
            title=_("%(name)s, %(days)s") % {"name": row.person.name, "days": _days(Week(row.monday))},
            address=reverse("timesheets:approvals"),
            since=_("submitted %(day)s") % {"day": formats.day(person.day_of(row.submitted_at), today)},
            acts=(APPROVE,),
            open=_("See hours"),
            stakes=grown(1, 2),
        )
        for row in rows
    ]


SPLITS = Kind(
    key="split", order=80, todo=RECORD, icon="clock", label=lazy("Standing split"), rows=_splits, items=_split_items,
    is_duty=True,
    acts={CONFIRM: Act(label=lazy("Confirm week"), run=confirm, undo=reopen, done=lazy("Week confirmed."))},
)  # fmt: skip
OWN_TIME = Kind(
    key="time",
    order=82,
    todo=RECORD,
    icon="clock",
    label=lazy("Your time"),
    rows=_own_time,
    items=_own_items,
    is_duty=True,
)
APPROVALS = Kind(
    key="approval", order=84, todo=DECIDE, icon="checkbox", label=lazy("Weeks to approve"), rows=_approvals,
    by_roles=True,
    items=_approval_items,
    acts={APPROVE: Act(label=lazy("Approve"), run=approve, done=lazy("Week approved."))},
)  # fmt: skip
