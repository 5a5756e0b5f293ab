"""Hooks for parts above: labels of steps that can be skipped, and figures for objectives."""

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
"""Steps in words, as `steps["handoff.read_back"] = _("Read-back")`; in `AppConfig.ready`."""

project_managers: Final[list[Callable[[Account], list[Person]]]] = []
"""Who manages the open projects of an account, each once: the part that knows projects says so."""


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
"""What is on its way: the part that knows hand-offs says so."""

hand_over: Final[list[Callable[[Actor, Account], str]]] = []
"""Where the actor begins to hand an account over with all that is known of it; "" where they may not."""

readings: Final[dict[str, Callable[[Actor, Account, date], Read | None]]] = {}
"""By kind of objective: how it stands by the books on a day, as this actor may see it. None: they cannot tell."""
