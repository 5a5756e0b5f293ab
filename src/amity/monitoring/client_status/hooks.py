"""Hook for the part that knows how far the work of a project is."""

from collections.abc import Callable
from datetime import date
from typing import Final

from amity.projects.models import Project

progress: Final[list[Callable[[Project, date], str]]] = []
"""Functions that return one sentence for the client about how far the work is, "" for none, in the active language."""
