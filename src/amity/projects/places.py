"""Slots on a project's page that parts above fill, in `AppConfig.ready`.

An entry's `template` is drawn with `project`, `rights` and `loaded`, its loader's data for the project's id. A
`ProjectSection` may draw a second section below the work.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from amity.shared.actor import Actor
from amity.ui.slots import Entry, Slot

sections = Slot("project.sections")
"""Sections below the head of a project. Order: profitability 10."""


account_work = Slot("account.work")
"""Sections of an account's tab *Work*, above its agreements, as `AccountSection`s: jobs 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSection(Entry):
    """A section of an account's tab *Work*; `of` loads it from the account the page has read."""

    of: Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSection(Entry):
    """A section whose `below` is drawn under the lines and work items, and whose `aside` is in the narrow column, each
    with what was loaded for `template`. "" draws nothing there. A section that `holds_lines` lists the lines itself.

    `of` loads it from the project that the page has already read, for whoever sees it. Without it the `loader` reads.
    """

    of: Callable[[Any, Any], Any] | None = None
    below: str = ""
    aside: str = ""
    holds_lines: bool = False


asked: Final[list[Callable[[Any, Any], frozenset[tuple[str, int]]]]] = []
"""Functions of parts that know the time, from (project, its rows) to (kind, id) of rows to ask "is it
finished?" about.
"""


@dataclass(frozen=True, slots=True)
class HeldUp:
    """A delay of a milestone caused by the client: the cause, the days late, and the date before it moved."""

    what: str
    address: str
    days_late: int
    cause: str
    moved_from: date | None
    waiting: bool


holding_up: Final[list[Callable[[Actor, Any, date], Mapping[int, Sequence[HeldUp]]]]] = []
"""Functions of parts above: what delays a project's milestone or moved its date, by id, as the actor can see it."""
