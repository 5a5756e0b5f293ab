"""Split a pasted document into sections at its headings, in order and without losing text.

A heading is marked (`## Scope`), underlined with `====` or `----`, or numbered (`5.7.2 Key personnel`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import Final

from amity.agreements.sections.rules import paper_blocks

MOST_SECTIONS: Final = 150

LONGEST: Final = 1_000_000
"""Most characters of a pasted document."""

LONGEST_HEADING: Final = 200

LONGEST_LINE: Final = 400
"""Most characters of a line that is checked for a heading, with spaces and marks."""

TITLE: Final = 120
"""Most characters of a first line that counts as the document's title."""

STOPS: Final = ".;,:"

WRAPPED: Final = 50
"""A full line of at least this length was broken by its width, not by its author."""

_MARKED: Final = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")

_UNDERLINE: Final = re.compile(r"^ {0,3}(=+|-+)\s*$")

_NUMBERED: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,5})\.?\)?\s+(\S.*)$")

_ITEM: Final = re.compile(r"^\s*(?:[-*+•–]|\(?\w{1,4}[.)])\s+\S")

_RULE: Final = re.compile(r"^\s*([=\-_*])\1{2,}\s*$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A section of a pasted document: its original heading, its level (1 is highest), and its text."""

    heading: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading found at a line, and the line after it at which its text begins."""

    at: int
    after: int
    heading: str
    level: int


def cut(document: str) -> list[Cut]:
    """Return the sections of a document in order. Text before the first heading is a section too."""
    lines = document.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    found = _headings(lines)
    ends = [*(one.at for one in found[1:]), *([len(lines)] if found else [])]
    levels = paper_blocks.nested([one.level for one in found])
    sections = [
        Cut(one.heading, level, tidy(lines[one.after : end]))
        for one, level, end in zip(found, levels, ends, strict=True)
    ]
    opening = _opening(tidy(lines[: found[0].at] if found else lines))
    return [opening, *sections] if opening else sections


def number_of(heading: str) -> str:
    """Return the number of a heading without trailing zeros: "5.7.2", "5" for "5.0", or "" without one."""
    found = _NUMBERED.match(_bare(heading))
    return re.sub(r"(\.0+)+$", "", found[1]) if found else ""


def tidy(lines: Sequence[str]) -> str:
    """Return lines as text: lines broken by width are joined, tables unchanged, at most one blank line between."""
    blocks: list[str] = []
    for run in _runs(lines):
        if paper_blocks.is_table(run):
            blocks.append(dedent("\n".join(line.rstrip() for line in run)))
        else:
            words = [_unmarked(line) for line in run if not _RULE.match(line)]
            blocks.append("\n".join(_unwrapped(words)))
    return "\n\n".join(block for block in blocks if block.strip())


def _headings(lines: Sequence[str]) -> list[_Heading]:
    tables = _table_lines(lines)
    found: list[_Heading] = []
    for at, line in enumerate(lines):
        if at in tables or not line.strip() or (found and at < found[-1].after):
            continue
        one = _marked(lines, at) or _underlined(lines, at) or _numbered(lines, at)
        if one and len(one.heading) <= LONGEST_HEADING:
            found.append(one)
    return found


def _marked(lines: Sequence[str], at: int) -> _Heading | None:
    found = _MARKED.match(lines[at]) if len(lines[at]) <= LONGEST_LINE else None
    if not found or not found[2]:
        return None
    return _Heading(at, at + 1, found[2], _level(found[2], len(found[1])))


def _underlined(lines: Sequence[str], at: int) -> _Heading | None:
    line = lines[at]
    under = _UNDERLINE.match(lines[at + 1]) if at + 1 < len(lines) else None
    alone = at == 0 or not lines[at - 1].strip() or _RULE.match(lines[at - 1])
    if not under or not alone or _RULE.match(line) or _ITEM.match(line) or "   " in line.strip():
        return None
    heading = line.strip()
    return _Heading(at, at + 2, heading, _level(heading, 1 if under[1].startswith("=") else 2))


def _numbered(lines: Sequence[str], at: int) -> _Heading | None:
    """Return the heading in a numbered line between blank lines that starts with a capital and has no full stop.

    List items aren't headings.
    """
    bare = _bare(lines[at]) if len(lines[at]) <= LONGEST_LINE else ""
    found = _NUMBERED.match(bare)
    alone = (at == 0 or not lines[at - 1].strip()) and (at + 1 == len(lines) or not lines[at + 1].strip())
    if not found or not alone or lines[at].startswith(("  ", "\t")) or len(bare) > TITLE:
        return None
    if bare[-1] in STOPS or found[2][0].islower():
        return None
    if "." not in found[1] and (_in_a_list(lines, at, int(found[1])) or not _counts_on(lines, at, int(found[1]))):
        return None
    return _Heading(at, at + 1, bare, _level(bare, 1))


def _in_a_list(lines: Sequence[str], at: int, number: int) -> bool:
    """Return whether the paragraph before or after continues the count, or nothing follows."""

    def counts(line: str | None, wanted: int) -> bool:
        found = _NUMBERED.match(_bare(line[:LONGEST_LINE])) if line is not None else None
        return found is not None and found[1] == str(wanted)

    before = next((line for line in reversed(lines[:at]) if line.strip()), None)
    after = next((line for line in lines[at + 1 :] if line.strip()), None)
    return after is None or after.startswith(("  ", "\t")) or counts(before, number - 1) or counts(after, number + 1)


def _counts_on(lines: Sequence[str], at: int, number: int) -> bool:
    """Return whether a first-level number continues a count, starts one, or has parts below. "3 March" does neither."""

    def begins(line: str, wanted: str) -> bool:
        return re.match(rf"[\s#*]*{wanted}(?:\.0)?[.)]?\s", line[:LONGEST_LINE]) is not None

    if number <= 1 or any(begins(line, str(number - 1)) for line in lines[:at]):
        return True
    return any(begins(line, rf"{number}\.1") for line in lines[at + 1 :])


def _level(heading: str, marked: int) -> int:
    """Return the level of a heading: by its number, or else by its mark."""
    number = number_of(heading)
    return number.count(".") + 1 if number else marked


def _bare(line: str) -> str:
    """Return a line without emphasis around the whole line."""
    text = line.strip()
    found = re.fullmatch(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1", text)
    return found[2] if found and found[1] not in found[2] else text


def _opening(text: str) -> Cut | None:
    """Return the text before the first heading as a section. Its first line is the title if it looks like one."""
    if not text:
        return None
    title, _break, rest = text.partition("\n\n")
    if rest and "\n" not in title and len(title) <= TITLE and title[-1] not in STOPS and not _ITEM.match(title):
        return Cut(title, 1, rest)
    return Cut("", 1, text)


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield groups of adjacent lines that aren't blank."""
    run: list[str] = []
    for line in lines:
        if line.strip():
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _table_lines(lines: Sequence[str]) -> set[int]:
    """Return the lines that belong to tables, which aren't searched for headings."""
    inside: set[int] = set()
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and lines[at].strip():
            continue
        if paper_blocks.is_table(lines[start:at]):
            inside.update(range(start, at))
        start = at + 1
    return inside


def _unmarked(line: str) -> str:
    """Remove the mark from a paragraph marked as a heading but too long to be one."""
    return re.sub(r"^ {0,3}#{1,6}\s+(?=\S)", "", line)


def _unwrapped(run: Sequence[str]) -> list[str]:
    """Return the lines of a paragraph, joined where one ended only because the next word had no room."""
    width = max((len(line.rstrip()) for line in run), default=0)
    joined: list[str] = []
    before = ""
    for line in run:
        first = line.split()[0]
        no_room = len(before.rstrip()) + 1 + len(first) > width
        if joined and width >= WRAPPED and no_room and not _ITEM.match(line) and not before.endswith(("  ", "\\")):
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line.rstrip() if not joined or _ITEM.match(line) else line.strip())
        before = line
    return joined
