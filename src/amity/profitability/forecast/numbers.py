"""The numbers of the forecast in force: those learned from the agency's own projects, or the first ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from amity.agency.editions.keeping import kept
from amity.agency.queries import limit
from amity.profitability.forecast.models import OwnNumbers
from amity.profitability.forecast.rules import OF_LINES, OF_TASKS, Calibration, Item, Thresholds, are_small

WHOLE: Final = 10_000
LARGE, SMALL = "large", "small"
FIRST: Final = {LARGE: OF_LINES, SMALL: OF_TASKS}
"""The numbers Amity begins with, for items of about twelve and of about two hours."""


@dataclass(frozen=True, slots=True)
class InForce:
    """Numbers of the forecast, and from how many closed projects of the agency they were learned, 0 for the first."""

    calibration: Calibration
    projects: int = 0


def thresholds() -> Thresholds:
    """Return when forecasts warn and remind, as the agency set it."""
    return Thresholds(
        loss=1 + limit("forecast.loss") / WHOLE, probability=limit("forecast.probability") / WHOLE,
        use=limit("forecast.reminder") / WHOLE,
    )  # fmt: skip


def size_of(items: Iterable[Item]) -> str:
    """Return the size of items by their plans."""
    return SMALL if are_small(items) else LARGE


def numbers_in_force() -> Mapping[str, InForce]:
    """Return the numbers for each size of items."""
    return kept("numbers of the forecast", _newest)


def _newest() -> dict[str, InForce]:
    rows = OwnNumbers.objects.order_by("learned_on", "pk")
    first = {size: InForce(numbers) for size, numbers in FIRST.items()}
    return first | {row.size: InForce(_calibration(row.numbers), row.projects) for row in rows}


def _calibration(numbers: Any) -> Calibration:
    return Calibration(**{**numbers, "widths": tuple(numbers["widths"])})
