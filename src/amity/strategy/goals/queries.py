"""Queries for goals with their readings and revisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing
from amity.strategy import rules
from amity.strategy.goals import causes
from amity.strategy.models import Goal, GoalReading, GoalRevision

STATES: Mapping[str, Promise] = {
    rules.RUNNING: lazy("running"),
    rules.REACHED: lazy("reached"),
    rules.DROPPED: lazy("dropped"),
}
ENDS: Mapping[str, Promise] = {
    rules.RUNNING: lazy("Reopen goal"),
    rules.REACHED: lazy("Mark as achieved"),
    rules.DROPPED: lazy("Drop goal"),
}
CAUSES: Mapping[str, Promise] = {
    rules.INSIGHT: lazy("we learned something"),
    rules.DECISION: lazy("it was decided"),
    rules.CLIENT_WORD: lazy("the client said so"),
}
RHYTHMS: Mapping[str, Promise] = {
    rules.WEEKLY: lazy("every week"),
    rules.FORTNIGHTLY: lazy("every two weeks"),
    rules.MONTHLY: lazy("every month"),
    rules.QUARTERLY: lazy("every quarter"),
}
SHAPES: Mapping[str, Promise] = {
    rules.ON_TRACK: lazy("on track"),
    rules.AT_RISK: lazy("at risk"),
    rules.OFF_TRACK: lazy("off track"),
    rules.UNKNOWN: lazy("unknown"),
}
FIELDS: Mapping[str, Promise] = {
    "title": lazy("goal"),
    "measure": lazy("measure"),
    "unit": lazy("unit"),
    "baseline": lazy("baseline"),
    "target": lazy("target"),
    "target_on": lazy("due date"),
    "rhythm": lazy("reading frequency"),
    "state": lazy("state"),
}


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and its progress. `shape` is well, watch, unwell, or "" if unknown. `done` is in basis points, as is
    `due`, what an even pace had done on the day of the newest reading.
    """

    goal: Goal
    readings: Sequence[GoalReading]
    shape: str
    done: int | None
    due: int | None
    today: date

    @property
    def word(self) -> str:
        """The status in words."""
        return str(SHAPES[self.shape])

    @property
    def rhythm(self) -> str:
        """How often the measure is read, in words."""
        return str(RHYTHMS[self.goal.rhythm])

    @property
    def reading_due(self) -> date | None:
        """The day by which the next reading is due, None once the goal has ended."""
        if self.goal.state != rules.RUNNING:
            return None
        return rules.reading_due(self.goal.begun_on, self.newest.read_on if self.newest else None, self.goal.rhythm)

    @property
    def is_reading_late(self) -> bool:
        """Whether the next reading is overdue."""
        return self.reading_due is not None and self.reading_due < self.today

    @property
    def lacks_plan(self) -> bool:
        """Whether the goal is off track and no plan for it holds."""
        off = self.goal.state == rules.RUNNING and self.shape == rules.OFF_TRACK
        return off and not rules.has_plan(self.goal.plan, self.goal.plan_check_on, self.today)

    @property
    def newest(self) -> GoalReading | None:
        """The newest reading."""
        return self.readings[0] if self.readings else None


@dataclass(frozen=True, slots=True)
class Changed:
    """A field of a goal that a revision changed, before and after."""

    label: str
    before: str
    after: str


def goals_seen_by(by: Actor) -> QuerySet[Goal]:
    """Return the goals the actor can see."""
    return Goal.objects.visible_to(person_of(by)).select_related("account__manager", "stated_by")


def goal_seen_by(by: Actor, goal_id: int, *, lock: bool = False) -> Goal:
    """Return one goal, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    found = goals_seen_by(by)
    return seen_or_missing(
        found,
        goal_id,
        _("Goal not found. It may have been deleted, or you don’t have access to its account."),
        lock=lock,
    )


def goals_of(by: Actor, account: Account, today: date) -> list[GoalRow]:
    """Return the account's goals with their readings, newest reading first. Active goals come first."""
    rows = [_row(goal, today) for goal in rows_on_account(by, account.pk, _goals)]
    return sorted(rows, key=lambda row: rules.GOAL_STATES.index(row.goal.state))


def rows_of(goals: QuerySet[Goal], today: date) -> list[GoalRow]:
    """Return goals with their readings and progress, in two queries."""
    return [_row(goal, today) for goal in _with_readings(goals)]


def rows_from(goals: Iterable[Goal], today: date) -> list[GoalRow]:
    """Return goals whose readings have been read along, newest first, with their progress."""
    return [_row(goal, today) for goal in goals]


def _goals(by: Actor) -> QuerySet[Goal]:
    return _with_readings(goals_seen_by(by).filter(account=ACCOUNT).order_by("pk"))


def _with_readings(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    return goals.prefetch_related(Prefetch("readings", queryset=GoalReading.objects.order_by("-read_on")))


def row_of(goal: Goal, today: date) -> GoalRow:
    """Return a goal with its readings."""
    return rows_of(Goal.objects.filter(pk=goal.pk).select_related("account", "stated_by"), today)[0]


def revisions_of(goal: Goal) -> list[GoalRevision]:
    """Return the revisions of a goal, newest first, with what each changed."""
    found = list(goal.revisions.select_related("stated_by").order_by("-at", "-pk"))
    records = {one.pk: Ref(one.cause_kind, one.cause_id) for one in found if one.cause_id is not None}
    names = causes.named(records.values())
    for one in found:
        one.record = names.get(records[one.pk]) if one.pk in records else None  # type: ignore[attr-defined]
        one.cause_word = CAUSES[one.cause]  # type: ignore[attr-defined]
        one.changed = list(changed_by(one))  # type: ignore[attr-defined]
    return found


def changed_by(revision: GoalRevision) -> Iterable[Changed]:
    """Yield the fields that a revision changed."""
    for name, label in FIELDS.items():
        before, after = revision.before.get(name), revision.after.get(name)
        if before != after:
            yield Changed(str(label), _value_label(name, before), _value_label(name, after))


def _value_label(name: str, value: str | None) -> str:
    if not value:
        return _("not known")
    labels = {"state": STATES, "rhythm": RHYTHMS}.get(name)
    return str(labels[value]) if labels else value


def _row(goal: Goal, today: date) -> GoalRow:
    readings = list(goal.readings.all())
    newest: Decimal | None = readings[0].value if readings else None
    read = [rules.Read(one.read_on, one.value) for one in readings]
    shape = rules.progress_state(goal.baseline, goal.target, goal.target_on, goal.begun_on, read, today)
    due = rules.expected(goal.begun_on, goal.target_on, readings[0].read_on) if readings and goal.target_on else None
    return GoalRow(goal, readings, shape, rules.progress(goal.baseline, goal.target, newest), due, today)


def goal_of_account(by: Actor, account_id: int, goal_id: int) -> Goal | None:
    """Return one goal of an account, None for id 0. Raise `NotSeen` for a goal of another account."""
    if not goal_id:
        return None
    return seen_or_missing(goals_seen_by(by).filter(account=account_id), goal_id, _("Goal not found."))
