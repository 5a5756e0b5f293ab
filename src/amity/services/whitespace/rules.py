"""Pure rules of white space: which service to offer next, by what accounts that own the same services own.

The rule is that of domain.md, "White space": the share of accounts owning one service that also own the other, shrunk
towards the share of all accounts (prior weight 10), averaged over what the account owns, and then by fit to its goals.
Never by lift, which prefers rare services and measured below random.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from math import floor, fsum
from typing import Final

PRIOR_WEIGHT: Final = 10
"""How many accounts the share of all accounts is worth next to those that own a service."""
STEP: Final = 0.1
"""Shares in the same step, as 40% to 49%, are ordered by fit to goals: a smaller difference may be chance."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """How many accounts own each service, and each pair of them. `left_out` is subtracted: one account's services."""

    accounts: int
    owning: Mapping[int, int]
    both: Mapping[tuple[int, int], int]
    left_out: frozenset[int] = frozenset()

    @classmethod
    def of(cls, portfolios: Iterable[Collection[int]]) -> "Ownership":
        """Count the services of accounts. Accounts that own none are left out."""
        owning: Counter[int] = Counter()
        both: Counter[tuple[int, int]] = Counter()
        accounts = 0
        for portfolio in portfolios:
            owned = set(portfolio)
            accounts += bool(owned)
            owning.update(owned)
            both.update(permutations(owned, 2))
        return cls(accounts, owning, both)

    def without(self, portfolio: Collection[int]) -> "Ownership":
        """Return the counts of all other accounts: an account isn’t evidence for itself."""
        return replace(self, left_out=frozenset(portfolio))

    @property
    def others(self) -> int:
        """Return how many accounts are counted."""
        return self.accounts - bool(self.left_out)

    def owners(self, service: int) -> int:
        """Return how many accounts own a service."""
        return self.owning.get(service, 0) - (service in self.left_out)

    def owners_of_both(self, one: int, other: int) -> int:
        """Return how many accounts own two services."""
        return self.both.get((one, other), 0) - (one in self.left_out and other in self.left_out)

    def prior(self, service: int) -> float:
        """Return the share of all counted accounts that own a service, 0 if there are none."""
        return self.owners(service) / self.others if self.others else 0.0


@dataclass(frozen=True, slots=True)
class Because:
    """One service that an account owns: of `owners` other accounts with it, `also` own the candidate too."""

    service: int
    owners: int
    also: int
    share: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that an account doesn't own, with its share and the share of all accounts.

    `because` has one line for each service the account owns, the strongest first. `fits` is how well it fits a goal.
    """

    service: int
    share: float
    prior: float
    because: tuple[Because, ...] = ()
    fits: int = 0

    @property
    def says_more(self) -> bool:
        """Return whether what the account owns says more than what most clients have, in whole percent."""
        return round(self.share * 100) > round(self.prior * 100)

    @property
    def order(self) -> tuple[float, ...]:
        """Return the sort key: step of the share, fit to goals, share, share of all accounts, and a fixed order."""
        return (-floor(self.share / STEP + 1e-9), -self.fits, -self.share, -self.prior, self.service)


def shrunk(also: int, owners: int, prior: float) -> float:
    """Return the share of owners that also own another service, shrunk towards the share of all accounts."""
    return (also + PRIOR_WEIGHT * prior) / (owners + PRIOR_WEIGHT)


def candidate(service: int, owned: Collection[int], known: Ownership, fits: int = 0) -> Candidate:
    """Return a service with its shrunk share, averaged over what an account owns.

    An account that owns nothing gets the share of all accounts.
    """
    prior = known.prior(service)
    lines = [_because(service, one, known, prior) for one in sorted(owned)]
    share = fsum(line.share for line in lines) / len(lines) if lines else prior
    lines.sort(key=lambda line: (-line.share, -line.owners, line.service))
    return Candidate(service, share, prior, tuple(lines), fits)


def ranked(
    owned: Collection[int], services: Iterable[int], known: Ownership, fits: Mapping[int, int] | None = None
) -> list[Candidate]:
    """Return the services an account doesn't own, the best first. `fits` is how well each fits the client's goals."""
    fit = fits or {}
    own = frozenset(owned)
    found = [candidate(one, own, known, fit.get(one, 0)) for one in services if one not in own]
    return sorted(found, key=lambda one: one.order)


def _because(service: int, owned: int, known: Ownership, prior: float) -> Because:
    owners, also = known.owners(owned), known.owners_of_both(owned, service)
    return Because(owned, owners, also, shrunk(also, owners, prior))


def goal_fits(words: Collection[str], goals: Mapping[int, Collection[str]]) -> tuple[int, int] | None:
    """Return the goal with the most words in common with a service, and how many. None if no goal has any."""
    own = frozenset(words)
    common = {goal: len(own.intersection(terms)) for goal, terms in goals.items()}
    best = max(common, key=lambda goal: (common[goal], -goal), default=None)
    return None if best is None or not common[best] else (best, common[best])
