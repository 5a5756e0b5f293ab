"""Compare two texts: the words removed and added, with a little context."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

SAME: Final = "same"

GONE: Final = "gone"

NEW: Final = "new"

SKIPPED: Final = "skipped"
"""Words that stand unchanged on both sides and are not shown."""

AROUND: Final = 12
"""Words shown before and after what differs."""

LONGEST: Final = 80
"""Words shown of a text that is new or gone as a whole."""

MOST: Final = 1_000_000
"""Parts times parts: beyond it two texts are told whole, so that no text keeps a page waiting."""

_WORDS: Final = re.compile(r"\s*\S+\s*?(?=\s|$)|\s+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a row, by what became of them."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A text before and after, in passages."""

    before: tuple[Passage, ...]
    now: tuple[Passage, ...]


def compared(before: str, now: str) -> Compared:
    """Compare two texts side by side. Texts with no word in common are shown whole: there is nothing to mark.

    Of a text that is wholly new, or wholly removed, the beginning is shown.
    """
    passages = list(_as_json(before, now))
    if not any(kind == SAME and text.strip() for kind, text, _other in passages):
        alone = not before.strip() or not now.strip()
        return Compared(*(tuple(_begun(text) if alone else (Passage(SAME, text),)) for text in (before, now)))
    return Compared(
        tuple(_side([(GONE if kind == NEW else kind, text) for kind, text, _other in passages])),
        tuple(_side([(kind, text) for kind, _other, text in passages])),
    )


def _as_json(before: str, now: str) -> Iterator[tuple[str, str, str]]:
    """Runs that are the same or differ: paragraph by paragraph, and inside those that differ word by word."""
    for same, lines, others in _runs(before.splitlines(keepends=True), now.splitlines(keepends=True)):
        was, will = "".join(lines), "".join(others)
        if same:
            yield SAME, was, will
            continue
        for equal, words, new in _runs(_WORDS.findall(was), _WORDS.findall(will)):
            yield SAME if equal else NEW, "".join(words), "".join(new)


def _runs(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    if len(before) * len(now) > MOST:
        yield False, before, now
        return
    for tag, start, end, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        yield tag == "equal", before[start:end], now[first:last]


def _side(passages: Sequence[tuple[str, str]]) -> Iterator[Passage]:
    """One side, what stands unchanged cut to the words around what differs: also where the other side has more."""
    joined: list[tuple[str, str]] = []
    for kind, text in passages:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    for at, (kind, text) in enumerate(joined):
        if kind == SAME:
            yield from _shortened(text, 0 if at == 0 else AROUND, 0 if at == len(joined) - 1 else AROUND)
        elif text:
            yield Passage(kind, text)


def _shortened(text: str, head: int, tail: int) -> Iterator[Passage]:
    words = _WORDS.findall(text)
    end = len(words) - tail
    if end - head <= AROUND // 2:
        yield Passage(SAME, text)
        return
    parts = ((SAME, words[:head]), (SKIPPED, words[head:end]), (SAME, words[end:]))
    yield from (Passage(kind, "".join(some)) for kind, some in parts if some)


def _begun(text: str) -> Iterator[Passage]:
    return _shortened(text, LONGEST, 0)
