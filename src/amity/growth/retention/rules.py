"""Pure rules of retention: the fees of accounts that were there a year before, compared with what they pay now.

Source: domain.md, "Net revenue retention" and "Concentration".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from amity.shared.dates.periods import months_back, months_between
from amity.shared.shares import BasisPoints

YEAR: Final = 12
FEWEST: Final = 3
"""Months below which a comparison says nothing."""


@dataclass(frozen=True, slots=True)
class Window:
    """The months compared: the newest ones, `first` to `last`, with the same months a year before."""

    first: int
    last: int
    first_before: int
    last_before: int
    months: int


@dataclass(frozen=True, slots=True)
class Retention:
    """Fees of a year before, and how they changed. Amounts are minor units, all 0 or more."""

    start: int
    expansion: int
    contraction: int
    churn: int
    new: int

    @property
    def now(self) -> int:
        """Return what the accounts of a year before pay now."""
        return self.start + self.expansion - self.contraction - self.churn

    @property
    def net(self) -> int | None:
        """Return net revenue retention in basis points, None without fees a year before."""
        return _share(self.now, self.start)

    @property
    def gross(self) -> int | None:
        """Return gross retention in basis points: without expansion, so never above 100%."""
        return _share(self.start - self.contraction - self.churn, self.start)


def window(first_month: int, last_month: int) -> Window | None:
    """Return the longest comparable months, at most twelve, or None with fewer than three."""
    known = len(list(months_between(first_month, last_month)))
    months = min(known - YEAR, YEAR)
    if months < FEWEST:
        return None
    first = months_back(last_month, months - 1)
    return Window(first, last_month, months_back(first, YEAR), months_back(last_month, YEAR), months)


def parts(before: Mapping[int, int], now: Mapping[int, int]) -> Mapping[str, Mapping[int, int]]:
    """Return what each sum of retention is made of, by account. Fees below 0 count as none."""
    held = {key: value for key, value in before.items() if value > 0}
    later = {key: max(now.get(key, 0), 0) for key in held}
    return {
        "start": held,
        "expansion": {key: later[key] - was for key, was in held.items() if later[key] > was},
        "contraction": {key: was - later[key] for key, was in held.items() if 0 < later[key] < was},
        "churn": {key: was for key, was in held.items() if not later[key]},
        "now": {key: value for key, value in later.items() if value},
        "new": {key: value for key, value in now.items() if value > 0 and key not in held},
    }


def retention(before: Mapping[int, int], now: Mapping[int, int]) -> Retention:
    """Return how the fees by account changed."""
    sums = {name: sum(values.values()) for name, values in parts(before, now).items() if name != "now"}
    return Retention(**sums)


def concentration(fees: Mapping[int, int]) -> int | None:
    """Return the largest account's share of all net fees in basis points, None without any."""
    known = [value for value in fees.values() if value > 0]
    return _share(max(known), sum(known)) if known else None


def wallet_share(own: int, elsewhere: int | None) -> int | None:
    """Return net fees ÷ (net fees + what the client spends elsewhere) in basis points, None if that isn't known."""
    if elsewhere is None or own < 0 or own + elsewhere <= 0:
        return None
    return _share(own, own + elsewhere)


def change_of(was: int | None, is_now: int | None) -> str:
    """Return the code of what became of an account: new, lost, grown, shrunk, same or unknown."""
    if was is None or is_now is None:
        return "unknown"
    if was <= 0:
        return "new" if is_now > 0 else "same"
    if is_now <= 0:
        return "lost"
    return "grown" if is_now > was else "shrunk" if is_now < was else "same"


def _share(part: int, whole: int) -> int | None:
    return BasisPoints.of(Fraction(part, whole)) if whole else None
