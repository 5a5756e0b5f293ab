"""Hooks that parts fill: what they know of services that were sold or invoiced."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

Invoiced = Mapping[tuple[int, int], int]
"""The newest month (YYYYMM) in which a service was invoiced, by the ids of account and service."""

invoiced: Final[list[Callable[[Collection[int] | None, int], Invoiced]]] = []
"""Hook: services invoiced to accounts (None: to all) since a month. Invoicing is below, so `services` asks it here."""
