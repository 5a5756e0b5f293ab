"""Terms of an agreement and the known progress: the inputs of revenue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from amity.profitability.measures.rules import MonthRow, by_month, by_value_currency
from amity.retainers.periods.rules import Reckoning
from amity.retainers.terms.rules import NO_FACTS, Facts
from amity.shared.caches.once import once
from amity.shared.money import Rate
from amity.timesheets.rules import Measures

FeeModel = Literal["unknown", "fixed", "time_and_materials", "retainer", "prepaid", "non_billable"]
CompletionBasis = Literal["cost", "percent", "milestones"]
Counted = Literal["all", "billable", "approved"]


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """The terms that money is calculated from. Amounts are in minor units of `currency`, time in seconds, None if not
    agreed.

    `fee` is the whole fee (fixed), the monthly fee (retainer) or the price of the block (prepaid), before `discount`,
    which applies to the whole and is not spread over lines. `cap` limits time and materials. `included_seconds` and
    `included_units` are per month of a retainer, `overage` prices time above them. `planned_seconds` and `planned_cost`
    (agency's currency) are the plan in force for the whole work. `extras` are other terms of a retainer or block: later
    terms, top-ups, and overage written off.
    """

    fee_model: FeeModel
    currency: str
    starts_on: date | None = None
    ends_on: date | None = None
    signed_on: date | None = None
    fee: int | None = None
    discount: int = 0
    cap: int | None = None
    included_seconds: int | None = None
    included_units: int | None = None
    unit_price: int | None = None
    bought_seconds: int | None = None
    overage: Rate | None = None
    counted: Counted = "all"
    planned_seconds: int | None = None
    planned_cost: int | None = None
    completion_basis: CompletionBasis = "cost"
    extras: Facts = NO_FACTS

    @property
    def net_fee(self) -> int | None:
        """The fee less the discount on the whole, or None while no fee is known."""
        return None if self.fee is None else self.fee - self.discount


@dataclass(frozen=True, slots=True)
class PercentStated:
    """Percent complete in basis points, as the project manager stated it on a date."""

    on: date
    basis_points: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone with its weight in the whole (in any unit, such as its part of the fee) and its delivery date."""

    label: str
    weight: int
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of work. `finished_on` is the day all lines were finished, or the project delivered or closed.

    `has_finished`: at least one line is finished.
    """

    finished_on: date | None = None
    percent_complete: tuple[PercentStated, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    has_finished: bool = False


NO_PROGRESS: Final = Progress()
NO_MONTHS: Final[Mapping[int, int]] = {}


class History:
    """The history of an agreement, for all its projects: monthly rows, units and billed expenses by month.

    Expenses are minor units of the agreement's currency. `expenses_unbilled` is the number to be billed for an amount
    that isn't entered yet. `reckonings` holds the retainer periods calculated from it, with the terms they are for.
    Nothing else of it changes. It is equal to itself alone.
    """

    __slots__ = (
        "billed_expenses", "expenses_unbilled", "months_", "progress", "reckonings", "rows", "units", "values_",
    )  # fmt: skip

    def __init__(
        self,
        rows: tuple[MonthRow, ...] = (),
        progress: Progress = NO_PROGRESS,
        units: Mapping[int, int] = NO_MONTHS,
        billed_expenses: Mapping[int, int] = NO_MONTHS,
        expenses_unbilled: Mapping[int, int] = NO_MONTHS,
    ) -> None:
        self.rows, self.progress, self.units = rows, progress, units
        self.billed_expenses, self.expenses_unbilled = billed_expenses, expenses_unbilled
        self.reckonings: tuple[tuple[AgreementTerms, Reckoning], ...] = ()

    @once
    def months(self) -> Mapping[int, Measures]:
        """Measures by month over all value currencies: time and cost, never value."""
        return by_month(self.rows)

    @once
    def values(self) -> Mapping[str, Mapping[int, Measures]]:
        """Measures by value currency and month."""
        currencies = {row.sums.value_currency for row in self.rows}
        return {currencies.pop(): self.months} if len(currencies) == 1 else by_value_currency(self.rows)
