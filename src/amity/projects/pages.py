"""Data for a project's page: stage, people, work with finished marks, milestones, team, and sections of other parts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from amity.accounts.models import Account
from amity.agreements import queries as agreement_queries
from amity.agreements.fees import queries as fee_queries
from amity.agreements.lines import queries as line_queries
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import places, policy, queries, rules
from amity.projects.deliverables.queries import deliverables
from amity.projects.milestones import queries as milestone_queries
from amity.projects.models import Milestone, Project, WorkItem
from amity.rights.queries import rights_card
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.slots import Entry


@dataclass(frozen=True, slots=True)
class Rights:
    """The actor's permissions on a project's page."""

    edit: bool
    staff: bool
    tick: bool
    agreement: bool


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line or a work item and its finished mark. `kind` is `line` or `item`. Times in seconds, None if not planned.

    `under`: the item belongs to a line. `asked`: the question "is it finished?" should be shown.
    """

    kind: str
    id: int
    number: str
    title: str
    planned_seconds: int | None
    finished: bool
    not_yet_on: date | None
    items: Sequence["WorkRow"] = ()
    under: bool = False
    asked: bool = False

    @property
    def finished_items(self) -> int:
        """Return how many of its items are finished."""
        return sum(item.finished for item in self.items)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone, its state, and the client input that delays it or moved its date."""

    milestone: Milestone
    state: str
    word: str
    held: Sequence[places.HeldUp] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of another part, with its loaded data."""

    key: str
    label: str
    template: str
    loaded: Any
    below: str = ""
    aside: str = ""
    holds_lines: bool = False


def rights(by: Actor, project: Project) -> Rights:
    """Return the actor's permissions, checked once for a page."""
    person = person_of(by)
    runs = policy.runs(person, project)
    return Rights(
        edit=bool(policy.may_edit(person, project)),
        staff=bool(policy.may_staff(person, project)),
        tick=bool(policy.may_tick(person, project)),
        agreement=runs or (project.agreement_id is not None and person.money_right >= MoneyRight.FEE),
    )


def stages(project: Project) -> list[tuple[str, str]]:
    """Return the stages of the project with their labels."""
    labels = queries.status_labels()
    return [(status, labels[status]) for status in rules.path_with(project.status)]


def placed_lines(project: Project, today: date) -> Sequence[line_queries.PlacedLine]:
    """Return the lines of a project's agreement in order, none without an agreement."""
    return line_queries.lines_of(project.agreement, today) if project.agreement else []


def work(project: Project, placed: Sequence[line_queries.PlacedLine]) -> list[WorkRow]:
    """Return the agreement's lines with the project's items under them, then the items on no line."""
    under: defaultdict[int | None, list[WorkRow]] = defaultdict(list)
    for item in project.items.order_by("pk"):
        under[item.line_id].append(item_row(item))
    rows = [line_row(one, under.pop(one.line.pk, [])) for one in placed]
    return with_questions(project, rows + [item for items in under.values() for item in items])


def with_questions(project: Project, rows: Sequence[WorkRow]) -> list[WorkRow]:
    """Return the rows, marked where a part that knows the time asks whether they are finished."""
    every = [*rows, *(item for row in rows for item in row.items)]
    asked = {thing for ask in places.asked for thing in ask(project, every)}

    def marked(row: WorkRow) -> WorkRow:
        return replace(row, asked=(row.kind, row.id) in asked, items=tuple(marked(item) for item in row.items))

    return [marked(row) for row in rows]


def line_row(placed: line_queries.PlacedLine, items: Sequence[WorkRow] = ()) -> WorkRow:
    """Return a line as a row."""
    line, current = placed.line, placed.terms.current
    planned = current.planned_seconds if current else None
    finished = line.finished_at is not None
    return WorkRow("line", line.pk, placed.number, line.title, planned, finished, line.asked_not_yet_on, tuple(items))


def item_row(item: WorkItem) -> WorkRow:
    """Return a work item as a row."""
    finished = item.finished_at is not None
    return WorkRow(
        "item",
        item.pk,
        "",
        item.title,
        item.planned_seconds,
        finished,
        item.asked_not_yet_on,
        under=item.line_id is not None,
    )


def one_row(project: Project, kind: str, thing_id: int, today: date) -> WorkRow | None:
    """Return one row of the work in its current state."""
    rows = work(project, placed_lines(project, today))
    every = [*rows, *(item for row in rows for item in row.items)]
    return next((row for row in every if (row.kind, row.id) == (kind, thing_id)), None)


def milestones(by: Actor, project: Project, today: date) -> list[MilestoneRow]:
    """Return the milestones by date, with their state and what delays them."""
    words, rows = milestone_queries.milestone_state_labels(), []
    found = list(project.milestones.order_by("due_on", "pk"))
    held = [tell(by, project, today) for tell in places.holding_up] if found else []
    for one in found:
        state = rules.milestone_state(one.due_on, one.delivered_on, today)
        rows.append(
            MilestoneRow(one, state, words[state], [thing for source in held for thing in source.get(one.pk, ())])
        )
    return rows


def team(project: Project) -> list[Person]:
    """Return who works on the project."""
    return [member.person for member in project.team.select_related("person").order_by("person__name")]


def sections(by: Actor, project: Project) -> list[Section]:
    """Return the sections of other parts for this actor."""
    entries = places.sections.seen_by(by, project)
    return [
        Section(
            entry.key,
            str(entry.label),
            entry.template,
            _loaded(entry, by, project),
            entry.below if isinstance(entry, places.ProjectSection) else "",
            entry.aside if isinstance(entry, places.ProjectSection) else "",
            isinstance(entry, places.ProjectSection) and entry.holds_lines,
        )
        for entry in entries
    ]


def _loaded(entry: Entry, by: Actor, project: Project) -> Any:
    if isinstance(entry, places.ProjectSection) and entry.of is not None:
        return entry.of(by, project)
    return entry.load(by, [project.pk]).get(project.pk)


def context(by: Actor, project: Project, today: date) -> dict[str, Any]:
    """Return the context of `projects/project.html`."""
    allowed = rights(by, project)
    labels = queries.move_labels()
    placed = placed_lines(project, today)
    rows, added = work(project, placed), sections(by, project)
    return {
        "project": project,
        "rights": allowed,
        "stages": stages(project),
        "work": rows,
        "lines_stand_above": bool(rows)
        and any(one.holds_lines for one in added)
        and not any(row.kind == "item" or row.items for row in rows),
        "milestones": milestones(by, project, today),
        "deliverables": deliverables(project, placed, today),
        "team": team(project),
        "sections": added,
        "today": today,
        "moves": [(to, labels[to]) for to in queries.moves_offered(project)] if allowed.edit else [],
    }


def account_work(by: Actor, account: Account, *, whole: bool) -> dict[str, Any]:
    """Return data for the account's tab *Work*. Agreements are only for those who see the whole account or run work
    there.
    """
    return {
        "work_sections": [
            (entry.template, entry.of(by, account))
            for entry in places.account_work.seen_by(by, account)
            if isinstance(entry, places.AccountSection)
        ],
        "agreements": agreement_queries.agreements_of(by, account),
        "fee_models": fee_queries.fee_model_labels(),
        "may_agree": agreement_queries.may_open(by, account),
        "whole": whole,
        "third_party_rights": rights_card(by, account, timezone.localdate()),
    }
