"""Hooks for parts above: guards and listeners that run inside the project command's transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.projects.models import Deliverable, Project, WorkItem
from amity.shared.actor import Actor
from amity.shared.permission import Answer

AccountChanged = Callable[[Project, int | None, Actor, datetime], None]

before_start: Final[list[Callable[[Project, str], Answer]]] = []
"""Guards called before a project that needs a hand-off is handed off or set active for the first time."""

on_moved: Final[list[Callable[[Project, str, Actor, datetime], None]]] = []
"""Listeners called after a project leaves the given status: the saved project, by whom and when."""

before_move: Final[list[Callable[[Project, str], Answer]]] = []
"""Guards called before a project changes to another status. Each returns yes, or a no with its reason."""

before_account_change: Final[list[Callable[[Project], Answer]]] = []
"""Guards called before a project moves to another account, for example if its time is in a closed month."""

on_account_changed: Final[list[AccountChanged]] = []
"""Listeners called after a project moved to another account: the project, its former account, by whom and
when. They are called in order of registration after the project is saved. They write rows only: time moves
with its project.
"""

on_staffed: Final[list[Callable[[Project, Actor, datetime], None]]] = []
"""Listeners called after the project manager or account manager of a project was set: the saved project."""

on_hold: Final[list[Callable[[Deliverable], str]]] = []
"""Guards called before a deliverable changes its state: why the client asked to hold on, or ""."""

on_marked: Final[list[Callable[[Project, Actor, datetime], None]]] = []
"""Listeners called after a line or a work item of a project was marked as finished, or reopened."""

on_item_marked: Final[list[Callable[[WorkItem, Actor, datetime], None]]] = []
"""Listeners called after a work item was marked as finished, or reopened: the saved item, by whom and when."""
