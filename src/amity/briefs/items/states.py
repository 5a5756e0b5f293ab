"""Queries for the state of each item of a brief: known, assumed, to find out or missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amity.briefs.estimate.queries import Estimate
from amity.briefs.fields import OF_ITEM
from amity.briefs.items import rules as items
from amity.briefs.items.rules import Gap
from amity.briefs.models import Brief
from amity.briefs.moves import rules as states
from amity.briefs.queries import roles_of
from amity.facts import queries as facts
from amity.facts.models import Fact
from amity.shared.refs import Ref

NEED = "need"
CONFIRMED = (states.CONFIRMED, states.CONVERTED)
"""A client who confirmed a brief confirmed what it says: nothing written in it is an assumption any more."""
OURS = ("account_manager", "manager")
"""Items that we name ourselves. Naming them makes them known."""


@dataclass(frozen=True, slots=True)
class ItemStates:
    """The state of each item, its fact and whom to ask, and the open items that its size requires."""

    size: str
    states: Mapping[str, str]
    facts: Mapping[str, Fact]
    gaps: list[Gap]

    @property
    def blocking(self) -> list[Gap]:
        """Return the gaps that block the brief."""
        return [gap for gap in self.gaps if gap.blocks]

    def count(self, state: str) -> int:
        """Return how many of the required items have a state."""
        asked = [item for item in items.TABLE if items.demand_of(item, self.size) != items.NOT]
        return sum(self.states.get(item, items.MISSING) == state for item in asked)


def item_states_of(brief: Brief, estimate: Estimate, size: str) -> ItemStates:
    """Return the states of the items of a brief for a size, in two queries besides its estimate."""
    stated = facts.facts_on(Ref.to(brief))
    found = {item: _state(brief, item, stated.get(item)) for item in items.FACTS if item in OF_ITEM}
    found["roles"] = _roles(brief, stated.get("roles"))
    found |= _of_lines(estimate)
    return ItemStates(size, found, stated, items.gaps(size, found))


def is_filled(brief: Brief, item: str) -> bool:
    """Return whether the field of an item has a value."""
    value: Any = getattr(brief, OF_ITEM[item][0])
    return value not in (None, "")


def _state(brief: Brief, item: str, fact: Fact | None) -> str:
    if fact is not None and fact.state == items.TO_FIND_OUT:
        return items.TO_FIND_OUT
    if not is_filled(brief, item):
        return items.MISSING
    if brief.state in CONFIRMED or (fact is None and item in OURS):
        return items.KNOWN
    return fact.state if fact is not None else items.ASSUMED


def _roles(brief: Brief, fact: Fact | None) -> str:
    """Return whether it is known who does what: by its roles, or by its approver and both managers."""
    if fact is not None and fact.state == items.TO_FIND_OUT:
        return items.TO_FIND_OUT
    named = brief.approver_id and brief.account_manager_id and brief.manager_id
    return items.KNOWN if named or roles_of(brief) else items.MISSING


def _of_lines(estimate: Estimate) -> dict[str, str]:
    """Return the states of lines, their hours (that of the least certain line) and their acceptance criteria."""
    lines = estimate.lines
    if not lines:
        return {}
    order = (items.MISSING, items.TO_FIND_OUT, items.ASSUMED, items.KNOWN)
    hours = min((line.state for line in lines), key=order.index)
    accepted = all(line.terms and line.terms.acceptance for line in lines)
    return {"lines": items.KNOWN, "hours": hours, "acceptance": items.KNOWN if accepted else items.MISSING}
