"""What a brief of each size must hold: the one table that the page shows and the commands enforce (product.md, J1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from amity.briefs.sizes.rules import SIZES

HARD: Final = "hard"
"""Must be there: the brief goes nowhere without it."""
ASKED: Final = "asked"
"""Must be there, or stand as to find out with a person and a date."""
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
    "approver": (HARD, HARD, HARD),
    "budget": (HARD, HARD, HARD),
    "wanted_on": (ASKED, ASKED, ASKED),
    "account_manager": (HARD, HARD, HARD),
    "manager": (HARD, HARD, HARD),
    "roles": (NOT, NOT, ASKED),
    "lines": (NOT, HARD, HARD),
    "hours": (NOT, ASKED, ASKED),
    "acceptance": (NOT, NOT, ASKED),
}
"""Which items each size requires. The order is the one they are asked in."""
FACTS: Final = tuple(name for name in TABLE if name not in ("lines", "hours"))
"""Items that can stand as known, assumed or to find out; lines and their hours say for themselves."""

KNOWN: Final = "known"
ASSUMED: Final = "assumed"
TO_FIND_OUT: Final = "ask"
MISSING: Final = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An item that is not settled: `blocks` where the brief cannot go on with it, else it is chased meanwhile."""

    item: str
    demand: str
    state: str

    @property
    def blocks(self) -> bool:
        """Return whether the brief stays where it is because of this."""
        return self.state == MISSING or (self.demand == HARD and self.state == TO_FIND_OUT)


def demand_of(item: str, size: str) -> str:
    """Return what a size demands of an item."""
    return TABLE[item][SIZES.index(size)]


def gaps(size: str, states: Mapping[str, str]) -> list[Gap]:
    """Return what is missing, to find out or only assumed, of what the size demands; those that block first.

    `states` says of each item whether it is known, assumed or to find out; what is not in it is missing.
    """
    found = [
        Gap(item, demand, states.get(item, MISSING))
        for item in TABLE
        if (demand := demand_of(item, size)) != NOT and states.get(item, MISSING) != KNOWN
    ]
    return sorted(found, key=lambda gap: not gap.blocks)


def blocking(size: str, states: Mapping[str, str]) -> list[Gap]:
    """The gaps that keep a brief of this size from going to the client, being confirmed, or opening its budget."""
    return [gap for gap in gaps(size, states) if gap.blocks]
