"""White space of accounts: services they don't buy from us, ranked, unless their growth is closed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from amity.agency.models import Service
from amity.insights.relevance.tokens import tokens
from amity.services.cells import rules as cells
from amity.services.cells.queries import Cells, Shown
from amity.services.whitespace.rules import Candidate, Ownership, goal_fits, ranked
from amity.strategy.models import Goal
from amity.strategy.rules import RUNNING

OPEN_STATES: Final = frozenset({cells.COMPETITOR, cells.IN_HOUSE, cells.NO_ONE, cells.UNKNOWN})
"""States of a service that an account doesn't buy from us and may need."""

CHOSEN: Final = 3
"""A goal that someone chose for a service fits as well as so many words in common."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service to offer an account, with its cell, its candidate and the client's goal it fits, if any."""

    account_id: int
    shown: Shown
    candidate: Candidate
    goal: Goal | None
    others: int
    owners: int

    @property
    def service(self) -> Service:
        """Return the service."""
        return self.shown.service

    @property
    def is_opening(self) -> bool:
        """Return whether we know that it is open: no one does it, or a competitor."""
        return self.shown.cell.state in (cells.NO_ONE, cells.COMPETITOR)

    @property
    def is_supported(self) -> bool:
        """Return whether there is a reason to offer it: similar clients buy it, or it fits a goal."""
        return self.candidate.says_more or self.goal is not None


@dataclass(frozen=True, slots=True)
class WhiteSpace:
    """What is needed to rank services for any account: who owns what, and the goals of some accounts."""

    cells: Cells
    portfolios: Mapping[int, frozenset[int]]
    known: Ownership
    goals: Mapping[int, Sequence[Goal]]

    def of(self, account_id: int) -> list[Suggestion]:
        """Return the suggestions for an account, the best first. The caller checks whether its growth is closed."""
        owned = self.portfolios.get(account_id, frozenset())
        shown = {one.service.pk: one for one in self.cells.of(account_id)}
        wanted = {pk: one for pk, one in shown.items() if one.cell.state in OPEN_STATES}
        fits = self._fits(account_id, wanted)
        points = {pk: fit for pk, (_goal, fit) in fits.items()}
        others = self.known.without(owned)
        return [
            Suggestion(
                account_id, wanted[one.service], one, fits[one.service][0] if one.service in fits else None,
                others.others, others.owners(one.service),
            )
            for one in ranked(owned, wanted, others, points)
        ]  # fmt: skip

    def _fits(self, account_id: int, wanted: Mapping[int, Shown]) -> dict[int, tuple[Goal, int]]:
        """Return the goal that each service fits best, and how well. A goal that someone chose comes first."""
        goals = {goal.pk: goal for goal in self.goals.get(account_id, ())}
        terms = {pk: tokens(f"{goal.title} {goal.measure}") for pk, goal in goals.items()}
        found: dict[int, tuple[Goal, int]] = {}
        for pk, one in wanted.items():
            chosen = one.row.goal_id if one.row else None
            if chosen in goals:
                found[pk] = (goals[chosen], CHOSEN)
            elif (fit := goal_fits(words_of(one.service), terms)) is not None:
                found[pk] = (goals[fit[0]], fit[1])
        return found


def words_of(service: Service) -> frozenset[str]:
    """Return the words of a service by which it fits goals: its name, and what it helps clients with."""
    return _words(f"{service.name} {service.helps_with}")


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text. Each service is compared with the goals of each account."""
    return frozenset(tokens(text))


def white_space(known: Cells, account_ids: Collection[int]) -> WhiteSpace:
    """Return what ranks services for accounts, with one query for their goals. Checks no rights."""
    goals: defaultdict[int, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.filter(account__in=account_ids, state=RUNNING).order_by("pk"):
        goals[goal.account_id].append(goal)
    portfolios = known.portfolios()
    return WhiteSpace(known, portfolios, Ownership.of(portfolios.values()), goals)
