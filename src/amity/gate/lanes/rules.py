"""Pure rules of lanes: defaults by kind and author (product.md, J10), and floors that no setting lowers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from amity.gate import rules as items

WATCH: Final = "watch"
ADVISE: Final = "advise"
UNLESS_STOPPED: Final = "unless"
HOLD: Final = "hold"
FOUR_EYES: Final = "four"
LANES: Final = (WATCH, ADVISE, UNLESS_STOPPED, HOLD, FOUR_EYES)
"""From the lightest to the strictest."""

MANAGER: Final = "manager"
PROJECT_MANAGER: Final = "pm"
OTHERS: Final = "others"
AUTHORS: Final = (MANAGER, PROJECT_MANAGER, OTHERS)

PRICE: Final = "price"
SIGNATURE: Final = "signature"
SPONSOR: Final = "sponsor"
KIND: Final = "kind"
WRITES: Final = "writes"
CONFLICT: Final = "conflict"
WATCHING: Final = "watching"
FLOORS: Final = (PRICE, SIGNATURE, SPONSOR, KIND, CONFLICT)

HELD_KINDS: Final = (items.SHOWING, *sorted(items.BINDING))

KINDS: Final = tuple(kind for kind in items.KINDS if kind != items.BUNDLE)
"""Kinds that have a lane of their own. A bundle has the strictest of its items."""

ROUTINE_KINDS: Final = (
    items.CONTACT_REPORT, items.STATUS, items.INSIGHT, items.RECOMMENDATION, items.INPUT, items.BRIEF, items.STATEMENT,
    items.VERSION,
)  # fmt: skip
_ROUTINE: Final = {MANAGER: ADVISE, PROJECT_MANAGER: UNLESS_STOPPED, OTHERS: UNLESS_STOPPED}
DEFAULTS: Final[Mapping[tuple[str, str], str]] = {
    **{(kind, author): lane for kind in ROUTINE_KINDS
       for author, lane in _ROUTINE.items()},
    **{(kind, author): HOLD for kind in HELD_KINDS for author in AUTHORS},
    (items.EMAIL, MANAGER): ADVISE,
    (items.EMAIL, PROJECT_MANAGER): WATCH,
    (items.EMAIL, OTHERS): HOLD,
}  # fmt: skip


FIRST_SHOWING: Final = "first_showing"
INVOICES: Final = "invoices"
WORKING_MAIL: Final = "working_mail"


def duty_of(kind: str) -> str:
    """Return the duty of *Who does what* that a kind belongs to: what isn't a duty of its own is working email."""
    return {items.SHOWING: FIRST_SHOWING, items.INVOICE: INVOICES}.get(kind, WORKING_MAIL)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lane of an item, and the floor that made it stricter than the setting, or "".

    `instead` is the lane it would have if the gate didn't only watch.
    """

    lane: str
    because: str = ""
    instead: str = ""


def lane_of(kind: str, author: str, settings: Iterable[Mapping[tuple[str, str], str]], floors: Iterable[str]) -> Chosen:
    """Return the lane of an item: the first setting that has one, otherwise the default, never below its floors."""
    own = next((found for one in settings if (found := one.get((kind, author)))), DEFAULTS[kind, author])
    floor = next(iter(floors), "")
    if floor and strength(own) < strength(HOLD):
        return Chosen(HOLD, floor)
    return Chosen(own)


def watched(chosen: Chosen, floors: Iterable[str]) -> Chosen:
    """Return the lane while the gate only watches: everything goes at once, except what has a floor."""
    if any(floors) or chosen.lane == WATCH:
        return chosen
    return Chosen(WATCH, WATCHING, chosen.lane)


def floors_of(
    kind: str, *, names_price: bool, asks_signature: bool, has_sponsor: bool, has_conflict: bool = False
) -> list[str]:  # fmt: skip
    """Return what keeps an item from a lane below hold."""
    found = {
        KIND: kind in items.BINDING, PRICE: names_price, SIGNATURE: asks_signature, SPONSOR: has_sponsor,
        CONFLICT: has_conflict,
    }  # fmt: skip
    return [floor for floor, applies in found.items() if applies]


def strength(lane: str) -> int:
    """Return the place of a lane, the strictest last."""
    return LANES.index(lane)


def allowed(kind: str) -> tuple[str, ...]:
    """Return the lanes that a setting can choose for a kind."""
    return LANES[strength(HOLD) :] if kind in items.BINDING else LANES
