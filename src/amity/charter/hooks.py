"""Hooks for other parts: labels of steps that can be skipped, and values of objectives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.accounts.models import Account
from amity.audit.words import Text
from amity.charter.objectives.rules import Read
from amity.people.models import Person
from amity.shared.actor import Actor

steps: Final[dict[str, Text]] = {}
"""Labels of steps, such as `steps["handoff.read_back"] = _("Read-back")`, added in `AppConfig.ready`."""

project_managers: Final[list[Callable[[Account], list[Person]]]] = []
"""Hook: the managers of an account's open projects, each once."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A handover of an account: its kind, to whom, and its status as text, or "" if the page shows it already."""

    kind: str
    taker: str
    state: str
    shape: str
    starts_on: date | None
    ends_on: date | None
    address: str


passing: Final[list[Callable[[Actor, Account], Sequence[Passing]]]] = []
"""Hook: current handovers."""

hand_over: Final[list[Callable[[Actor, Account], str]]] = []
"""Hook: the URL where the actor starts to hand over an account, or "" without permission."""

readings: Final[dict[str, Callable[[Actor, Account, date], Read | None]]] = {}
"""Hooks by kind of objective: its calculated value on a date, as this actor can see it, or None if unknown."""
