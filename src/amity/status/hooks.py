"""Hooks for parts above."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Final

from amity.projects.models import Project
from amity.status.answers.heard import Heard

heard: Final[list[Callable[[Collection[Project], date], Iterable[Heard]]]] = []
"""What clients said about the work of some projects, as its project manager can read it: answers on their pages."""

reply_address: Final[list[Callable[[], str]]] = []
"""The address that reads replies to the email that asks for statuses, "" while no mailbox reads them."""
