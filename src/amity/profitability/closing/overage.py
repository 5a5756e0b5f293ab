"""Overage of retainers at a month end: what was decided, and what would be frozen although nobody decided on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.profitability.retainer_revenue.rules import decided, undecided
from amity.profitability.statements.ledger import Ledger
from amity.profitability.terms.rules import AgreementTerms, History
from amity.retainers.periods.rules import Period, price_of
from amity.retainers.wording import Unit
from amity.shared.money import Money


@dataclass(frozen=True, slots=True)
class EndedOverage:
    """The overage of an ended period. Without a decision it is written off or billed as agreed for that case."""

    agreement_id: int
    title: str
    period: Period
    unit: Unit

    @property
    def amount(self) -> str:
        """Return the overage with its unit."""
        return self.unit.with_unit(self.period.row.over)

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

    @property
    def outcome(self) -> str:
        """Return what became of it: billed, written off, or both."""
        given = self.period.given
        if not given:
            return _("billed")
        if given >= self.period.row.over:
            return _("written off")
        return _("billed, %(amount)s of it written off") % {"amount": self.unit.with_unit(given)}


def undecided_overage(ledger: Ledger, month: int) -> Sequence[EndedOverage]:
    """Return the overage of periods that end in a month and have no decision, by retainer."""
    return _overage(ledger, month, undecided)


def decided_overage(ledger: Ledger, month: int) -> Sequence[EndedOverage]:
    """Return the overage of periods that end in a month and was billed or written off by a decision, by retainer."""
    return _overage(ledger, month, decided)


def _overage(
    ledger: Ledger, month: int, chosen: Callable[[AgreementTerms, History, int], list[Period]]
) -> Sequence[EndedOverage]:
    own = ledger.books
    found = []
    for key, deal in own.deals.items():
        if deal.terms.fee_model == "retainer":
            for one in chosen(deal.terms, deal.history, month):
                unit = Unit(one.terms.kind, deal.terms.currency, own.view.fee)
                found.append(EndedOverage(key, own.agreements[key].title, one, unit))
    return sorted(found, key=lambda one: (one.title, one.agreement_id))
