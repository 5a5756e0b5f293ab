"""Values of the brief as shown to the client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from amity.agency.queries import agency
from amity.briefs import wording
from amity.briefs.budget import page as drawing
from amity.briefs.estimate.queries import Estimate, PlannedLine, estimate_of
from amity.briefs.fields import OF_ITEM
from amity.briefs.items import rules as items
from amity.briefs.items.states import ItemStates, item_states_of
from amity.briefs.models import Brief
from amity.briefs.queries import roles_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats

APART: Final = ("need", "budget")
"""Items that the page shows in their own places."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A line as shown to the client. `price` is None where it isn't shown."""

    planned: PlannedLine
    price: Money | None


def for_client(by: Actor, brief: Brief, today: date, *, priced: bool) -> dict[str, Any]:
    """Return the context of `briefs/for_client.html`, without hours, cost and margin.

    Amounts need the right to see fees. With a total, the budget isn't shown: the client compares one amount.
    """
    estimate = estimate_of(brief, today)
    fee = drawing.eyes_of(person_of(by), estimate).fee
    item_states = item_states_of(brief, estimate, brief.size)
    answers = [(wording.FOR_CLIENT[item], texts, item_states.states.get(item)) for item, texts in _texts(brief).items()]
    return {
        "brief": brief,
        "agency": agency().name,
        "today": formats.dated(today),
        "stated_on": formats.dated(brief.stated_on) if brief.stated_on else "",
        "answers": answers,
        "open": [wording.FOR_CLIENT[item] for item in _open(item_states)],
        "budget": wording.budget_label(brief) if fee else "",
        "budget_state": item_states.states.get("budget"),
        "lines": [Offered(one, price_shown(one, estimate) if fee and priced else None) for one in estimate.lines],
        "total": total_shown(brief, estimate) if fee and priced else None,
        "fee": fee,
        "priced": priced,
        "roles": roles_of(brief),
    }


def _texts(brief: Brief) -> Mapping[str, list[str]]:
    shown = {
        item: [text for name in names if (text := wording.shown(brief, name))]
        for item, names in OF_ITEM.items()
        if item not in APART
    }
    return {item: texts for item, texts in shown.items() if texts}


def _open(item_states: ItemStates) -> list[str]:
    """Return the open items that this brief's size requires and the client can answer."""
    return [
        gap.item for gap in item_states.gaps if gap.item in OF_ITEM and gap.state in (items.TO_FIND_OUT, items.MISSING)
    ]


def total_shown(brief: Brief, estimate: Estimate) -> Money | None:
    """Return the total that a client sees, or None where there is none or a line lacks its price."""
    total = estimate.purchase.total
    return Money(total.price, brief.currency) if total.price and not total.unpriced else None


def price_shown(one: PlannedLine, estimate: Estimate) -> Money | None:
    """Return the price of a line that a client sees, or None where it isn't known."""
    sums = estimate.sums(one.row.pk)
    known = not sums.unpriced and (one.works or one.row.price is not None)
    return Money(sums.price, estimate.terms.currency) if known else None
