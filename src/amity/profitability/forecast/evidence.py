"""What a forecast rests on: the lines and work items of a project, its budget, and what someone stated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from amity.profitability.finished_items.rules import past_half
from amity.profitability.forecast.numbers import InForce
from amity.profitability.forecast.rules import (
    FIXED_FEE,
    LINES,
    TASKS,
    TOLERANCE,
    Forecast,
    Item,
    Thresholds,
    forecast_of_items,
    forecast_of_percent,
    forecast_of_total,
)  # fmt: skip
from amity.projects.work_table.rules import is_too_early

LINE, WORK_ITEM, LEFT, REST = "line", "item", "left", "rest"
"""What a piece is: a line, a work item, what items leave of their line, or time that is on neither."""
MOST_ASKED = 8
AHEAD, LARGE_FROM = 2, 10
"""A piece of at least a tenth of the plan runs ahead if it has used twice the share of the rest."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or work item behind a forecast, with its plan, the time used on it, and its finished mark."""

    kind: str
    id: int
    title: str
    item: Item
    asked: bool = False

    @property
    def is_past_half(self) -> bool:
        """Return whether it is an open line or work item past half its plan."""
        open_one = past_half(self.item.planned, self.item.used, finished=self.item.finished)
        return self.kind in (LINE, WORK_ITEM) and open_one


@dataclass(frozen=True, slots=True)
class Evidence:
    """All pieces of a project, its budget, and the share that its project manager states, None if nobody did.

    Time is in seconds. `fixed_fee`: any time above the budget is at the agency's cost.
    """

    budget: int
    pieces: Sequence[Piece]
    numbers: InForce
    stated: float | None = None
    fixed_fee: bool = False

    @property
    def used(self) -> int:
        """The time used on all pieces."""
        return sum(piece.item.used for piece in self.pieces)

    @property
    def planned(self) -> int:
        """The plan of all pieces. Work items can have more than their lines."""
        return sum(piece.item.planned for piece in self.pieces)

    @property
    def has_marks(self) -> bool:
        """Return whether anything is marked as finished."""
        return any(piece.item.finished for piece in self.pieces)

    @property
    def is_early(self) -> bool:
        """Return whether too little is used and nothing finished, so that no sentence says how it will end."""
        return is_too_early(self.budget, self.used, finished=self.has_marks)

    @property
    def level(self) -> int:
        """The level of lines or work items: that of items where they hold at least half of the plan."""
        of_items = sum(piece.item.planned for piece in self.pieces if piece.kind == WORK_ITEM)
        return TASKS if 2 * of_items >= self.planned else LINES

    @property
    def asked(self) -> list[Piece]:
        """Pieces to ask "is it finished?" about: past half their plan and quiet, or all past half if none is marked."""
        chosen = [one for one in self.pieces if one.asked or (not self.has_marks and one.is_past_half)]
        return sorted(chosen, key=lambda one: -one.item.used)[:MOST_ASKED]

    @property
    def runs_ahead(self) -> tuple[Piece, float] | None:
        """The open piece that has used at least twice the share of its plan that the rest has, with that of the rest.

        Coordination runs the whole time: its finished mark comes last, so its pace is all there is to see.
        """
        large = [one for one in self.pieces if not one.item.finished and one.item.planned * LARGE_FROM >= self.planned]
        for piece in sorted(large, key=lambda one: -one.item.planned):
            planned, used = self.planned - piece.item.planned, self.used - piece.item.used
            if planned > 0 and 0 < AHEAD * used / planned <= piece.item.used / piece.item.planned:
                return piece, used / planned
        return None

    def step(self, at: Thresholds) -> str:
        """Return the step that the forecast has reached, "" for none."""
        return self.forecast().step(self.used, self.budget, at)

    def forecast(self) -> Forecast:
        """Return the forecast from the best evidence there is.

        Without any finished mark every open item keeps its whole plan, so a stated share or the totals know more.
        """
        tolerance = FIXED_FEE if self.fixed_fee else TOLERANCE
        items = [piece.item for piece in self.pieces]
        if self.has_marks:
            return forecast_of_items(
                self.budget, items, level=self.level, tolerance=tolerance, calibration=self.numbers.calibration
            )
        if self.stated:
            return forecast_of_percent(self.budget, self.used, self.stated, items, tolerance=tolerance)
        return forecast_of_total(self.budget, self.used, tolerance=tolerance)


def pieces_of_line(line: Piece, items: Sequence[Piece]) -> list[Piece]:
    """Return a line as its work items, with what they leave of its plan and time, or as itself if none has a plan.

    A finished line finishes its items. `line` counts the time of its items too.
    """
    if not any(piece.item.planned for piece in items):
        return [line]
    below = [
        replace(piece, item=replace(piece.item, finished=piece.item.finished or line.item.finished)) for piece in items
    ]
    planned = max(line.item.planned - sum(piece.item.planned for piece in items), 0)
    used = max(line.item.used - sum(piece.item.used for piece in items), 0)
    left = replace(line, kind=LEFT, item=replace(line.item, planned=planned, used=used), asked=False)
    return [*below, left] if planned or used else below


def rest_of(seconds: int) -> list[Piece]:
    """Return the time on no line and no work item, which has no plan."""
    return [Piece(REST, 0, "", Item(0, seconds))] if seconds else []


def budget_of(lines: Iterable[Piece], loose: Iterable[Piece]) -> int:
    """Return the plan of the lines, or of the work items of a project without lines."""
    return sum(piece.item.planned for piece in lines) or sum(piece.item.planned for piece in loose)
