"""Effects of an item on both sides, with its money as a share of the account's yearly net fees."""

from amity.shared.money import Money
from amity.today.rules import LEAST, MOST, Effects
from amity.waiting.stakes import Stakes, of_money


def effects_of(stakes: Stakes | None, yearly: Money | None) -> Effects:
    """Return the effects of an item. Money at stake raises that on the agency by its share of the yearly net fees."""
    if stakes is None:
        return Effects(LEAST, LEAST)
    return Effects(_within(stakes.client), _within(max(stakes.agency, money_effect(stakes.money, yearly))))


def money_effect(money: Money | None, yearly: Money | None) -> int:
    """Return the effect of money at stake, the least where the yearly net fees aren't known in its currency."""
    if money is None:
        return 0
    fee = yearly.minor if yearly and yearly.currency == money.currency else 0
    return of_money(money.minor, fee)


def _within(effect: int) -> int:
    return max(LEAST, min(effect, MOST))
