"""Hook for parts above that follow what is recorded."""

from collections.abc import Callable
from typing import Final

from amity.audit.models import Record
from amity.shared.actor import Actor

on_record: Final[list[Callable[[Record, Actor], None]]] = []
"""Listeners called inside the command's transaction after an action was recorded."""
