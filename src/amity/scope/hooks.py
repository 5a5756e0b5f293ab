"""Hooks for parts above."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.scope.courtesy.rules import Period

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Conditions on requests that a person sees besides those of their accounts and projects, as from notes they wrote."""

periods_of: Final[list[Callable[[Sequence[Agreement], date], Mapping[int, Period]]]] = []
"""The periods of agreements that have their own, with the fee of a whole one, by the agreement's id, as retainers."""


@dataclass(frozen=True, slots=True)
class HoursLeft:
    """Seconds left in the current period of an agreement whose hours are bought for a period, and how many it has."""

    left: int
    available: int


hours_left: Final[list[Callable[[Agreement, date], HoursLeft | None]]] = []
"""What is left in the current period of an agreement, None where its hours aren't bought for a period."""
