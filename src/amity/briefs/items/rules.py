"""Pure rules of the items a brief of each size needs, in one table for page and commands (product.md, J1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from amity.briefs.sizes.rules import SIZES

HARD: Final = "hard"
"""Required: the brief can't proceed without it."""
ASKED: Final = "asked"
"""Required, or marked as to find out with a person and a date."""
NOT: Final = ""

TABLE: Final[Mapping[str, tuple[str, str, str]]] = {
    # item:             note,  short, full
    "need": (ASKED, ASKED, ASKED),
    "done_when": (ASKED, NOT, NOT),
    "goal": (NOT, ASKED, ASKED),
    "measure": (NOT, ASKED, ASKED),
    "baseline": (NOT, NOT, ASKED),
    "target": (NOT, ASKED, ASKED),
    "audience": (NOT, NOT, ASKED),
    "constraints": (NOT, NOT, ASKED),
    "exclusions": (NOT, ASKED, ASKED),
    "approver": (ASKED, HARD, HARD),
    "budget": (HARD, HARD, HARD),
    "wanted_on": (ASKED, ASKED, ASKED),
    "account_manager": (HARD, HARD, HARD),
    "manager": (HARD, HARD, HARD),
    "roles": (NOT, NOT, ASKED),
    "lines": (NOT, HARD, HARD),
    "hours": (NOT, ASKED, ASKED),
    "acceptance": (NOT, NOT, ASKED),
}
"""The items each size requires, in the order in which they are asked."""
FACTS: Final = tuple(name for name in TABLE if name not in ("lines", "hours"))
"""Items that can be known, assumed or to find out. The state of lines and their hours follows from the lines."""

KNOWN: Final = "known"
ASSUMED: Final = "assumed"
TO_FIND_OUT: Final = "ask"
MISSING: Final = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An open item. `blocks` where the brief can't proceed without it; otherwise it is followed up."""

    item: str
    demand: str
    state: str

    @property
    def blocks(self) -> bool:
        """Return whether the brief can't proceed without it."""
        return self.state == MISSING or (self.demand == HARD and self.state == TO_FIND_OUT)


def demand_of(item: str, size: str) -> str:
    """Return a size's requirement for an item."""
    return TABLE[item][SIZES.index(size)]


def gaps(size: str, states: Mapping[str, str]) -> list[Gap]:
    """Return the required items that are missing, to find out or assumed, with blocking ones first.

    `states` has each item's state: known, assumed or to find out. An item without one is missing.
    """
    found = [
        Gap(item, demand, states.get(item, MISSING))
        for item in TABLE
        if (demand := demand_of(item, size)) != NOT and states.get(item, MISSING) != KNOWN
    ]
    return sorted(found, key=lambda gap: not gap.blocks)


def blocking(size: str, states: Mapping[str, str]) -> list[Gap]:
    """Return the gaps that keep a brief from going to the client, being confirmed, or being converted."""
    return [gap for gap in gaps(size, states) if gap.blocks]
