"""The ledger of a retainer: available, used, rolled over, expired and overage, period by period, to the last unit.

Source: the project's domain notes, "Retainer period". Quantities are whole: seconds, minor units or units. What expires
first is used first. Of two that expire together, the older is used first, so time rolled in is used before that of the
period. Every row obeys: there + over = used + rolled on + expired + balance. All rows together: bought + over = used +
expired + balance.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from amity.shared.money import quotient

Rollover = Literal["none", "surplus", "deficit", "both"]
SURPLUS: Final = frozenset({"surplus", "both"})
DEFICIT: Final = frozenset({"deficit", "both"})
INCLUDED: Final = 0
"""The key of a period's included quantity. A top-up's key is its id."""
NEVER: Final = 1 << 60
_EXPIRY: Final = attrgetter("until", "since", "key")
"""The order in which lots are used."""


class Rule(NamedTuple):
    """The terms of one period. `cap` limits rollover, in basis points of `included`, or None for no limit.

    `expiry` is the number of later periods in which the rollover can be used, or None if it never expires.
    """

    included: int
    rollover: Rollover = "none"
    cap: int | None = None
    expiry: int | None = 1

    @property
    def most(self) -> int:
        """The most that can roll over."""
        return NEVER if self.cap is None else quotient(self.included * self.cap, 10_000)

    @property
    def lasts(self) -> int:
        """The number of further periods in which the included quantity can be used."""
        return self._after if self.rollover in SURPLUS else 0

    @property
    def falls_due(self) -> int:
        """The number of further periods after which a debt made here is due."""
        return self._after if self.rollover in DEFICIT else 0

    @property
    def _after(self) -> int:
        return NEVER if self.expiry is None else self.expiry


class Lot(NamedTuple):
    """A quantity that can be used from period number `since`, up to and including period `until`."""

    key: int
    since: int
    until: int
    amount: int


class Debt(NamedTuple):
    """Use beyond what was available, to be deducted from later quantities, and due as overage after period `until`."""

    until: int
    amount: int


class Entered(NamedTuple):
    """Input of one period: its rule, its use, and the top-ups that begin in it."""

    rule: Rule
    used: int
    bought: tuple[Lot, ...] = ()


class Row(NamedTuple):
    """A period of the ledger. `rolled_in` and `rolled_on` are below 0 if more was used than was available.

    An open period has its rest as `balance`. `would_roll` and `would_expire` are the result of closing it now. `drawn`
    and `lapsed` list how much of each lot was used and has expired.
    """

    number: int
    included: int
    rolled_in: int
    bought: int
    used: int
    over: int
    rolled_on: int
    expired: int
    balance: int
    would_roll: int
    would_expire: int
    drawn: tuple[tuple[Lot, int], ...]
    lapsed: tuple[tuple[Lot, int], ...]

    @property
    def there(self) -> int:
        """The available quantity: included, rolled in and bought."""
        return self.included + self.rolled_in + self.bought

    @property
    def used_of_rolled(self) -> int:
        """Return how much of what rolled in was used."""
        return sum(amount for lot, amount in self.drawn if lot.since < self.number)


def left_open(row: Row) -> Row:
    """Return the row of a period that hasn't ended: what it would roll over or let expire is its balance."""
    return row._replace(balance=row.rolled_on + row.expired, rolled_on=0, expired=0, lapsed=())


def step(
    number: int, entered: Entered, lots: Sequence[Lot], debts: Sequence[Debt]
) -> tuple[Row, list[Lot], list[Debt]]:
    """Return the row of a period, and the lots and debts that roll over from it, given those that rolled into it."""
    rule = entered.rule
    rolled_in = _amount_of(lots) - _amount_of(debts)
    own = Lot(INCLUDED, number, number + rule.lasts, rule.included)
    queue = [*lots, own, *entered.bought]
    queue.sort(key=_EXPIRY)
    owed, paid, queue = _paid(debts, queue) if debts else ([], [], queue)
    short, used_up, queue = _used_from(entered.used, queue)
    debts, over = _carried(rule, number, [*owed, Debt(number + rule.falls_due, short)] if short else owed)
    rolled, lapsed = _rolled_over(rule, number, queue)
    rolled_on = _amount_of(rolled) - _amount_of(debts)
    expired = sum([amount for _, amount in lapsed])
    included, bought, drawn = rule.included, _amount_of(entered.bought), (*paid, *used_up)
    # By place, since an agency has thousands of periods: naming thirteen values takes twice as long.
    row = Row(
        number, included, rolled_in, bought, entered.used, over, rolled_on, expired, 0, rolled_on, expired, drawn,
        tuple(lapsed),
    )  # fmt: skip
    return row, rolled, debts


def _amount_of(quantities: Sequence[Lot | Debt]) -> int:
    return sum([one.amount for one in quantities]) if quantities else 0


def _used_from(wanted: int, queue: Iterable[Lot]) -> tuple[int, list[tuple[Lot, int]], list[Lot]]:
    """Return how much of `wanted` wasn't available, what was taken from each lot, and what is left of the lots."""
    taken, left = [], []
    for lot in queue:
        part = min(wanted, lot.amount)
        if part:
            taken.append((lot, part))
            wanted -= part
        if lot.amount > part:
            left.append(Lot(lot.key, lot.since, lot.until, lot.amount - part) if part else lot)
    return wanted, taken, left


def _paid(debts: Iterable[Debt], queue: list[Lot]) -> tuple[list[Debt], list[tuple[Lot, int]], list[Lot]]:
    """Deduct debts from what is available before anything else, the oldest first."""
    owed, paid = [], []
    for debt in debts:
        short, taken, queue = _used_from(debt.amount, queue)
        paid += taken
        if short:
            owed.append(Debt(debt.until, short))
    return owed, paid, queue


def _carried(rule: Rule, number: int, debts: Sequence[Debt]) -> tuple[list[Debt], int]:
    """Return the debts that roll over, and the overage: debts due now, not allowed to roll over, or above the cap."""
    if not debts:
        return [], 0
    carried = [debt for debt in debts if debt.until > number] if rule.rollover in DEFICIT else []
    over = sum(debt.amount for debt in debts) - sum(debt.amount for debt in carried)
    within_limit, too_much = _capped(rule.most, [debt.amount for debt in carried])
    return [Debt(debt.until, n) for debt, n in zip(carried, within_limit, strict=True) if n], over + too_much


def _rolled_over(rule: Rule, number: int, left: Sequence[Lot]) -> tuple[list[Lot], list[tuple[Lot, int]]]:
    """Return the lots that roll over, and what expires of each. The cap limits included time only, never top-ups.

    Of included time, the oldest expires first. Without rollover, all of it does.
    """
    if not left:
        return [], []
    included = [lot.amount for lot in left if lot.key == INCLUDED and lot.until > number]
    cut = max(sum(included) - (rule.most if rule.rollover in SURPLUS else 0), 0)
    on, gone = [], []
    for lot in left:
        if lot.until <= number:
            gone.append((lot, lot.amount))
        elif lot.key != INCLUDED or not cut:
            on.append(lot)
        else:
            part = min(cut, lot.amount)
            cut -= part
            gone.append((lot, part))
            if lot.amount > part:
                on.append(Lot(lot.key, lot.since, lot.until, lot.amount - part))
    return on, gone


def _capped(most: int, amounts: Sequence[int]) -> tuple[list[int], int]:
    """Return amounts, oldest first, cut to `most` in total by reducing the oldest, and how much was cut."""
    cut = max(sum(amounts) - most, 0)
    within_limit, left = [], cut
    for amount in amounts:
        part = min(left, amount)
        within_limit.append(amount - part)
        left -= part
    return within_limit, cut
