"""REST operations for drift, limited to the caller's right to money."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Amount, Answered, Id, Shape, amount_in
from amity.profitability import policy
from amity.profitability.drift.queries import Drift, GoalShare, account_drift
from amity.profitability.figures.rules import Figure
from amity.profitability.router import router


class QuarterAsked(Shape):
    """Filter: the quarter as YYYYQ, such as 20264. The one with the newest time if omitted."""

    quarter: Annotated[int | None, Field(ge=19001, le=29994)] = None


class GoalShareShape(Answered):
    """Time and net fees of the work that serves a goal; `goal_id` is null for work that serves none."""

    goal_id: Id | None
    title: str
    seconds: int | None
    basis_points: int | None
    net_fees: Amount | None


class DriftShape(Answered):
    """An account's work by goal in a quarter. `strayed` are the emails that don't serve the strategy."""

    account_id: Id
    quarter: int
    seconds: int
    account_service_seconds: int
    shares: list[GoalShareShape]
    strayed: list[Id]


@reads(router, "/accounts/{int:account_id}/drift", DriftShape)
def read_account_drift(request: HttpRequest, account_id: Path[Id], asked: Query[QuarterAsked]) -> dict[str, Any]:
    """Return time and net fees by goal, and those that serve none."""
    by = asker(request)
    policy.may_see_money(by).or_refuse()
    account, drift = account_drift(by, account_id, timezone.localdate(), str(asked.quarter or ""))
    return {
        "account_id": account.pk, "quarter": int(drift.period.choice), "seconds": drift.seconds,
        "account_service_seconds": drift.service, "shares": _shares(drift),
        "strayed": [one.item_id for one in drift.strayed],
    }  # fmt: skip


def _shares(drift: Drift) -> list[dict[str, Any]]:
    return [_share(one) for one in (*drift.goals, drift.none)]


def _share(one: GoalShare) -> dict[str, Any]:
    goal = one.goal.goal if one.goal else None
    return {
        "goal_id": goal.pk if goal else None, "title": goal.title if goal else "", "seconds": one.row.seconds,
        "basis_points": one.share, "net_fees": _fees(one.row.agi),
    }  # fmt: skip


def _fees(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else amount_in(figure.value, figure.currency)
