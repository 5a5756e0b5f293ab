"""Layout of a section's text: paragraphs, and tables in the ways people type them.

A table is drawn with bars (`| a | b |`), with tabs between its cells, or in columns under a line of dashes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_DASHES: Final = re.compile(r"^\s*-{2,}(?:\s+-{2,})+\s*$")

_BARS: Final = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")

_EMPHASIS: Final = re.compile(r"^(\*\*|__)(.+)\1$")

MOST_HEADS: Final = 4
"""Lines that are searched for the dashes under a head."""

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in lines, or a table in rows of equal length, the first of them its head."""

    lines: tuple[str, ...] = ()
    rows: Rows = ()

    @property
    def head(self) -> tuple[str, ...]:
        """The first row of a table."""
        return self.rows[0] if self.rows else ()

    @property
    def body(self) -> Rows:
        """The rows under it."""
        return self.rows[1:]


def blocks(text: str) -> list[Block]:
    """Split a text at its blank lines into paragraphs and tables."""
    parts = re.split(r"\n[^\S\n]*\n+", text.replace("\r\n", "\n").strip("\n"))
    found = []
    for part in parts:
        lines = [line for line in part.split("\n") if line.strip()]
        rows = table_rows(lines)
        if lines:
            found.append(Block(rows=rows) if rows else Block(lines=tuple(line.strip() for line in lines)))
    return found


def is_table(lines: Sequence[str]) -> bool:
    """Return whether adjacent lines are a table."""
    return bool(table_rows(lines))


def table_rows(lines: Sequence[str]) -> Rows:
    """Return the cells of a table, row by row, the head first, or nothing where the lines aren't a table."""
    if len(lines) < 2:
        return ()
    rows = _barred(lines) or _dashed(lines) or _tabbed(lines)
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return ()
    return tuple(tuple(map(_plain, (*row, *[""] * (width - len(row))))) for row in rows)


def nested(levels: Sequence[int]) -> list[int]:
    """Return heading levels without gaps: a subheading is one level deeper, however it was marked."""
    above: list[int] = []
    found = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found.append(len(above))
    return found


def _barred(lines: Sequence[str]) -> list[list[str]]:
    """Return cells between bars. The second line must be the rule under the head."""
    if "|" not in lines[0] or "|" not in lines[1] or not _BARS.match(lines[1]):
        return []
    if not all("|" in line for line in lines):
        return []
    return [_between_bars(line) for at, line in enumerate(lines) if at != 1]


def _between_bars(line: str) -> list[str]:
    inner = re.sub(r"(?<!\\)\|\s*$", "", re.sub(r"^\s*\|", "", line))
    return re.split(r"(?<!\\)\|", inner)


def _dashed(lines: Sequence[str]) -> list[list[str]]:
    """Return cells of columns that start where the runs of dashes under the head start."""
    at = next((number for number, line in enumerate(lines[:MOST_HEADS]) if _DASHES.match(line)), 0)
    if at == 0 or at + 1 == len(lines):
        return []
    starts = [found.start() for found in re.finditer(r"-+", lines[at])]
    body = [line for line in lines[at + 1 :] if not re.fullmatch(r"[\s-]+", line)]
    rows = [_columns(line, starts) for line in (*lines[:at], *body)]
    heads = [" ".join(part.strip() for part in parts if part.strip()) for parts in zip(*rows[:at], strict=True)]
    return [heads, *rows[at:]]


def _columns(line: str, starts: Sequence[int]) -> list[str]:
    """Split a line where columns start, never through a word. A word that starts earlier stays with its column."""
    cuts = [0]
    for start in starts[1:]:
        place = min(start, len(line))
        while cuts[-1] < place < len(line) and not line[place - 1].isspace():
            place -= 1
        cuts.append(max(place, cuts[-1]))
    return [line[here:there] for here, there in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _tabbed(lines: Sequence[str]) -> list[list[str]]:
    """Return cells between tabs, as in a table copied from a document or a sheet."""
    tabbed = ["\t" in line.strip() for line in lines]
    is_table = tabbed[0] and sum(tabbed) >= max(2, len(lines) - 1)  # the tab of a last empty cell can be missing
    return [line.split("\t") for line in lines] if is_table else []


def _plain(cell: str) -> str:
    """Return a cell without surrounding space and without emphasis on the whole cell."""
    text = " ".join(cell.split())
    found = _EMPHASIS.match(text)
    return found[2] if found else text
