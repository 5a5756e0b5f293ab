"""Slots on a project's page that parts above fill, in `AppConfig.ready`.

An entry's `template` is drawn with `project`, `rights` and `loaded`, the data of its `of` for the project.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from django.db.models import Subquery

from amity.projects.work_table.rules import is_over
from amity.shared.actor import Actor
from amity.ui.slots import Entry, Slot

WORK: Final = "work"
CLIENT: Final = "client"
FACTS: Final = "facts"

tabs = Slot("project.tabs")
"""Tabs of a project, each with its own address: Work 10, Client 20, Money 30, Facts 40."""

open_counts: Final[dict[str, list[Callable[[Actor], Subquery]]]] = {}
"""Hook: how much is open behind a tab, by its key: counts for the project of the outer row, read along with it."""

sections = Slot("project.sections")
"""Sections of a project's tabs."""

buttons = Slot("project.buttons")
"""Buttons beside a project's name, as `ProjectButton`s. `template` is drawn with `project`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectButton(Entry):
    """A button beside a project's name. `in_row` is the template of the one in each unfinished row of its lines.

    That one is drawn with `project` and `row`, and `before_rows` once before the table.
    """

    in_row: str = ""
    before_rows: str = ""


account_work = Slot("account.work")
"""Sections of an account's tab *Work*, above its agreements, as `AccountSection`s of accounts: jobs 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSection(Entry):
    """A section of one of a project's tabs. `of` loads it from the project that the page has already read.

    `place`: above the tab's columns, in the wide column, or in the narrow one.
    """

    tab: str
    of: Callable[[Actor, Any], Any]
    place: Literal["top", "main", "aside"] = "main"


@dataclass(frozen=True, slots=True)
class Hours:
    """Time of a line, a work item or a project, in seconds. `used` is the share of the plan in whole percent.

    None is unknown: no plan, or unfinished work whose plan is used up (`to_go_seconds`). `address` lists the entries.
    `is_early`: too little is used of all the work to judge its difference.
    """

    quoted_seconds: int
    planned_seconds: int | None
    used_seconds: int
    to_go_seconds: int | None
    difference_seconds: int | None
    used: int | None
    address: str = ""
    is_early: bool = False

    @property
    def look(self) -> str:
        """The CSS state of the difference: amber within the tolerance of the plan, red beyond it or without a plan."""
        over = self.difference_seconds or 0
        if over <= 0 or self.is_early:
            return ""
        return "unwell" if not self.planned_seconds or is_over(self.planned_seconds, over) else "watch"


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Time of a project's lines and items by (kind, id), of what is on none of them (`rest`), and of all.

    `asked` are the rows to ask "is it finished?" about.
    """

    rows: Mapping[tuple[str, int], Hours] = field(default_factory=dict)
    rest: Hours | None = None
    total: Hours | None = None
    asked: frozenset[tuple[str, int]] = frozenset()


hours: Final[list[Callable[[Actor, Any, Sequence[Any]], WorkHours]]] = []
"""Hook of the part that knows time: the hours of a project's rows of work, as far as the actor can see hours."""


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


@dataclass(frozen=True, slots=True)
class Blocker:
    """What a project waits for: its title and address, the reason, who it waits for, and on which side they are."""

    title: str
    address: str
    reason: str
    shape: str = "watch"
    who: str = ""
    side: Literal["client", "agency"] = "agency"


blockers: Final[list[Callable[[Actor, Any, date], Sequence[Blocker]]]] = []
"""Hook: what blocks a project today, as the actor can see it, worst first."""


@dataclass(frozen=True, slots=True)
class ProjectDate:
    """A date ahead that isn't a milestone, such as a promise."""

    on: date
    title: str
    address: str = ""
    note: str = ""


dates: Final[list[Callable[[Actor, Any, date], Sequence[ProjectDate]]]] = []
"""Hook: open dates of a project besides its milestones."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The reader's next step on a project: a button, and the address it opens or (`posts`) posts to.

    `value` is the status sent with it. `in_dialog` opens the form of the address in place.
    """

    label: str
    address: str
    posts: bool = False
    value: str = ""
    in_dialog: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """A project's hand-off for the head of its page: its address, when it was accepted, and the reader's step."""

    address: str = ""
    accepted_on: date | None = None
    step: NextStep | None = None


handed: Final[list[Callable[[Actor, Any], Handed | None]]] = []
"""Hook: the hand-off of a project, if the actor can see it."""


def handed_of(by: Actor, project: Any) -> Handed:
    """Return the hand-off of a project, as the part that has it states it."""
    return next((hand for about in handed if (hand := about(by, project))), Handed())
