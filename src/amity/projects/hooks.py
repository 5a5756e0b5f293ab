"""Hooks for parts above: guards and listeners that run inside the project command's transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import Answer

AccountChanged = Callable[[Project, int | None, Actor, datetime], None]

before_start: Final[list[Callable[[Project, str], Answer]]] = []
"""Guards asked before a project that needs a hand-off is handed off or set active for the first time."""

on_moved: Final[list[Callable[[Project, str, Actor, datetime], None]]] = []
"""Listeners told that a project goes on from the status given: the project as it is saved, by whom and when."""

before_move: Final[list[Callable[[Project, str], Answer]]] = []
"""Guards asked before a project goes to another status; each answers yes, or a no with its reason."""

before_account_change: Final[list[Callable[[Project], Answer]]] = []
"""Guards asked before a project is put under another account, as when a closed month holds its time."""

on_account_changed: Final[list[AccountChanged]] = []
"""Listeners told that a project lies under another account now: the project, the account it had, by whom and when.

Called in order of registration after the project is saved. They write rows only: time moves with its project.
"""
