"""Values of the work-at-risk page: hours, and money if the actor can see it."""

from collections import defaultdict
from dataclasses import dataclass

from amity.agency.queries import agency
from amity.handoff import policy, queries
from amity.people.queries import person_of
from amity.profitability.statements.money_view import MoneyView
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.money import Money


@dataclass(frozen=True, slots=True)
class RiskShown:
    """Seconds worked before the hand-off and the cap, with their cost and their value at the rate card if visible.

    `cost` and `standard` have one amount per currency, without time that has no rate.
    """

    worked: int
    cap: int
    left: int
    cost: tuple[Money, ...]
    standard: tuple[Money, ...]
    raised_by: str
    reason: str
    stopped: bool
    may_raise: bool
    may_stop: bool

    @property
    def share(self) -> int:
        """The percentage of the cap that is used."""
        return round(100 * self.worked / self.cap) if self.cap else 100


def of(by: Actor, project: Project) -> RiskShown | None:
    """Return the time worked before a project's hand-off, or None where none is due."""
    if not project.waits_for_handoff or queries.starts_without_taker(project):
        return None
    person, found = person_of(by), queries.room_of(project)
    view = MoneyView(person.money_right, agency().cost_level)
    cost: defaultdict[str, int] = defaultdict(int)
    standard: defaultdict[str, int] = defaultdict(int)
    for row in found.months:
        cost[row.cost_currency] += row.sums.cost
        standard[row.value_currency] += row.sums.standard
    raised = found.raised
    return RiskShown(
        worked=found.room.worked, cap=found.room.cap, left=found.room.left,
        cost=_amounts(cost) if view.margin else (), standard=_amounts(standard) if view.fee else (),
        raised_by=raised.by_label if raised else "", reason=raised.reason if raised else "",
        stopped=found.is_stopped, may_raise=bool(policy.may_raise_cap(person, project)),
        may_stop=not found.is_stopped and bool(policy.may_stop(person, project)),
    )  # fmt: skip


def _amounts(found: defaultdict[str, int]) -> tuple[Money, ...]:
    return tuple(Money(amount, currency) for currency, amount in sorted(found.items()) if currency and amount)
