"""What the health of simulated accounts showed before they were lost, in severe conflict, or renewed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from amity.health.rules import BANDS, UNKNOWN, UNWELL, WATCH, WELL
from simulation.world import Month

NEAR: Final = 2
"""Months that are 60 days."""


@dataclass(slots=True)
class Fate:
    """Counts over all accounts. `leads` has the months between *unwell* and the loss, 0 for never, by cause.

    `watched` says of each loss because of the relationship whether it was to watch or unwell in the two months before.
    `before_loss` has the scores of these months, `otherwise` those of all other ones.
    """

    months: Counter[str] = field(default_factory=Counter)
    leads: dict[str, list[int]] = field(default_factory=lambda: {"inside": [], "outside": []})
    watched: list[bool] = field(default_factory=list)
    before_loss: list[int] = field(default_factory=list)
    otherwise: list[int] = field(default_factory=list)
    last_band: dict[str, Counter[str]] = field(default_factory=lambda: {"inside": Counter(), "outside": Counter()})
    losses_after_well: int = 0
    conflicts: int = 0
    conflicts_after_well: int = 0
    renewals: int = 0
    renewals_unwell: int = 0
    false_reds: int = 0

    @property
    def losses(self) -> int:
        """Return the number of lost accounts."""
        return sum(len(own) for own in self.leads.values())


def fate_of(lives: Iterable[Sequence[Month]]) -> Fate:
    """Return the counts of all accounts."""
    fate = Fate()
    for life in lives:
        fate.months.update(month.health.band for month in life)
        near = life[-NEAR - 1 : -1] if life[-1].lost == "inside" else []
        numbers = {month.number for month in near}
        if life[-1].lost == "inside":
            fate.watched.append(any(month.health.band in (UNWELL, WATCH) for month in near))
        for month in life:
            if month.health.score is not None:
                (fate.before_loss if month.number in numbers else fate.otherwise).append(month.health.score)
        for place, month in enumerate(life):
            before = life[max(0, place - NEAR) : place]
            _count(fate, month, before, life[: place + 1])
    return fate


def _count(fate: Fate, month: Month, before: Sequence[Month], so_far: Sequence[Month]) -> None:
    was_well = any(one.health.band == WELL for one in before)
    if month.severe_conflict:
        fate.conflicts += 1
        fate.conflicts_after_well += was_well
    if month.lost:
        fate.leads[month.lost].append(lead(so_far))
        fate.last_band[month.lost][month.health.band] += 1
        fate.losses_after_well += was_well or month.health.band == WELL
    if month.renewed:
        unwell = [one for one in (*before, month) if one.health.band == UNWELL]
        fate.renewals += 1
        fate.renewals_unwell += bool(unwell)
        fate.false_reds += bool(unwell) and not any(one.acted for one in unwell)


def lead(life: Sequence[Month]) -> int:
    """Return for how many months up to its end an account has been unwell, as far back as it was never well since."""
    months, seen = 0, 0
    for number, month in enumerate(reversed(life), 1):
        if month.health.band == WELL:
            break
        seen = number
        if month.health.band == UNWELL:
            months = seen
    return months


def ranking(low: Sequence[int], high: Sequence[int]) -> float:
    """Return how often a score of the first list is below one of the second, a tie as half: 0.5 is chance."""
    counted, seen, below = Counter(high), 0, 0.0
    total = len(high)
    ordered = sorted(counted)
    above = {}
    for value in reversed(ordered):
        above[value] = seen
        seen += counted[value]
    for value in low:
        greater = above[value] if value in above else sum(counted[one] for one in ordered if one > value)
        below += greater + counted[value] / 2
    return below / (len(low) * total) if low and total else 0.5


def share(part: int, whole: int) -> str:
    """Return a share in percent, with its counts."""
    return f"{part / whole:.0%} ({part} of {whole})" if whole else "none"


def bands(counted: Counter[str]) -> str:
    """Return how many of some months were in each band."""
    total = sum(counted.values())
    return ", ".join(f"{counted[band] / total:.0%} {_spoken(band)}" for band in reversed(BANDS)) if total else "none"


def _spoken(band: str) -> str:
    return {UNKNOWN: "without a number", WELL: "well", UNWELL: "unwell"}.get(band, "to watch")
