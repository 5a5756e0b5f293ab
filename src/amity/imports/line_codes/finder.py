"""Find the quoted line of a row's code, in the agreement of the row's project."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import F

from amity.agreements.lines.models import AgreementLine
from amity.imports.models import HeldRow, Source
from amity.imports.rules import Reason
from amity.imports.stage.stage import Stage
from amity.imports.time_rows.rules.canonical import SourceRow
from amity.projects.models import Project


class LineFinder:
    """Looks up codes among the lines of the projects that a stage's names were matched to."""

    def __init__(self, source: Source | None, stage: Stage) -> None:
        self._source = source
        self._projects = {name["key"]: name["target"] for name in stage.names("project")}

    def find(self, row: SourceRow) -> int | None:
        """Return the line's id, or None if the row has no code or its project has no such line."""
        return self.line_of(row.project_key, row.line)

    def line_of(self, project_key: str, code: str) -> int | None:
        """Return the line's id by the key of the project's name and the code, or None."""
        return self._lines.get((self._projects.get(project_key, 0), code.casefold())) if code else None

    def missing(self, row: SourceRow) -> Reason | None:
        """Return the reason that a code names no quoted line. The time is then imported without a line."""
        return Reason("line_unknown", name=row.line) if row.line and self.find(row) is None else None

    def newly_found(self, held: int, row: SourceRow) -> bool:
        """Return whether a row's entry was imported before its line was known, and hasn't been moved since."""
        return held in self._without_line and self.find(row) is not None

    @cached_property
    def _lines(self) -> dict[tuple[int, str], int]:
        agreements = dict(
            Project.objects.filter(agreement__isnull=False).values_list("pk", "agreement_id").iterator(chunk_size=2000)
        )
        by_agreement: dict[int, list[tuple[str, int]]] = {}
        for agreement, number, line in AgreementLine.objects.values_list("agreement_id", "number", "line_id"):
            by_agreement.setdefault(agreement, []).append((number.casefold(), line))
        return {
            (project, number): line
            for project, agreement in agreements.items()
            for number, line in by_agreement.get(agreement, ())
        }

    @cached_property
    def _without_line(self) -> frozenset[int]:
        return frozenset(held for held, _code in waiting_for_a_line(source=self._source))


def waiting_for_a_line(**of: Any) -> Iterator[tuple[int, str]]:
    """Yield held rows, by key, with a line code whose entry has no line and hasn't been edited since: (key, code)."""
    rows = HeldRow.objects.filter(entry__line=None, entry__version=F("entry_version"), body__contains='"line"', **of)
    for held, body in rows.order_by("pk").values_list("pk", "body").iterator(chunk_size=2000):
        if code := SourceRow.from_text(body).line:
            yield held, code
