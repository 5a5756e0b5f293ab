"""Values a list is drawn from: headings, rows, cells, available columns and saved views."""

from dataclasses import dataclass
from typing import Any

from amity.ui.lists.columns import Column


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading: the URL that sorts by it, and the current sort order."""

    column: Column
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text with its state's shape and a second line. `why` is the URL of a figure's breakdown."""

    column: Column
    value: Any
    shown: Any
    link: str
    note: Any = ""
    shape: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list with its cells."""

    row: Any
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Choice:
    """An available column, and whether it is shown now."""

    column: Column
    shown: bool


@dataclass(frozen=True, slots=True)
class NamedView:
    """A saved view: its URL, whether it is shown now, and whether the person can delete it."""

    id: int
    name: str
    url: str
    current: bool
    shared: bool
    mine: bool
