"""Hooks for parts above: guards and listeners that run inside the command's transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import Answer

before_work: Final[list[Callable[[Project, int], Answer]]] = []
"""Guards asked before seconds are added to a project that nobody was handed yet: its work is at risk, and capped.

Only whoever logs or edits time is asked. What a file tells of happened, and is taken.
"""

before_close: Final[list[Callable[[int, Actor], Answer]]] = []
"""Guards asked before a month (YYYYMM) closes, while it is held alone; each answers yes, or a no with its reason."""

on_closed: Final[list[Callable[[int, Actor, datetime], None]]] = []
"""Listeners told that a month is closed: they write rows only. No time in it can change any more."""

on_opened: Final[list[Callable[[int, Actor, datetime, str], None]]] = []
"""Listeners told that a closed month is open again, by whom, when and why."""

page_of_month: Final[list[Callable[[int], str]]] = []
"""Where a month is closed: the address of its page. The list of months leads there."""
