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
from amity.shared.rows.lookup import seen_or_missing
from amity.strategy import rules
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
FIELDS: Mapping[str, Promise] = {
    "title": lazy("goal"),
    "measure": lazy("measure"),
    "unit": lazy("unit"),
    "baseline": lazy("baseline"),
    "target": lazy("target"),
    "target_on": lazy("due date"),
    "state": lazy("state"),
}


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and its progress. `shape` is well, watch, unwell, or "" if unknown. `done` is in basis points."""

    goal: Goal
    readings: Sequence[GoalReading]
    shape: str
    done: int | None

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
    for one in found:
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
    return str(STATES[value]) if name == "state" else value


def _row(goal: Goal, today: date) -> GoalRow:
    readings = list(goal.readings.all())
    newest: Decimal | None = readings[0].value if readings else None
    read = [rules.Read(one.read_on, one.value) for one in readings]
    shape = rules.progress_state(goal.baseline, goal.target, goal.target_on, goal.begun_on, read, today)
    return GoalRow(goal, readings, shape, rules.progress(goal.baseline, goal.target, newest))
