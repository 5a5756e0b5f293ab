"""When something set aside comes back. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from amity.shared.money import Money

NOT_NOW: Final = "not_now"
LET_PASS: Final = "let_pass"  # noqa: S105 - an answer to a card
NOT_SO: Final = "not_so"
EFFECTS: Final = "effects"
WAYS: Final = (NOT_NOW, LET_PASS, NOT_SO, EFFECTS)
REASONS: Final = ("money", "client", "timing", "relationship")
THIRD: Final = 3
PERCENT: Final = "percent"
WHOLE: Final = 100
SEVERE: Final = 5
LONGEST_TITLE: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What a sign is now: its fingerprint, its money at stake, and how often its kind came up on the account."""

    sign: str
    fingerprint: str
    money: Money | None
    times: int


def fingerprint(*facts: Any) -> str:
    """Return a short digest of what can change about an item."""
    return hashlib.sha256(json.dumps(facts, default=str, ensure_ascii=False).encode()).hexdigest()[:16]


def with_step(digest: str, step: int) -> str:
    """Return a fingerprint that names how many further thresholds an item has passed."""
    return f"{digest}.{step}" if step else digest


def step_of(stored: str) -> int:
    """Return how many further thresholds an item had passed by its fingerprint."""
    return int(stored.partition(".")[2] or 0)


def is_away(signs: Mapping[str, str], now: Now, until: date | None, today: date) -> bool:
    """Return whether a sign is still set aside: its day has not come, and nothing about it has changed."""
    return signs.get(now.sign) == now.fingerprint and (until is None or today < until)


def is_let_pass(signs: Mapping[str, str], now: Now, money: Money | None, times: int) -> bool:
    """Return whether a sign is still let pass: its money has not doubled, it has passed no further threshold, and it
    isn't the third time.
    """
    if now.sign not in signs or step_of(now.fingerprint) > step_of(signs[now.sign]):
        return False
    return not has_doubled(money, now.money) and now.times < comes_back_at(times)


def has_doubled(before: Money | None, now: Money | None) -> bool:
    """Return whether the money at stake is at least twice what it was. What was or is unknown hasn't doubled."""
    if before is None or now is None or before.currency != now.currency or before.minor <= 0:
        return False
    return now.minor >= 2 * before.minor


def comes_back_at(times: int) -> int:
    """Return how often a kind must have come up on an account for what was let pass to come back."""
    return max(THIRD, times + 1)


def raised(measure: int, unit: str = "days") -> int:
    """Return the next threshold above a measure: half as much again, 14 days become 21.

    A share below 100% rises half the way to it, since a probability can't pass it: 74% become 87%.
    """
    step = (WHOLE - measure) // 2 if unit == PERCENT and measure < WHOLE else measure // 2
    return measure + max(1, step)


def is_large(money: Money | None, limit: Money, effects: tuple[int, int]) -> bool:
    """Return whether the director has to know: more money than the account manager decides on, or severe."""
    is_above = money is not None and money.currency == limit.currency and money.minor > limit.minor
    return is_above or max(effects) >= SEVERE
