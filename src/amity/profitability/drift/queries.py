"""Time and net fees by goal, of one account or of all, as far as the actor sees projects and money."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.agreements.lines.models import AgreementLine
from amity.profitability.books.load import Books, books
from amity.profitability.books.records import ProjectRecord
from amity.profitability.drift.rules import quarter_period, share
from amity.profitability.figures.explain import rows_url
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import Period
from amity.profitability.profit_rows.queries import PROJECT_TARGET, line_rows_of
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rows import Row, row
from amity.profitability.statements.rules import Part, statement
from amity.projects.goals.queries import LINE, PROJECT, Served, served_by_lines, served_by_projects
from amity.shared.actor import Actor
from amity.strategy.answers.queries import AnsweredNo, answered_no
from amity.strategy.goals.queries import GoalRow, rows_of
from amity.strategy.models import Goal, GoalLink

NO_GOAL = 0


@dataclass(frozen=True, slots=True)
class Work:
    """A project, or one of its lines if that has a goal of its own, with its figures.

    `served` is why it is under its goal, None for work without one. `entries` is the address of its time.
    """

    account_id: int
    project_id: int
    project: str
    line_id: int
    line: str
    served: Served | None
    parts: Sequence[Part]
    row: Row
    entries: str

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
class Drift:
    """Work of one or all accounts by goal. `service` is time on accounts but on no project, which serves no goal here.

    `by_account` has the same for each account that has any work.
    """

    period: Period
    view: MoneyView
    currency: str
    last_with_time: int
    goals: Sequence[GoalShare]
    none: GoalShare
    together: Row
    service: int
    strayed: Sequence[AnsweredNo]

    @property
    def seconds(self) -> int:
        """All time on projects."""
        return self.together.seconds or 0

    @property
    def served(self) -> int:
        """The time that serves a goal."""
        return self.seconds - (self.none.row.seconds or 0)

    @property
    def served_share(self) -> int | None:
        """Its share in basis points, None without any time."""
        return share(self.served, self.seconds)

    @property
    def fees(self) -> Figure | None:
        """The net fees of work for no goal, None without the right to them."""
        return self.none.row.agi


def account_drift(by: Actor, account_id: int, today: date, choice: str) -> tuple[Account, Drift]:
    """Return an account and its work by goal in a quarter. Raise `NotSeen`."""
    account = account_seen_by(by, account_id)
    own = books(by, today, account_id=account_id)
    ledger = Ledger(own, quarter_period(choice, own.last, today))
    work = list(_work(ledger, [one for one in own.projects.values() if one.account_id == account_id]))
    strayed = answered_no(by, [account_id], ledger.period.first_day, ledger.period.last_day)
    goals = _goal_rows([account_id], today)
    return account, _drift(ledger, work, goals, [account_id], strayed)


@dataclass(frozen=True, slots=True)
class AccountShare:
    """An account in the list of all, with its drift."""

    account_id: int
    name: str
    drift: Drift


def every_drift(by: Actor, today: date, choice: str) -> tuple[Drift, list[AccountShare]]:
    """Return the work of all accounts by goal in a quarter, and by account, the most time without a goal first."""
    own = books(by, today)
    ledger = Ledger(own, quarter_period(choice, own.last, today))
    work: defaultdict[int, list[Work]] = defaultdict(list)
    for one in _work(ledger, [project for project in own.projects.values() if project.account_id in own.accounts]):
        work[one.account_id].append(one)
    strayed: defaultdict[int, list[AnsweredNo]] = defaultdict(list)
    for answer in answered_no(by, list(own.accounts), ledger.period.first_day, ledger.period.last_day):
        strayed[answer.account_id].append(answer)
    goals: defaultdict[int, list[GoalRow]] = defaultdict(list)
    for goal in _goal_rows(list(own.accounts), today):
        goals[goal.goal.account_id].append(goal)
    found = [
        AccountShare(key, own.accounts[key].name, _drift(ledger, work[key], goals[key], [key], strayed[key]))
        for key in own.accounts
        if work[key] or strayed[key]
    ]
    everything = [one for rows in work.values() for one in rows]
    whole = _drift(ledger, everything, [], list(own.accounts), [one for rows in strayed.values() for one in rows])
    return whole, sorted(found, key=lambda one: (-(one.drift.none.row.seconds or 0), one.name))


def _goal_rows(account_ids: Sequence[int], today: date) -> list[GoalRow]:
    """Return the goals of accounts, active ones first. Their accounts have been checked."""
    goals = Goal.objects.filter(account__in=account_ids).select_related("account", "stated_by").order_by("-state", "pk")
    return rows_of(goals, today)


def _work(ledger: Ledger, projects: Sequence[ProjectRecord]) -> Iterator[Work]:
    """Yield the work of projects that has time or expenses in the period, each with the goal that it serves."""
    served = served_by_projects({project.pk: project.agreement_id for project in projects})
    lines = _linked_lines(projects)
    split = [project.pk for project in projects if project.agreement_id in lines]
    rows = line_rows_of(ledger.books, split) if split else {}
    for project in projects:
        own = lines.get(project.agreement_id or 0)
        if own is None:
            yield from _one(ledger, project, 0, "", served.get(project.pk), ledger.own[project.pk].whole.part)
            continue
        rest = []
        for line, part in ledger.line_parts_of(project, rows.get(project.pk, {})).items():
            if line in own:
                title, goal = own[line]
                yield from _one(ledger, project, line, title, goal, part)
            else:
                rest.append(part)
        yield from _one(ledger, project, 0, "", served.get(project.pk), *rest)


def _linked_lines(projects: Sequence[ProjectRecord]) -> Mapping[int, Mapping[int, tuple[str, Served]]]:
    """Return the lines with a goal of their own by agreement, with their titles."""
    links = GoalLink.objects.filter(subject_kind=LINE).values("subject_id")
    wanted = {project.agreement_id for project in projects if project.agreement_id}
    placed = AgreementLine.objects.filter(line__in=links).select_related("line")
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for one in placed:
        if one.agreement_id in wanted:
            found[one.agreement_id][one.line_id] = str(one.line)
    served = served_by_lines([line for own in found.values() for line in own])
    return {
        agreement: {line: (title, served[line]) for line, title in own.items() if line in served}
        for agreement, own in found.items()
    }


def _one(
    ledger: Ledger, project: ProjectRecord, line: int, title: str, served: Served | None, *parts: Part
) -> Iterator[Work]:  # fmt: skip
    stirring = [part for part in parts if part.stirs]
    if not stirring:
        return
    own, only = ledger.books, {"project": project.pk} | ({"line": line} if line else {})
    figures = row("work", line or project.pk, title or project.name, statement(stirring, own.currency), own.view, 0)
    entries = rows_url(ledger.period, only)
    yield Work(project.account_id or 0, project.pk, project.name, line, title, served, stirring, figures, entries)


def _drift(
    ledger: Ledger, work: Sequence[Work], goals: Sequence[GoalRow], account_ids: Sequence[int],
    strayed: Sequence[AnsweredNo],
) -> Drift:  # fmt: skip
    own = ledger.books
    by_goal: defaultdict[int, list[Work]] = defaultdict(list)
    for one in work:
        by_goal[one.served.goal_id if one.served else NO_GOAL].append(one)
    together = _row(own, "together", work)
    shares = [_share(own, goal, by_goal.get(goal.goal.pk, []), together) for goal in goals]
    return Drift(
        period=ledger.period, view=own.view, currency=own.currency, last_with_time=own.last,
        goals=[one for one in shares if one.work or (one.goal and one.goal.goal.state == "running")],
        none=_share(own, None, by_goal.get(NO_GOAL, []), together), together=together,
        service=sum(ledger.service(account).seconds for account in account_ids), strayed=strayed,
    )  # fmt: skip


def _share(own: Books, goal: GoalRow | None, work: Sequence[Work], together: Row) -> GoalShare:
    figures = _row(own, "goal", work)
    ordered = sorted(work, key=lambda one: (-(one.row.seconds or 0), one.project))
    return GoalShare(goal, figures, share(figures.seconds or 0, together.seconds or 0), ordered)


def _row(own: Books, kind: str, work: Sequence[Work]) -> Row:
    parts = [part for one in work for part in one.parts]
    return row(kind, 0, kind, statement(parts, own.currency), own.view, own.limit(PROJECT_TARGET))
