"""Limit figures to a money right. Hidden figures are not in the object at all."""

from dataclasses import dataclass, replace
from typing import Final

from amity.agency.rules import PERSON
from amity.profitability.figures.rules import Figure
from amity.shared.permission import MoneyRight

COSTS: Final = frozenset(
    {
        "cost_to_date",
        "planned_cost",
        "labour_cost",
        "other_costs",
        "account_service_cost",
        "account_service_spent",
        "left_for_us",
        "delivery_expenses",
    }
)
"""Inputs that are costs, or reveal one."""


FROM_FILE: Final = "file"
"""The level shown if costs came with a file. Each is one person's, so it is treated as level *person*."""


@dataclass(frozen=True, slots=True)
class MoneyView:
    """A money right with the cost level in force. At level *person* a margin would reveal pay."""

    right: MoneyRight
    level: str

    @property
    def time(self) -> bool:
        """Return whether hours are visible."""
        return self.right >= MoneyRight.HOURS

    @property
    def fee(self) -> bool:
        """Return whether fees, revenue, net fees and the average billable rate are visible."""
        return self.right >= MoneyRight.FEE

    @property
    def target(self) -> bool:
        """Return whether it is visible if a margin is on or below its target."""
        return self.right >= MoneyRight.TARGET

    @property
    def margin(self) -> bool:
        """Return whether margin, cost and delivery profit are visible."""
        return self.right >= (MoneyRight.COST if self.level in (PERSON, FROM_FILE) else MoneyRight.MARGIN)

    @property
    def hidden(self) -> frozenset[str]:
        """The labels of inputs that this right hides."""
        return frozenset() if self.margin else COSTS

    def over(self, *, from_file: bool) -> "MoneyView":
        """Return the person's view of a figure whose cost may partly come from a file."""
        return replace(self, level=FROM_FILE) if from_file else self

    def money(self, figure: Figure) -> Figure | None:
        """Return a fee figure for this right: None without it, and no cost among its inputs if that is hidden."""
        return self._open(figure) if self.fee else None

    def kept(self, figure: Figure) -> Figure | None:
        """Return a figure based on cost if it is visible, otherwise None."""
        return figure if self.margin else None

    def _open(self, figure: Figure) -> Figure:
        if self.margin:
            return figure
        return figure._replace(inputs=tuple(one for one in figure.inputs if one.label not in COSTS))
