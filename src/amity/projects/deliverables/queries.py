"""Queries for the deliverables of a project's lines, with their state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from amity.agreements.lines import queries as line_queries
from amity.projects import rules
from amity.projects.models import Deliverable, DeliverableStep, Project
from amity.rights import queries as rights_queries
from amity.shared.errors import NotSeen

SHAPES = {
    rules.IN_WORK: "info",
    rules.WITH_CLIENT: "watch",
    rules.ACCEPTED: "well",
    rules.CHANGES_ASKED: "unwell",
}


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """A line and the state of its deliverable. `allowed` is the number of revision rounds included, or None.

    `evidence` is the source of the last change.
    """

    line_id: int
    number: str
    title: str
    state: str
    word: str
    shape: str
    revisions: int
    allowed: int | None
    moves: Sequence[tuple[str, str]]
    evidence: str
    rights: Sequence[rights_queries.RightRow] = ()

    @property
    def is_over(self) -> bool:
        """Return whether more rounds were worked than are included."""
        return self.allowed is not None and self.revisions > self.allowed


def row_of(project: Project, line_id: int, today: date) -> DeliverableRow:
    """Return a line's deliverable, or raise `NotSeen`."""
    lines = line_queries.lines_of(project.agreement, today) if project.agreement else []
    found = next((row for row in deliverables(project, lines, today) if row.line_id == line_id), None)
    if found is None:
        raise NotSeen(_("Line not found on this project."))
    return found


def deliverables(project: Project, lines: Sequence[line_queries.PlacedLine], today: date) -> list[DeliverableRow]:
    """Return the lines of a project in order, with their state and the rights that block a release or soon will."""
    if not lines:
        return []
    last = DeliverableStep.objects.filter(deliverable=OuterRef("pk")).order_by("-pk").values("evidence")[:1]
    given = Deliverable.objects.filter(project=project).annotate(evidence=Subquery(last))
    rows = {one.line_id: one for one in given}
    labels, found = deliverable_labels(), []
    rights = rights_queries.right_rows_by_line([one.line.pk for one in lines], today)
    for placed in lines:
        row, current = rows.get(placed.line.pk), placed.terms.current
        state = row.state if row else rules.PLANNED
        found.append(
            DeliverableRow(
                line_id=placed.line.pk, number=placed.number, title=placed.line.title, state=state, word=labels[state],
                shape=SHAPES.get(state, "none"), revisions=row.revisions if row else 0,
                allowed=current.revision_rounds if current else None,
                moves=[(to, labels[to]) for to in rules.DELIVERABLE_MOVES[state]],
                evidence=(row.evidence or "") if row else "",
                rights=rights.get(placed.line.pk, ()),
            )
        )  # fmt: skip
    return found


def deliverable_labels() -> dict[str, str]:
    """Return the labels of a deliverable's states."""
    return {
        rules.PLANNED: _("planned"),
        rules.IN_WORK: _("in progress"),
        rules.WITH_CLIENT: _("with the client"),
        rules.ACCEPTED: _("accepted by the client"),
        rules.CHANGES_ASKED: _("changes asked for"),
    }
