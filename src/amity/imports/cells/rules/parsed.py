"""The cells of a column, each distinct text parsed once."""

from collections.abc import Callable
from typing import TypeVar

from amity.imports.rules import Cell

T = TypeVar("T")
_MOST = 50_000


class ParsedCells(dict[str, T]):
    """Parsed cells by their text, cleared when full. Typed cells are parsed each time: 1 and True would be one key."""

    def __init__(self, parse: Callable[[Cell], T]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, cell: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        value = self[cell] = self._parse(cell)
        return value

    def of(self, cell: Cell) -> T:
        """Return the parsed cell."""
        return self[cell] if isinstance(cell, str) else self._parse(cell)
