"""Hooks for parts above: guards and listeners that run inside the command's transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import Q

from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import Answer

before_work: Final[list[Callable[[Project, int], Answer]]] = []
"""Guards called before seconds are added to a project without an accepted hand-off, where work is at risk and
capped. Only for logging and editing time. Imported time is accepted, since it has happened.
"""

before_time: Final[list[Callable[[Person, int | None, int | None, int], Answer]]] = []
"""Guards called before a person adds seconds to a line and a work item, by their ids, and before a timer starts there.
Imported time is accepted, since it has happened.
"""

before_close: Final[list[Callable[[int, Actor], Answer]]] = []
"""Guards called before a month (YYYYMM) closes, while it is locked. Each returns yes, or a no with its reason."""

on_closed: Final[list[Callable[[int, Actor, datetime], None]]] = []
"""Listeners called after a month is closed. They write rows only. Its time can no longer change."""

on_opened: Final[list[Callable[[int, Actor, datetime, str], None]]] = []
"""Listeners called after a closed month is reopened: by whom, when and why."""

page_of_month: Final[list[Callable[[int], str]]] = []
"""Returns the URL of the page that closes a month, for the list of months."""


class Counted(NamedTuple):
    """The entries that a figure counts: what the filter calls them, and the condition on them."""

    label: str
    where: Q


counted: Final[list[Callable[[Person, str], Counted | None]]] = []
"""Returns the entries that a figure of a part above counts, by the key with which it leads to the list of entries, or
None for a key that isn't its own.
"""
