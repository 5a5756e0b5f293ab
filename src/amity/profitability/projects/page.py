"""Values of a project's money, on its own page and among the sections of the project's page."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.profitability.causes.of_figures import project_cause
from amity.profitability.charts import SMALL, in_hours
from amity.profitability.forecast.cone import ahead_of
from amity.profitability.forecast.evidence import LINE, Evidence, Piece
from amity.profitability.forecast.expected import expected
from amity.profitability.forecast.pace import Day
from amity.profitability.forecast.queries import evidence_of_lines
from amity.profitability.forecast.rules import Item
from amity.profitability.projects.queries import Burn, ProjectMoney, project_money
from amity.profitability.projects.wording import summary
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.charts import Ahead, BurnLine, ByRoom, burn


def project_context(actor: Actor, project: Project) -> dict[str, Any]:
    """Return the context of `profitability/project_sections.html` for a project already read for this actor."""
    today = timezone.localdate()
    seen = project_money(actor, project, today)
    known = _evidence(seen) if seen.forecast and seen.burn.used else None
    ahead = ahead_of(project, seen.burn.days, known.forecast(), known.budget) if known else None
    return {
        "money": seen,
        "sub": summary(seen),
        "cause": project_cause("margin", seen),
        "burn": burn_chart(seen.burn, today, ahead),
        "expected": expected(known, known.forecast()) if known else None,
        "has_phase": any(line.phase for line in seen.lines),
    }


def _evidence(seen: ProjectMoney) -> Evidence | None:
    """Return what the forecast of a project is based on, from its lines and the time on none of them."""
    known = [(one, one.status) for one in seen.lines if one.id]
    lines = [
        Piece(LINE, one.id, one.title, Item(has.planned_seconds, has.used_seconds, finished=has.finished))
        for one, has in known
    ]
    return evidence_of_lines(seen.project, lines, sum(one.status.used_seconds for one in seen.lines if not one.id))


def burn_chart(days: Burn, today: date, ahead: Ahead | None = None) -> ByRoom | None:
    """Return the chart of hours used against the plan of the lines, or None before the first hour."""
    if not days.used:
        return None
    started = [(days.used[0][0], Decimal(0)), *_in_hours(days.used)]
    line = BurnLine(started, _in_hours(days.plan), in_hours(days.budget) if days.budget else None, ahead)
    end = _end(days, today)
    label = "" if end >= today else _("last entry %(day)s") % {"day": formats.day(end, today)}
    wide = burn("burn", _("Burn"), line, today=end, unit=_("hours"), label=label)
    return ByRoom(wide, burn("burn-small", _("Burn"), line, today=end, unit=_("hours"), width=SMALL, label=label))


def _in_hours(days: Sequence[Day]) -> list[tuple[date, Decimal]]:
    return [(day, in_hours(seconds)) for day, seconds in days]


def _end(days: Burn, today: date) -> date:
    """Return the chart's end: today, or the last entry if it is long ago, so that the line isn't flattened."""
    last = days.used[-1][0]
    return last if (today - last).days > 60 else max(today, last)
