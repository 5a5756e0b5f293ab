"""Collect what waits for a person, rank it, and leave out what they set aside."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from amity.agency.queries import agency
from amity.agreements.contract import value_in_agency_money
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.today import rules
from amity.today.asides.queries import asides_of, money_of
from amity.today.asides.rules import EFFECTS, LET_PASS, NOT_NOW, NOT_SO, Now, is_away, is_let_pass
from amity.today.cards.effects import effects_of
from amity.today.cards.ordering import cards_of, in_order, split
from amity.today.cards.people import people_of
from amity.today.cards.values import Board, Sign
from amity.today.models import Aside
from amity.today.shown.queries import state_of
from amity.today.shown.rules import moved
from amity.today.weights.queries import Known, accounts_named, known_of
from amity.waiting.drawing import drawn_for
from amity.waiting.kinds import Item, Kind
from amity.waiting.queries import first_items, items_of
from amity.waiting.stakes import Stakes

PEOPLE = "people"
HAS_LET_PASS: Final = "has_let_pass"  # noqa: S105 - the name of a column
"""The column of an account: whether its reader let something of it pass."""
Found = tuple[Kind, Item]
Times = Mapping[tuple[str, int | None], int]
"""How often a kind came up on an account."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose signs are ranked: what they see, and their answers to cards. `is_of_people`: they look at others'."""

    person: Person
    is_of_people: bool
    today: date
    sees_fees: bool
    accounts: Mapping[str, Known]
    effects: Mapping[str, Aside]

    def sign(self, kind: Kind, item: Item) -> Sign:
        """Return an item with its rank."""
        known = self.accounts.get(item.account.name) if item.account else None
        weight = known.weight(sees_fees=self.sees_fees) if known else rules.Weight()
        money = item.stakes.money if item.stakes and self.sees_fees else None
        stakes = _without_money(item) if money is None else item.stakes
        corrected = self.effects.get(f"{kind.key}-{item.id}")
        money_at_stake, yearly = self._comparable(money, weight.yearly)
        counted = replace(stakes, money=money_at_stake) if stakes else None
        own = _corrected(corrected) if corrected else effects_of(counted, yearly)
        return Sign(
            kind=kind, item=item, account_id=known.id if known else None, weight=weight, money=money,
            rank=rules.rank(own, item.due, self.today, weight), is_corrected=corrected is not None,
            has_no_rate=_differ(money_at_stake, yearly), manager=self._manager(known),
        )  # fmt: skip

    def _manager(self, known: Known | None) -> str:
        """Return the name of the account manager for a reader who looks after the account without managing it."""
        if known is None or known.manager_id == self.person.pk:
            return ""
        return (known.manager or "") if self.is_of_people or known.director_id == self.person.pk else ""

    def _comparable(self, money: Money | None, yearly: Money | None) -> tuple[Money | None, Money | None]:
        """Return both amounts in one currency: the agency's where theirs differ, unchanged without a rate."""
        if not _differ(money, yearly):
            return money, yearly
        own = agency().currency
        known = [value_in_agency_money(one, self.today) for one in (money, yearly)]
        at_stake, fees = (Money(minor, own) if minor is not None and own else None for minor in known)
        return (at_stake, fees) if at_stake and fees else (money, yearly)


def _differ(one: Money | None, other: Money | None) -> bool:
    """Return whether two amounts are of different currencies."""
    return one is not None and other is not None and one.currency != other.currency


def first_on(by: Actor, now: datetime, day: date) -> list[Found]:
    """Return what waits for the actor, each card as one item, in the order of their ranks on a day."""
    board = board_of(by, now, day=day)
    return [(card.lead.kind, card.item) for card in in_order([*board.shown, *board.later])]


def board_of(by: Actor, now: datetime, *, whose: str = "", day: date | None = None) -> Board:
    """Return the actor's Today, or with `whose` that of the people whose accounts they direct.

    With a later `day`, what waits now is ranked for that day.
    """
    person = person_of(by)
    today = day or person.day_of(now)
    found, total = _of_people(by, person, now) if whose == PEOPLE else _of_own(by, now)
    state, asides = state_of(person), asides_of(person)
    reader = _Reader(
        person, whose == PEOPLE, today, person.money_right >= MoneyRight.FEE, accounts_named(_names(found)),
        _effects(asides),
    )  # fmt: skip
    signs = [reader.sign(kind, item) for kind, item in found]
    gone = moved(state.counts)
    aside = _set_aside(signs, asides, today)
    live = [sign for sign in signs if sign.key not in aside and sign.kind.key not in gone]
    shown, later = split(cards_of(live), state.shown, today, rules.SHOWN)
    return Board(
        person=person, today=today, state=state, shown=shown, later=later,
        moved=cards_of(sign for sign in signs if sign.key not in aside and sign.kind.key in gone),
        hidden=cards_of(sign for sign in signs if sign.key in aside),
        asides=asides, total=total, counts=gone, is_of_people=whose == PEOPLE,
    )  # fmt: skip


def let_pass_on(by: Actor, account: Any, items: Sequence[Found], now: datetime) -> Collection[tuple[str, int]]:
    """Return kind and id of those items of an account that the actor let pass, by the rule of their Today.

    The account has been read with `HAS_LET_PASS` and its weight: most readers let nothing of it pass, and nothing more
    is read.
    """
    if not getattr(account, HAS_LET_PASS, False):
        return ()
    person = person_of(by)
    today = person.day_of(now)
    asides = [one for one in asides_of(person) if one.way == LET_PASS]
    keys = {key for one in asides for key in one.signs}
    kinds = {kind.key for kind, item in items if f"{kind.key}-{item.id}" in keys}
    sees_fees = person.money_right >= MoneyRight.FEE
    reader = _Reader(person, False, today, sees_fees, {account.name: known_of(account)}, {})
    signs = [
        reader.sign(kind, item)
        for kind, item in first_items(by, now, kinds)
        if item.account and item.account.name == account.name
    ]
    away = _set_aside(signs, asides, today)
    return {(sign.kind.key, sign.item.id) for sign in signs if sign.key in away}


def _of_own(by: Actor, now: datetime) -> tuple[Sequence[Found], int]:
    """Return what waits for the actor, and how many things wait in all."""
    groups = drawn_for(by, now)
    return list(items_of(groups)), sum(group.total for group in groups)


def _of_people(by: Actor, person: Person, now: datetime) -> tuple[Sequence[Found], int]:
    """Return what waits on accounts for the people whose accounts a director directs, each item once."""
    found: dict[tuple[str, int], Found] = {}
    for one in people_of(person):
        for kind, item in items_of(drawn_for(by, now, whose=one)):
            if item.account:
                found.setdefault((kind.key, item.id), (kind, item))
    return list(found.values()), len(found)


def _names(found: Iterable[Found]) -> set[str]:
    return {item.account.name for _kind, item in found if item.account}


def _effects(asides: Sequence[Aside]) -> dict[str, Aside]:
    return {one.card: one for one in asides if one.way == EFFECTS}


def _corrected(one: Aside) -> rules.Effects:
    return rules.Effects(one.client or rules.LEAST, one.agency or rules.LEAST)


def _without_money(item: Item) -> Stakes | None:
    return Stakes(client=item.stakes.client, agency=item.stakes.agency) if item.stakes else None


def _set_aside(signs: Sequence[Sign], asides: Sequence[Aside], today: date) -> set[str]:
    """Return the keys of the signs that a person's answers keep off Today."""
    times = times_by_kind(signs, asides)

    def is_kept_away(sign: Sign) -> bool:
        return any(_keeps_away(one, sign, times, today) for one in asides)

    return {sign.key for sign in signs if is_kept_away(sign)}


def _keeps_away(one: Aside, sign: Sign, times: Times, today: date) -> bool:
    if one.way in (NOT_NOW, LET_PASS):
        return sign.key in one.signs and _still_away(one, sign, times, today)
    is_same = one.way == NOT_SO and (one.kind, one.account_id) == (sign.kind.key, sign.account_id)
    value = sign.item.measure if one.unit else sign.rank.total
    return is_same and one.limit is not None and (value < one.limit if one.unit else value <= one.limit)


def _still_away(one: Aside, sign: Sign, times: Times, today: date) -> bool:
    now = Now(
        sign=sign.key, fingerprint=sign.fingerprint, money=sign.money, times=times[sign.kind.key, sign.account_id]
    )
    if one.way == NOT_NOW:
        return is_away(one.signs, now, one.until, today)
    return is_let_pass(one.signs, now, money_of(one), one.times)


def times_by_kind(signs: Iterable[Sign], asides: Iterable[Aside]) -> Times:
    """Return how often each kind came up on an account: what is open, and what was let pass."""
    found: defaultdict[tuple[str, int | None], set[str]] = defaultdict(set)
    for sign in signs:
        found[sign.kind.key, sign.account_id].add(sign.key)
    for one in asides:
        if one.way == LET_PASS:
            found[one.kind, one.account_id] |= {key for key in one.signs if key.rpartition("-")[0] == one.kind}
    return defaultdict(int, {key: len(own) for key, own in found.items()})
