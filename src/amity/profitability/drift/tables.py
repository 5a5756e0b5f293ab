"""Drift of an account as a file: its work by goal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from amity.profitability.drift import wording
from amity.profitability.drift.queries import Drift, GoalShare, Work
from amity.profitability.figures.rules import Figure
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable


def work_file(drift: Drift) -> FileTable:
    """Return each project or line with the goal that it serves, its hours and its net fees."""
    heads = [_("Goal"), _("Status"), _("Project"), _("Line"), _("Reason"), _("Hours")]
    heads += [_("Net fees, %(currency)s") % {"currency": drift.currency}] if drift.view.fee else []
    return FileTable(heads, [_work_cells(drift, share, one) for share, one in _every_work(drift)])


def _every_work(drift: Drift) -> Iterator[tuple[GoalShare, Work]]:
    for share in (*drift.goals, drift.none):
        for one in share.work:
            yield share, one


def _work_cells(drift: Drift, share: GoalShare, one: Work) -> list[str]:
    goal, status = (share.goal.goal.title, share.goal.word) if share.goal else (_("no goal"), "")
    cells = [harmless(goal), status, harmless(one.project), harmless(one.line), wording.because(one)]
    cells.append(exact.hours(one.row.seconds))
    return cells + ([_money(one.row.agi)] if drift.view.fee else [])


def _money(figure: Figure | None) -> str:
    return exact.amount(figure.value, figure.currency) if figure else ""
