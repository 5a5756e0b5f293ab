"""What parts above add to months: guards and listeners that run inside the command's transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.shared.actor import Actor
from amity.shared.permission import Answer

before_close: Final[list[Callable[[int, Actor], Answer]]] = []
"""Guards asked before a month (YYYYMM) closes, while it is held alone; each answers yes, or a no with its reason."""

on_closed: Final[list[Callable[[int, Actor, datetime], None]]] = []
"""Listeners told that a month is closed: they write rows only. No time in it can change any more."""

on_opened: Final[list[Callable[[int, Actor, datetime, str], None]]] = []
"""Listeners told that a closed month is open again, by whom, when and why."""

page_of_month: Final[list[Callable[[int], str]]] = []
"""Where a month is closed: the address of its page. The list of months leads there."""
