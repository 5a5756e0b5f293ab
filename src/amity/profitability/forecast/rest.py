"""REST operations for forecasts of hours, for those who see hours."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.profitability import policy
from amity.profitability.forecast import steps
from amity.profitability.forecast.evidence import Evidence
from amity.profitability.forecast.numbers import thresholds
from amity.profitability.forecast.queries import evidence_seen_by
from amity.profitability.router import router
from amity.projects.queries import project_seen_by
from amity.shared.errors import NotSeen


class ForecastShape(Answered):
    """What a project is expected to take. Seconds; one project in ten ends below `p10`, half below `p50`.

    `level`: 0 hours and budget only, 1 a stated percentage, 2 lines with finished marks, 3 work items. `loss_index`
    and `overrun` (the probability of an overrun) are in basis points. `step` is the one that is reached. `too_early`:
    less than a fifth of the budget is used and nothing is finished, so don't judge the project by it.
    """

    project_id: Id
    level: int
    budget: int
    used: int
    p10: int
    p50: int
    p90: int
    overrun: int
    loss_index: int | None
    step: Literal["", "warning", "reminder"]
    too_early: bool


class ForecastStepShape(Answered):
    """A step that a project's forecast reached, with its figures on that day. `gone_on`: it no longer holds."""

    id: Id
    project_id: Id
    step: Literal["warning", "reminder"]
    reached_on: date
    budget: int
    used: int
    expected: int
    overrun: int
    gone_on: date | None


class ForecastStepsAsked(Asked):
    """Filters for the list of steps."""

    project_id: Id | None = None
    step: Literal["warning", "reminder"] | None = None
    open: bool | None = None


@reads(router, "/projects/{int:project_id}/forecast", ForecastShape)
def read_project_forecast(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """Return what a project is expected to take. Not found where nothing is planned, or its work is over."""
    by = asker(request)
    policy.may_see_money(by).or_refuse()
    project = project_seen_by(by, project_id)
    known = evidence_seen_by(by, project)
    if known is None:
        raise NotSeen(_("Nothing is planned on this project, or its work is over, so there is nothing to forecast."))
    return _shown(project.pk, known)


@reads(router, "/forecast-steps", Page[ForecastStepShape])
def list_forecast_steps(request: HttpRequest, asked: Query[ForecastStepsAsked]) -> dict[str, Any]:
    """List the early warnings and reminders of projects whose hours the caller can see."""
    by = asker(request)
    policy.may_see_money(by).or_refuse()
    rows = steps.steps_seen_by(by)
    return page(narrowed(rows, asked, "project_id", "step", open="gone_on__isnull"), asked, ForecastStepShape.of)


def _shown(project_id: int, known: Evidence) -> dict[str, Any]:
    found = known.forecast()
    return {
        "project_id": project_id, "level": found.level, "budget": known.budget, "used": known.used,
        "p10": round(found.p10), "p50": round(found.p50), "p90": round(found.p90),
        "overrun": round(found.overrun * 10_000),
        "loss_index": None if found.loss is None else round(found.loss * 10_000),
        "step": known.step(thresholds()), "too_early": known.is_early,
    }  # fmt: skip
