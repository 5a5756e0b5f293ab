"""The rows of a project's work, with their hours as far as the actor can see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from amity.agreements.lines import queries as line_queries
from amity.projects import places
from amity.projects.deliverables.queries import SHAPES, DeliverableRow, deliverable_labels, deliverables
from amity.projects.models import Project, WorkItem
from amity.projects.places import Hours, WorkHours
from amity.projects.rules import IN_WORK, OVER, PLANNED
from amity.projects.work_table import rules
from amity.shared.actor import Actor
from amity.shared.caches.reading import read_once

ROW_SHAPES = SHAPES | {rules.IN_PROGRESS: SHAPES[IN_WORK]}
"""A line in progress looks the same whether a deliverable or its time says so."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line or a work item and its finished mark. `kind` is `line` or `item`. Times in seconds, None if not planned.

    `under`: the id of the line an item belongs to. `asked`: the question "is it finished?" should be shown.
    """

    kind: str
    id: int
    number: str
    title: str
    planned_seconds: int | None
    finished: bool
    not_yet_on: date | None
    items: Sequence["WorkRow"] = ()
    under: int | None = None
    quoted_seconds: int = 0
    discipline: str = ""
    hours: Hours | None = None
    asked: bool = False
    state: str = ""
    word: str = ""
    shape: str = ""
    deliverable: DeliverableRow | None = None

    @property
    def finished_items(self) -> int:
        """Return how many of its items are finished."""
        return sum(item.finished for item in self.items)

    @property
    def has_rounds(self) -> bool:
        """Return whether revision rounds are agreed or were made."""
        return bool(self.deliverable and (self.deliverable.allowed is not None or self.deliverable.revisions))

    @property
    def asks_below(self) -> bool:
        """Return whether one of its items is asked about, so that the row is open at first."""
        return any(item.asked for item in self.items)


@dataclass(frozen=True, slots=True)
class WorkTable:
    """A project's lines with their items, then its items on no line (`loose`), what is on neither, and the total.

    Without lines the items are the rows. `hours` is whether the reader can see hours.
    """

    rows: Sequence[WorkRow]
    loose: Sequence[WorkRow]
    rest: Hours | None
    total: Hours | None
    hours: bool
    has_lines: bool

    @property
    def every(self) -> list[WorkRow]:
        """Return the rows with those below them."""
        return every_row(self.rows, self.loose)

    @property
    def items(self) -> list[WorkRow]:
        """Return the work items."""
        return [row for row in self.every if row.kind == "item"]

    @property
    def finished_items(self) -> int:
        """Return how many of the work items are finished."""
        return sum(item.finished for item in self.items)

    @property
    def is_finished(self) -> bool:
        """Return whether every row is marked as finished."""
        return bool(self.rows) and all(row.finished for row in self.rows)

    @property
    def quoted_seconds(self) -> int:
        """Return the quoted time of the lines, 0 without any."""
        return sum(row.quoted_seconds for row in self.rows) if self.has_lines else 0

    @property
    def is_over(self) -> bool:
        """Return whether it takes clearly more time than quoted."""
        over = self.total.difference_seconds if self.total and not self.total.is_early else None
        return rules.is_over(self.quoted_seconds, over or 0)

    @property
    def opens(self) -> bool:
        """Return whether any row opens to others."""
        return bool(self.loose) or any(row.items for row in self.rows)

    @property
    def asks_loose(self) -> bool:
        """Return whether an item on no line is asked about."""
        return any(item.asked for item in self.loose)


def placed_lines(project: Project, today: date) -> Sequence[line_queries.PlacedLine]:
    """Return the lines of a project's agreement in order, none without an agreement."""
    return line_queries.lines_of(project.agreement, today) if project.agreement else []


def work_table(by: Actor, project: Project, today: date) -> WorkTable:
    """Return the table of a project's work. It is read once per page."""
    return read_once(("work of a project", by, project.pk, today), lambda: _work_table(by, project, today))


def _work_table(by: Actor, project: Project, today: date) -> WorkTable:
    placed = placed_lines(project, today)
    below: defaultdict[int | None, list[WorkRow]] = defaultdict(list)
    for item in project.items.order_by("pk"):
        below[item.line_id].append(item_row(item))
    lines = [line_row(one, below.pop(one.line.pk, [])) for one in placed]
    loose = [item for items in below.values() for item in items]
    rows, loose = (lines, loose) if lines else (loose, [])
    known = _hours(by, project, every_row(rows, loose))
    given = {one.line_id: one for one in deliverables(project, placed, today)}
    labels, over = state_labels(), project.status in OVER

    def filled(row: WorkRow) -> WorkRow:
        hours, key = known.rows.get((row.kind, row.id)), (row.kind, row.id)
        deliverable = given.get(row.id) if row.kind == "line" else None
        asked = key in known.asked
        state = rules.row_state(
            finished=row.finished, asked=asked, used_seconds=hours.used_seconds if hours else 0,
            deliverable=deliverable.state if deliverable else "", over=over,
        )  # fmt: skip
        return replace(
            row, hours=hours, asked=asked, state=state, word=labels[state], shape=ROW_SHAPES.get(state, ""),
            deliverable=deliverable, items=[filled(item) for item in row.items],
        )  # fmt: skip

    return WorkTable(
        rows=[filled(row) for row in rows],
        loose=[filled(row) for row in loose],
        rest=known.rest,
        total=known.total,
        hours=known.total is not None,
        has_lines=bool(lines),
    )


def every_row(rows: Iterable[WorkRow], loose: Iterable[WorkRow] = ()) -> list[WorkRow]:
    """Return rows with the items below them."""
    return [*(one for row in rows for one in (row, *row.items)), *loose]


def line_row(placed: line_queries.PlacedLine, items: Sequence[WorkRow] = ()) -> WorkRow:
    """Return a line as a row, without its hours."""
    line, quoted, current = placed.line, placed.terms.quoted, placed.terms.current
    return WorkRow(
        "line", line.pk, placed.number, line.title, current.planned_seconds if current else None,
        line.finished_at is not None, line.asked_not_yet_on, tuple(items),
        quoted_seconds=(quoted.planned_seconds or 0) if quoted else 0,
        discipline=current.discipline.name if current and current.discipline else "",
    )  # fmt: skip


def item_row(item: WorkItem) -> WorkRow:
    """Return a work item as a row, without its hours."""
    return WorkRow(
        "item", item.pk, "", item.title, item.planned_seconds, item.finished_at is not None, item.asked_not_yet_on,
        under=item.line_id, quoted_seconds=item.planned_seconds or 0,
    )  # fmt: skip


def _hours(by: Actor, project: Project, rows: Sequence[WorkRow]) -> WorkHours:
    return next((hours(by, project, rows) for hours in places.hours), WorkHours())


def state_labels() -> dict[str, str]:
    """Return the labels of the states of lines and work items."""
    return deliverable_labels() | {
        PLANNED: _("planned"),
        rules.IN_PROGRESS: _("in progress"),
        rules.FINISHED: _("finished"),
        rules.ASKED: _("finished?"),
        rules.NOT_MARKED: _("not marked as finished"),
    }
