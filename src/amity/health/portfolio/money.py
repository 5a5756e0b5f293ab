"""The money beside the health of accounts, as the actor's money right shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from amity.health import wording
from amity.health.portfolio.queries import AccountRow
from amity.health.rules import WELL, WELL_FROM
from amity.profitability.books.load import whole_books
from amity.profitability.charts import scale_of
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import chosen
from amity.profitability.portfolio.queries import AGENCY_TARGET, account_rows
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.project_parts import ProjectPart
from amity.profitability.statements.rows import Row
from amity.profitability.statements.rules import Statement
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.charts import Bubble, ByRoom, Field, Layer, StackedBar, bubbles, stacked

LARGEST: Final = 3
WIDE, SMALL = 540, 350
LAYERS: Final = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True, slots=True)
class MoneyCharts:
    """Health against margin, and net fees by month. None without the right to see them, or without figures."""

    margin: ByRoom | None
    fees: ByRoom | None


@dataclass(frozen=True, slots=True)
class PortfolioMoney:
    """Twelve months of each account as the actor may see them."""

    ledger: Ledger
    known: Mapping[int, Row]

    def charts(self, rows: Sequence[AccountRow]) -> MoneyCharts:
        """Return the two charts of the accounts."""
        own = self.ledger.books
        return MoneyCharts(
            margin=_against_margin(rows, self.known, own.limit(AGENCY_TARGET)),
            fees=_by_month(self.ledger, self.known, own.currency) if own.view.fee else None,
        )


def money_of(by: Actor, today: date) -> PortfolioMoney:
    """Return twelve months of each account that the actor sees, for their right."""
    own = whole_books(by, today)
    ledger = Ledger(own, chosen("", own.first, own.last, today))
    return PortfolioMoney(ledger, {row.id: row for row in account_rows(ledger)})


def _against_margin(rows: Sequence[AccountRow], known: Mapping[int, Row], target: int) -> ByRoom | None:
    found = [_bubble(row, known[row.account_id]) for row in rows if row.account_id in known]
    shown = [one for one in found if one is not None]
    if not shown:
        return None
    field = Field(
        target // 100, WELL_FROM, _("delivery margin"), _("health"), _("Net fees, 12 months"),
        _("target %(target)s, %(band)s from %(score)s")
        % {"target": formats.percent(target, places=0), "band": str(wording.BANDS[WELL]).lower(), "score": WELL_FROM},
    )  # fmt: skip
    title = _("Health against margin")
    return ByRoom(
        bubbles("health-margin", title, shown, field, width=WIDE),
        bubbles("health-margin-small", title, shown, field, width=SMALL),
    )


def _bubble(row: AccountRow, money: Row) -> Bubble | None:
    margin, fees = money.margin, money.agi
    if row.score is None or margin is None or margin.value is None or fees is None or fees.value is None:
        return None
    amount = Money(fees.value, fees.currency)
    return Bubble(
        row.name, Decimal(margin.value) / 100, row.score, amount.major, wording.SHAPES[row.band], formats.money(amount)
    )


def _by_month(ledger: Ledger, known: Mapping[int, Row], currency: str) -> ByRoom | None:
    """Return net fees by month of the largest accounts and of all others together."""
    valued = [row for row in known.values() if row.agi is not None and row.agi.value]
    largest = sorted(valued, key=lambda row: (-_minor(row.agi), row.name))[:LARGEST]
    others = len(valued) - len(largest)
    own = [_months(ledger.by_month(partial(_is_of, row.id))) for row in largest]
    every = _months(ledger.of_clients_by_month())
    if not any(every.values()):
        return None
    scale, unit = scale_of(max(Money(value, currency).major for value in every.values()), currency)
    bars = [
        StackedBar(
            month,
            [
                *(_shown(amounts.get(month, 0), currency, scale) for amounts in own),
                _shown(total - sum(amounts.get(month, 0) for amounts in own), currency, scale),
            ],
        )
        for month, total in every.items()
    ]
    labels = [*(row.name for row in largest), _("%(count)d others") % {"count": others}]
    layers = [Layer(label, css) for label, css in zip(labels, [*LAYERS[: len(largest)], LAYERS[-1]], strict=True)]
    title = _("Net fees (AGI) by month")
    return ByRoom(
        stacked("net-fees", title, bars, layers, "", unit, width=WIDE),
        stacked("net-fees-small", title, bars, layers, "", unit, width=SMALL),
    )


def _months(found: Mapping[int, Statement]) -> Mapping[int, int]:
    """Return the net fees of each month, 0 where they are unknown."""
    return {month: _minor(one.agi) for month, one in found.items()}


def _is_of(account_id: int, part: ProjectPart) -> bool:
    return part.account_id == account_id


def _minor(figure: Figure | None) -> int:
    return figure.value if figure is not None and figure.value is not None else 0


def _shown(minor: int, currency: str, scale: Decimal) -> Decimal:
    return max(Money(minor, currency).major / scale, Decimal(0))
