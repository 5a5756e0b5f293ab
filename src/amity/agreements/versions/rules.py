"""Pure rules of frozen versions: their hash, their differences by field, and texts compared by word."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

MONEY: Final = frozenset({
    "paid.fee", "paid.discount", "paid.cap", "paid.hourly_rate", "paid.overage_rate", "paid.piece_price",
})  # fmt: skip
"""Fields that are amounts. A line's rate and price, or those of its change, are amounts too."""
PRICES: Final = (".rate", ".price", ".approved_price")


def sha256(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a content as hex, from its JSON with sorted keys, no spaces, in UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, with its value before and after; "" means no value."""

    field: str
    before: str
    after: str

    @property
    def about(self) -> str:
        """Return the object of the field: a term, line, section or part."""
        return about(self.field)


def is_money(field: str) -> bool:
    """Return whether a field is an amount."""
    return field in MONEY or field.endswith(PRICES)


def about(field: str) -> str:
    """Return the object of a field: "lines.2" for "lines.2.rate", but "terms.payment" for itself."""
    return ".".join(field.split(".")[:2])


def fields(content: Mapping[str, Any]) -> dict[str, str]:
    """Return a content as fields and texts, such as "terms.payment": "45" and "lines.2.rate": "125"."""
    return dict(_flat("", content))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return the fields in which two contents differ, in the newer one's order, followed by removed fields."""
    old, new = fields(before), fields(after)
    names = [*new, *(name for name in old if name not in new)]
    pairs = [(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [Difference(name, was, now) for name, was, now in pairs if was != now]


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), one)
    elif value not in (None, "", [], {}):
        yield path, str(value)


SAME: Final = "same"

GONE: Final = "gone"

NEW: Final = "new"

SKIPPED: Final = "skipped"
"""Kind of passage: unchanged words that are left out."""

AROUND: Final = 12
"""Words shown before and after a difference."""

LONGEST: Final = 80
"""Words shown of a text that was added or removed as a whole."""

MOST: Final = 1_000_000
"""Limit on parts times parts. Larger texts are shown whole, so that none delays a page."""

_WORDS: Final = re.compile(r"\s*\S+\s*?(?=\s|$)|\s+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Adjacent words of one kind, such as unchanged or changed ones."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A text before and after, in passages."""

    before: tuple[Passage, ...]
    now: tuple[Passage, ...]


def compared(before: str, now: str) -> Compared:
    """Compare two texts side by side. Texts with no word in common are shown whole.

    Only the beginning of a text that was added or removed as a whole is shown.
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
    """Yield equal and different runs, by paragraph, and by word inside different paragraphs."""
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
    """Yield one side, with unchanged text cut to the words around the differences."""
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
