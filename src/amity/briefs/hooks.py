"""Hooks between briefs and other parts, filled in `AppConfig.ready`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from amity.briefs.models import Brief
from amity.people.models import Person
from amity.shared.actor import Actor

Converted = Callable[[Brief, Actor, datetime], None]
Demand = Callable[[date, date], Mapping[tuple[int, date], int]]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The reader's next action with the work a brief became: a button, and the URL it opens or (`posts`) posts to.

    `in_dialog` opens the form of the URL in place.
    """

    label: str
    address: str
    posts: bool = False
    in_dialog: bool = False


on_converted: Final[list[Converted]] = []
"""Hook: listeners that create the project or log the request when a brief becomes work. They only write rows."""

on_hold: Final[list[Callable[[Brief], str]]] = []
"""Hook: why a brief can't become work although the client confirmed it, or ""."""

demand: Final[list[Demand]] = []
"""Hook: known demand between two dates, in seconds by discipline and Monday."""

knows_client: Final[list[Callable[[int], bool]]] = []
"""Hook: whether an account has had work before, by its id. A new client needs a full brief."""

usual_manager: Final[list[Callable[[int, int | None], int | None]]] = []
"""Hook: the id of the person who usually runs an account's or a retainer's work."""

became: Final[list[Callable[[Actor, Brief], Sequence[tuple[str, str]]]]] = []
"""Hook: kinds and URLs of the work a brief became."""

next_steps: Final[list[Callable[[Actor, Brief], NextStep | None]]] = []
"""Hook: the reader's next step after a brief was converted, or None."""

of_covered: Final[list[Callable[[Person, str], Q]]] = []
"""Hook: the condition that a column names the person, or someone whose stand-in they are today."""

covers_for: Final[list[Callable[[Person, int], bool]]] = []
"""Hook: whether a person covers today for another, by id. They answer what that one was asked."""
