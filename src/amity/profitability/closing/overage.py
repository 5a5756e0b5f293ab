"""Overage of retainers that a month end would freeze although nobody decided on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.profitability.retainer_revenue.rules import undecided
from amity.profitability.statements.ledger import Ledger
from amity.retainers.periods.rules import Period, price_of
from amity.retainers.wording import Unit
from amity.shared.money import Money


@dataclass(frozen=True, slots=True)
class Undecided:
    """A period's overage without a decision. It is written off or billed as agreed for that case."""

    agreement_id: int
    title: str
    period: Period
    unit: Unit

    @property
    def amount(self) -> str:
        """Return the overage with its unit."""
        return self.unit.plain(self.period.row.over)

    @property
    def price(self) -> Money | None:
        """Return its price if all of it is billed, None where `amount` is already money or fees are hidden."""
        if self.unit.kind == "value" or not self.unit.fee:
            return None
        return Money(price_of(self.period.terms, self.period.row.over, self.unit.currency), self.unit.currency)

    @property
    def is_written_off(self) -> bool:
        """Return whether it is written off without a decision, in whole or in part."""
        return self.period.given > 0


def undecided_overage(ledger: Ledger, month: int) -> Sequence[Undecided]:
    """Return the overage of periods that end in a month and have no decision, by retainer."""
    own = ledger.books
    found = []
    for key, deal in own.deals.items():
        if deal.terms.fee_model == "retainer":
            for one in undecided(deal.terms, deal.history, month):
                unit = Unit(one.terms.kind, deal.terms.currency, own.view.fee)
                found.append(Undecided(key, own.agreements[key].title, one, unit))
    return sorted(found, key=lambda one: (one.title, one.agreement_id))
