"""Pure rules for the price of a confirmed brief: its lines or the budget. Where they differ, someone chooses."""

from dataclasses import dataclass
from typing import Final

LINES: Final = "lines"
BUDGET: Final = "budget"


@dataclass(frozen=True, slots=True)
class Offer:
    """The two possible prices in minor units. None means unknown. `seen` is which one the client confirmed, or ""."""

    lines: int | None = None
    budget: int | None = None
    seen: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether both prices are known and differ, so that someone has to choose."""
        return self.lines is not None and self.budget is not None and self.lines != self.budget

    @property
    def usual(self) -> str:
        """Return which price is usual while the choice is open: the one the client confirmed, else the lines, unless
        they exceed the budget.
        """
        if self.seen:
            return self.seen
        return BUDGET if self.lines is not None and self.budget is not None and self.lines > self.budget else LINES

    def price(self, choice: str | None = None) -> int | None:
        """Return the chosen price, or without a choice the only known one. None while the choice is open."""
        if choice is not None:
            return {LINES: self.lines, BUDGET: self.budget}.get(choice)
        return None if self.is_open else self.budget if self.lines is None else self.lines
