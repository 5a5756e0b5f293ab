"""Accounts that need someone: those that are unwell, then those to watch, with what keeps each of them low."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from amity.health.portfolio.causes import with_value
from amity.health.portfolio.queries import OPEN_INPUTS, AccountRow, HealthPortfolio
from amity.health.rules import MARGIN, UNWELL, WATCH, WELL_FROM, Health, Numbers, health_of
from amity.health.snapshots.evidence import Evidence, caps_in, money_in, readings_in
from amity.health.weights.queries import numbers_in_force
from amity.health.wording import CAPS
from amity.profitability.statements.money_view import MoneyView
from amity.shared.permission import MoneyRight

MOST_CAUSES = 2


@dataclass(frozen=True, slots=True)
class Concern:
    """An account below "well". `causes` are the caps that lower its score, and low inputs that the reader may see."""

    row: AccountRow
    causes: tuple[str, ...]


def concerns(seen: HealthPortfolio, right: MoneyRight, most: int) -> Sequence[Concern]:
    """Return the accounts with the lowest health of those that aren't well."""
    low = [row for row in seen.rows if row.band in (UNWELL, WATCH)][:most]
    numbers = numbers_in_force() if low else None
    return [_concern(row, json.loads(seen.evidence[row.account_id]), numbers, right) for row in low if numbers]


def _concern(row: AccountRow, evidence: Evidence, numbers: Numbers, right: MoneyRight) -> Concern:
    health = health_of(readings_in(evidence), caps_in(evidence), numbers)
    causes = [*(str(CAPS[key]) for key in health.lowering), *_low_inputs(health, evidence, right)]
    return Concern(row, tuple(causes[:MOST_CAUSES]))


def _low_inputs(health: Health, evidence: Evidence, right: MoneyRight) -> list[str]:
    """Return the inputs that the reader may see and that are below "well" with their values, the lowest first."""
    money = money_in(evidence)
    sees_margin = money is not None and MoneyView(right, money.level).margin
    readable = (*OPEN_INPUTS, *([MARGIN] if sees_margin else []))
    low = [
        (one.score, one.key)
        for one in health.inputs
        if one.key in readable and one.weight and one.score is not None and one.score < WELL_FROM
    ]
    return [with_value(key, evidence) for _score, key in sorted(low)]
