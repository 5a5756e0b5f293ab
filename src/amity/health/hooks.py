"""Hooks that parts above fill: what they know of a client that health is calculated from."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Final

from amity.health.facts.rules import Payment

payments: Final[list[Callable[[Collection[int], date], Mapping[int, Payment]]]] = []
"""Hook: how accounts pay, by their ids, as of a date. Until a part knows invoices, payment is unknown and left out."""
