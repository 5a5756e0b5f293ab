"""Values of a project's money, on its own page and among the sections of the project's page."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.profitability.causes.of_figures import project_cause
from amity.profitability.charts import SMALL
from amity.profitability.projects.queries import ProjectMoney, project_money
from amity.profitability.projects.wording import summary
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.charts import BurnLine, ByRoom, burn


def project_context(actor: Actor, project: Project) -> dict[str, Any]:
    """Return the context of `profitability/project_sections.html` for a project already read for this actor."""
    today = timezone.localdate()
    seen = project_money(actor, project, today)
    return {
        "money": seen,
        "sub": summary(seen),
        "cause": project_cause("margin", seen),
        "burn": burn_chart(seen, today),
        "has_phase": any(line.phase for line in seen.lines),
    }


def burn_chart(money: ProjectMoney, today: date) -> ByRoom | None:
    """Return the chart of hours used against the plan of the lines, or None before the first hour."""
    if not money.used:
        return None

    def in_hours(days: Sequence[tuple[date, int]]) -> list[tuple[date, Decimal]]:
        return [(day, round(Decimal(seconds) / 3600, 2)) for day, seconds in days]

    started = [(money.used[0][0], Decimal(0)), *in_hours(money.used)]
    budget = round(Decimal(money.budget) / 3600, 2) if money.budget else None
    line, end = BurnLine(started, in_hours(money.plan), budget), _end(money, today)
    label = "" if end >= today else _("last entry %(day)s") % {"day": formats.day(end, today)}
    wide = burn("burn", _("Burn"), line, today=end, unit=_("hours"), label=label)
    return ByRoom(wide, burn("burn-small", _("Burn"), line, today=end, unit=_("hours"), width=SMALL, label=label))


def _end(money: ProjectMoney, today: date) -> date:
    """Return the chart's end: today, or the last entry if it is long ago, so that the line isn't flattened."""
    last = money.used[-1][0]
    return last if (today - last).days > 60 else max(today, last)
