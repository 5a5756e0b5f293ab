"""Hooks between briefs and the parts above, filled in `AppConfig.ready`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from amity.briefs.models import Brief
from amity.shared.actor import Actor

Converted = Callable[[Brief, Actor, datetime], None]
Demand = Callable[[date, date], Mapping[tuple[int, date], int]]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the reader can do next with the work a brief became: a button and the address it posts to."""

    label: str
    address: str


on_converted: Final[list[Converted]] = []
"""Listeners told that a brief became work: the project is opened, the call-off is logged. They write rows only."""

demand: Final[list[Demand]] = []
"""What is known to be wanted already: from the first day to the last, seconds by discipline and Monday."""

knows_client: Final[list[Callable[[int], bool]]] = []
"""Whether an account has had work before, by its id. A client that nobody knows takes a full brief."""

usual_manager: Final[list[Callable[[int, int | None], int | None]]] = []
"""Who usually runs work of an account, or under one of its retainers: a person's id."""

became: Final[list[Callable[[Actor, Brief], Sequence[tuple[str, str]]]]] = []
"""What a brief became, as its page links to it: names and addresses."""

next_steps: Final[list[Callable[[Actor, Brief], NextStep | None]]] = []
"""What comes after a brief was converted, for this reader; None for nothing."""
