"""Work of a period with the goal that each project, or line with a goal of its own, serves. Checks no rights."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from amity.agreements.lines.models import AgreementLine
from amity.profitability.books.records import ProjectRecord
from amity.profitability.profit_rows.queries import line_rows_of
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rules import Part
from amity.projects.goals.queries import LINE, Served, served_by_lines, served_by_projects
from amity.strategy.models import GoalLink


class Portion(NamedTuple):
    """A project with time or expenses, or one of its lines if that has a goal of its own.

    `served` is why it is under its goal, None for work without one.
    """

    project: ProjectRecord
    line: int
    title: str
    served: Served | None
    parts: Sequence[Part]


def portions(ledger: Ledger, projects: Sequence[ProjectRecord]) -> Iterator[Portion]:
    """Yield the work of projects that has time or expenses in the period, each with the goal that it serves."""
    served = served_by_projects({project.pk: project.agreement_id for project in projects})
    lines = _linked_lines(projects)
    split = [project.pk for project in projects if project.agreement_id in lines]
    rows = line_rows_of(ledger.books, split) if split else {}
    for project in projects:
        own = lines.get(project.agreement_id or 0)
        if own is None:
            part = ledger.own[project.pk].whole.part
            if part.stirs:
                yield Portion(project, 0, "", served.get(project.pk), (part,))
            continue
        rest = []
        for line, part in ledger.line_parts_of(project, rows.get(project.pk, {})).items():
            if not part.stirs:
                continue
            if line in own:
                yield Portion(project, line, *own[line], (part,))
            else:
                rest.append(part)
        if rest:
            yield Portion(project, 0, "", served.get(project.pk), rest)


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
