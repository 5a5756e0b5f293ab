"""Time and net fees of an account by goal, as far as the actor sees projects and money."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.profitability.books.load import Books, books
from amity.profitability.drift.rules import quarter_period, share
from amity.profitability.drift.totals import Totals
from amity.profitability.drift.work import Portion, portions
from amity.profitability.figures.explain import rows_url
from amity.profitability.profit_rows.queries import PROJECT_TARGET
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rows import Row, row
from amity.profitability.statements.rules import Part, statement
from amity.projects.goals.queries import LINE, PROJECT, Served
from amity.shared.actor import Actor
from amity.strategy.answers.queries import AnsweredNo, answered_no
from amity.strategy.goals.queries import GoalRow, rows_of
from amity.strategy.models import Goal
from amity.timesheets.filters import DELIVERY

NO_GOAL = 0


@dataclass(frozen=True, slots=True)
class Work:
    """A project, or one of its lines if that has a goal of its own, with its figures.

    `served` is why it is under its goal, None for work without one. `entries` is the address of its time. `is_whole`:
    it is all work on its project, so the project's own figures explain it.
    """

    project_id: int
    project: str
    line_id: int
    line: str
    served: Served | None
    parts: Sequence[Part]
    row: Row
    entries: str
    is_whole: bool

    @property
    def link_address(self) -> str:
        """The page that links it to a goal."""
        kind, key = (LINE, self.line_id) if self.line_id else (PROJECT, self.project_id)
        return reverse("strategy:link_goal", args=[kind, key])


@dataclass(frozen=True, slots=True)
class GoalShare:
    """A goal with the work that serves it, or the work of no goal (`goal` is None). `share` is of the time."""

    goal: GoalRow | None
    row: Row
    share: int | None
    work: Sequence[Work]


@dataclass(frozen=True, slots=True)
class Drift(Totals):
    """Work of an account by goal, with its totals. `entries` is the address of all of its time."""

    goals: Sequence[GoalShare]
    none: GoalShare
    together: Row
    entries: str


def account_drift(by: Actor, account_id: int, today: date, choice: str) -> tuple[Account, Drift]:
    """Return an account and its work by goal in a quarter. Raise `NotSeen`."""
    account = account_seen_by(by, account_id)
    own = books(by, today, account_id=account_id)
    ledger = Ledger(own, quarter_period(choice, own.last, today))
    projects = [one for one in own.projects.values() if one.account_id == account_id]
    every = list(portions(ledger, projects))
    count = Counter(one.project.pk for one in every)
    work = [_work(ledger, one, is_whole=count[one.project.pk] == 1 and not one.line) for one in every]
    strayed = answered_no(by, [account_id], ledger.period.first_day, ledger.period.last_day)
    return account, _drift(ledger, work, _goal_rows(account_id, today), account_id, strayed)


def _goal_rows(account_id: int, today: date) -> list[GoalRow]:
    """Return the goals of an account, active ones first. The account has been checked."""
    goals = Goal.objects.filter(account=account_id).select_related("account", "stated_by").order_by("-state", "pk")
    return rows_of(goals, today)


def _work(ledger: Ledger, of: Portion, *, is_whole: bool) -> Work:
    project, line, own = of.project, of.line, ledger.books
    only = {"project": project.pk} | ({"line": line} if line else {})
    figures = row("work", line or project.pk, of.title or project.name, statement(of.parts, own.currency), own.view, 0)
    entries = rows_url(ledger.period, only)
    return Work(project.pk, project.name, line, of.title, of.served, of.parts, figures, entries, is_whole)


def _drift(
    ledger: Ledger, work: Sequence[Work], goals: Sequence[GoalRow], account_id: int, strayed: Sequence[AnsweredNo]
) -> Drift:
    own = ledger.books
    by_goal: defaultdict[int, list[Work]] = defaultdict(list)
    for one in work:
        by_goal[one.served.goal_id if one.served else NO_GOAL].append(one)
    together = _row(own, "together", work)
    shares = [_share(own, goal, by_goal.get(goal.goal.pk, []), together) for goal in goals]
    none = _share(own, None, by_goal.get(NO_GOAL, []), together)
    return Drift(
        period=ledger.period, view=own.view, currency=own.currency, last_with_time=own.last,
        time=together.seconds, time_without_goal=none.row.seconds, any_without_goal=bool(none.work),
        fees=none.row.agi, service=ledger.service(account_id).seconds, strayed=strayed,
        goals=[one for one in shares if one.work or (one.goal and one.goal.goal.state == "running")],
        none=none, together=together,
        entries=rows_url(ledger.period, {"account": account_id, "work": DELIVERY}),
    )  # fmt: skip


def _share(own: Books, goal: GoalRow | None, work: Sequence[Work], together: Row) -> GoalShare:
    figures = _row(own, "goal", work)
    ordered = sorted(work, key=lambda one: (-(one.row.seconds or 0), one.project))
    return GoalShare(goal, figures, share(figures.seconds or 0, together.seconds or 0), ordered)


def _row(own: Books, kind: str, work: Sequence[Work]) -> Row:
    parts = [part for one in work for part in one.parts]
    return row(kind, 0, kind, statement(parts, own.currency), own.view, own.limit(PROJECT_TARGET))
