"""Values of the page that explains a forecast."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from amity.profitability.forecast import wording
from amity.profitability.forecast.cone import ahead_of
from amity.profitability.forecast.evidence import LINE, REST, WORK_ITEM, Evidence, Piece
from amity.profitability.forecast.expected import Expected, expected
from amity.profitability.forecast.pace import day_of
from amity.profitability.forecast.queries import evidence_seen_by
from amity.profitability.forecast.rules import LINES, Forecast, loss_index
from amity.profitability.projects.page import burn_chart
from amity.profitability.projects.queries import burn_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.timesheets.sums.queries import days_of_project
from amity.ui.charts import ByRoom


@dataclass(frozen=True, slots=True)
class Explained:
    """A forecast with what is behind it: pieces to ask "is it finished?" about, and the loss index in basis points."""

    evidence: Evidence
    forecast: Forecast
    expected: Expected
    basis: str
    tolerance: str
    gap: str
    runs_ahead: str
    learned_from: str
    age: str
    runs_out: str
    pieces: Sequence[Piece]
    asked: Sequence[Piece]
    loss: int
    chart: ByRoom | None

    @property
    def above_plan(self) -> int:
        """The time of all pieces beyond their plans."""
        return sum(piece.item.above_plan for piece in self.pieces)

    @property
    def rests_on_marks(self) -> bool:
        """Return whether finished marks speak, so that the pieces add up to the loss index."""
        return self.forecast.level >= LINES


def entries_of(piece: Piece, project_id: int) -> str:
    """Return the address of the time behind a piece, "" for what items leave of their line, which no filter finds."""
    filters = {LINE: f"line={piece.id}", WORK_ITEM: f"item={piece.id}", REST: f"project={project_id}"}
    return f"{reverse('timesheets:entries')}?{filters[piece.kind]}" if piece.kind in filters else ""


def explained(by: Actor, project: Project) -> Explained | None:
    """Return a project's forecast with what is behind it, or None without a plan or without the right to hours."""
    known = evidence_seen_by(by, project)
    if known is None:
        return None
    today, days, forecast = timezone.localdate(), days_of_project(project.pk), known.forecast()
    return Explained(
        evidence=known,
        forecast=forecast,
        expected=expected(known, forecast),
        basis=wording.basis(known, forecast),
        tolerance=wording.tolerance(known),
        gap=wording.gap(known),
        runs_ahead=wording.runs_ahead(known),
        learned_from=wording.learned_from(known),
        age=wording.age(days[-1][0] if days else None, today),
        runs_out=wording.runs_out(day_of(days, known.budget), today) if forecast.p50 > known.budget else "",
        pieces=sorted(known.pieces, key=lambda piece: -piece.item.above_plan),
        asked=known.asked,
        loss=round(10_000 * loss_index(known.budget, (piece.item for piece in known.pieces))),
        chart=burn_chart(burn_of(project, days, known.budget), today, ahead_of(project, days, forecast, known.budget)),
    )
