"""Goals that wait for whoever has the account: a reading is due, or a goal is off track without a plan."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.strategy import rules
from amity.strategy.changes import GoalPlan
from amity.strategy.goals import queries
from amity.strategy.goals.commands import plan_goal
from amity.strategy.models import Goal, GoalReading
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE, RECORD

PLAN: Final = "plan"
NEWEST: Final = GoalReading.objects.filter(goal=OuterRef("pk")).order_by("-read_on").values("read_on")[:1]


def register() -> None:
    """Register both kinds."""
    kinds.register(READINGS)
    kinds.register(OFF_TRACK)


def add_plan(by: Actor, goal_id: int, sent: Sent, now: datetime) -> None:
    """Record what is done about a goal, to be checked in 30 days."""
    plan_goal(by=by, goal_id=goal_id, version=sent.version, plan=GoalPlan(sent.text), now=now)


def take_back(by: Actor, goal_id: int, now: datetime) -> None:
    """Remove the plan again."""
    seen = queries.goal_seen_by(by, goal_id)
    plan_goal(by=by, goal_id=goal_id, version=seen.version, plan=GoalPlan(), now=now)


def _of_person(person: Person) -> "QuerySet[Goal]":
    rows = Goal.objects.filter(of_handled_accounts(person), state=rules.RUNNING)
    return rows.select_related("account")


def _due(person: Person, today: date) -> "QuerySet[Goal]":
    """Goals with a measure whose next reading is overdue."""
    rows = _of_person(person).exclude(measure="").annotate(last_on=Coalesce(Subquery(NEWEST), "begun_on"))
    late = Q(pk=None)
    for rhythm, days in rules.RHYTHM_DAYS.items():
        late |= Q(rhythm=rhythm, last_on__lt=today - timedelta(days=days))
    return rows.filter(late).order_by("last_on", "pk")


def _due_items(by: Actor, rows: Sequence[Goal], today: date) -> list[Item]:
    return [_due_item(row, row.last_on, today) for row in rows]  # type: ignore[attr-defined]


def _due_item(row: Goal, last_on: date, today: date) -> Item:
    due = rules.reading_due(row.begun_on, last_on, row.rhythm)
    return Item(
        id=row.pk,
        version=row.version,
        title=row.title,
        address=reverse("strategy:goal", args=[row.pk]) + "#readings",
        account=named(row.account),
        notes=[row.measure] if row.measure != row.title else [],
        due=due,
        days_late=days_late(due, today),
        since=_("measured %(day)s") % {"day": formats.day(last_on, today)},
        open=_("Add reading"),
        form=reverse("strategy:read_goal", args=[row.pk]),
        stakes=grown(1, 1),
        cause=f"goal {row.pk}",
    )


def _without_plan(person: Person) -> "QuerySet[Goal]":
    """Goals that can be off track: with a target, a due date and no plan."""
    return _of_person(person).filter(target__isnull=False, baseline__isnull=False, target_on__isnull=False)


def _candidates(person: Person, today: date) -> "QuerySet[Goal]":
    checked = Q(plan="") | Q(plan_check_on__lt=today)
    return _without_plan(person).filter(checked, readings__read_on__gte=today - timedelta(rules.LATE_READING_DAYS))


def _off_track(person: Person, today: date) -> list[Goal]:
    """Goals that are off track without a plan, or whose plan is to be checked, furthest from the expected way first."""
    readings = Prefetch("readings", queryset=GoalReading.objects.order_by("-read_on"))
    rows = Goal.objects.filter(pk__in=_candidates(person, today).values("pk")).select_related("account")
    found = queries.rows_from(rows.prefetch_related(readings).order_by("pk"), today)
    lacking = [row for row in found if row.lacks_plan]
    return [row.goal for row in sorted(lacking, key=lambda row: (row.done or 0) - (row.due or 0))]


def _off_items(by: Actor, rows: Sequence[Goal], today: date) -> list[Item]:
    return [_off_item(row) for row in queries.rows_from(rows, today)]


def _off_item(row: queries.GoalRow) -> Item:
    goal = row.goal
    words = {"done": formats.percent(row.done or 0, places=0), "due": formats.percent(row.due or 0, places=0)}
    notes = [_("%(done)s of the way, %(due)s expected") % words]
    if goal.plan:
        notes.append(_("Plan to check: %(plan)s") % {"plan": goal.plan})
    return Item(
        id=goal.pk,
        version=goal.version,
        title=goal.title,
        address=reverse("strategy:goal", args=[goal.pk]),
        account=named(goal.account),
        notes=notes,
        due=goal.plan_check_on,
        acts=(PLAN,),
        open=_("Show goal"),
        stakes=grown(4, 2),
        cause=f"goal {goal.pk}",
    )


READINGS = Kind(
    key="goal_readings", order=46, todo=RECORD, icon="chart-line", label=lazy("Goals to measure"), rows=_due,
    by_roles=True,
    late=lambda _today: Q(pk__isnull=False), items=_due_items,
)  # fmt: skip
OFF_TRACK = Kind(
    key="goals_off_track", order=34, todo=DECIDE, icon="alert-triangle", label=lazy("Goals off track"), rows=_off_track,
    candidates=_candidates, items=_off_items,
    acts={
        PLAN: Act(
            label=lazy("Add plan"), run=add_plan, undo=take_back, asks="sentence",
            question=lazy("What will you do about it?"), done=lazy("Plan saved."),
        )
    },
)  # fmt: skip
