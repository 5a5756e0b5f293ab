"""A job as a row of the list, the views of the list, and which job is the worst. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from amity.shared.money import Money
from amity.work.budgets.rules import HOURS, MarginToTarget, Use
from amity.work.dates.rules import CALM, Blocker, NextDate, is_one_matter, week_end
from amity.work.stages.rules import BEFORE_HANDOFF, BEFORE_START, DELIVERED, GOING, PAUSED, STAGES, is_over

Kind = Literal["brief", "project"]
State = Literal["", "watch", "unwell"]
"""How a figure is shown: unwell (crimson) only where someone must act today."""

OPEN: Final = "open"
CLIENT: Final = "client"
OVER_BUDGET: Final = "over"
DUE: Final = "due"
BEFORE: Final = "before"
VIEWS: Final = (OPEN, CLIENT, OVER_BUDGET, DUE, BEFORE)
"""The views of the list, as its tabs show them."""

UNKNOWN: Final = 1 << 40
"""A gap above any: what has no margin comes after what has one."""


class Named(NamedTuple):
    """Something with an id and a name."""

    id: int
    name: str


class Job(NamedTuple):
    """A job. `use` and `margin` are None without the right to see them, `budget` is the client's at most.

    `waits_for_client`: it is with the client, or something is expected of them. `urgency` is that of `dates.rules`. A
    page of all accounts makes a thousand jobs, which are made more quickly as tuples.
    """

    kind: Kind
    id: int
    name: str
    code: str
    account: Named | None
    manager: Named | None
    stage: str
    size: str
    is_internal: bool
    pre_existing: bool
    created_at: datetime
    ends_on: date | None
    use: Use | None
    margin: MarginToTarget | None
    budget: Money | None
    next: NextDate | None
    blocker: Blocker | None
    waits_for_client: bool
    urgency: int = CALM
    account_manager: Named | None = None

    @property
    def key(self) -> str:
        """Return a text that no other job has."""
        return f"{self.kind}-{self.id}"

    @property
    def number(self) -> int:
        """Return a number that no other job has, and that never changes."""
        return numbered(self.kind, self.id)

    @property
    def is_open(self) -> bool:
        """Return whether something is still to be done."""
        return not is_over(self.stage)

    @property
    def is_over_budget(self) -> bool:
        """Return whether more is used than its budget, while something is still to be done."""
        return self.is_open and self.use is not None and self.use.heading == "over"

    @property
    def is_before_start(self) -> bool:
        """Return whether the work has not begun."""
        return self.stage in BEFORE_START

    @property
    def is_below_target(self) -> bool:
        """Return whether its margin is known to be below its target."""
        return self.margin is not None and self.margin.band in ("watch", "unwell")

    @property
    def is_far_below(self) -> bool:
        """Return whether its margin is further below the target than a hair."""
        return self.margin is not None and self.margin.band == "unwell"

    @property
    def margin_state(self) -> State:
        """Return how its margin is shown: far below target, and unwell only while its work goes on over budget."""
        if not self.is_far_below:
            return ""
        return "unwell" if self.is_over_budget and self.stage in GOING else "watch"

    @property
    def is_one_matter(self) -> bool:
        """Return whether what is due next is what blocks it."""
        return is_one_matter(self.next, self.blocker)

    @property
    def order_name(self) -> str:
        """Return its name as lists sort it."""
        return self.name.casefold()

    @property
    def order_account(self) -> str | None:
        """Return the name of its account as lists sort it."""
        return self.account.name.casefold() if self.account else None

    @property
    def order_manager(self) -> str | None:
        """Return the name of its project manager as lists sort it."""
        return self.manager.name.casefold() if self.manager else None

    @property
    def order_stage(self) -> int:
        """Return how far it is on its way."""
        return STAGES.index(self.stage)

    @property
    def order_used(self) -> int | None:
        """Return the share of its budget that is used."""
        return self.use.percent if self.use else None

    @property
    def order_used_time(self) -> int | None:
        """Return the seconds used, where its budget is one of time."""
        return self.use.used if self.use and self.use.unit == HOURS else None

    @property
    def order_planned_time(self) -> int | None:
        """Return the seconds of its budget, where it is one of time."""
        return self.use.budget if self.use and self.use.unit == HOURS else None

    @property
    def order_target(self) -> int | None:
        """Return the target of its margin."""
        return self.margin.target if self.margin else None

    @property
    def order_margin(self) -> int | None:
        """Return how far its margin is from its target."""
        return self.margin.gap if self.margin else None

    @property
    def order_next(self) -> date | None:
        """Return its next date."""
        return self.next.on if self.next else None

    @property
    def order_blocker(self) -> int | None:
        """Return how severe its worst blocker is, below 0: the most severe comes first."""
        return -self.blocker.severity if self.blocker else None

    @property
    def order_budget(self) -> int | None:
        """Return the client's budget in minor units."""
        return self.budget.minor if self.budget else None

    @property
    def worst(self) -> tuple[int, bool, int, int, int, str, int]:
        """Return what sorts the worst job first: over budget, then by what needs someone now, by margin and by budget
        used.

        Who sees no margin has those below target first. Jobs that are over come after all others.
        """
        gap = self.order_margin
        hidden = 0 if self.is_below_target else UNKNOWN
        used = -(self.order_used or 0)
        by_margin = hidden if gap is None else gap
        now = (int(not self.is_open), not self.is_over_budget, self.urgency)
        return (*now, by_margin, used, self.order_name, self.number)


def date_state(job: Job, today: date) -> State:
    """Return how the next date of a job is shown: passed, and unwell only where its work doesn't rest."""
    if not job.is_open or job.next is None or job.next.on >= today:
        return ""
    return "watch" if job.stage in (PAUSED, DELIVERED) else "unwell"


def numbered(kind: Kind, key: int) -> int:
    """Return a number for a brief or project that no other job has."""
    return 2 * key + (kind == "brief")


def split(number: int) -> tuple[Kind, int]:
    """Return the kind and the id that a job's number stands for."""
    return ("brief" if number % 2 else "project"), number // 2


def in_view(job: Job, view: str, today: date) -> bool:
    """Return whether a view shows a job. All views but `open` leave out what is over."""
    if view == OPEN:
        return True
    if not job.is_open:
        return False
    if view == CLIENT:
        return job.waits_for_client
    if view == OVER_BUDGET:
        return job.is_over_budget
    if view == DUE:
        return job.next is not None and job.next.on <= week_end(today)
    return job.stage in BEFORE_HANDOFF


def counts(jobs: Iterable[Job], today: date) -> Mapping[str, int]:
    """Return how many open jobs each view shows."""
    going = [job for job in jobs if job.is_open]
    return {view: sum(in_view(job, view, today) for job in going) for view in VIEWS}
