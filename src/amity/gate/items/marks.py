"""The words of findings, marked in a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text. `number` is that of its finding, 0 for text that isn't marked; `level` is the finding's."""

    text: str
    number: int = 0
    level: str = ""


def marked(text: str, words: Iterable[tuple[int, str, str]]) -> Sequence[Segment]:
    """Return a text in pieces, with the first place of each finding's words marked, to the end of its last word.

    `words` are number, level and the words of a finding. Places don't overlap.
    """
    places: list[tuple[int, int, int, str]] = []
    folded = text.casefold()
    for number, level, wanted in words:
        start = folded.find(wanted.casefold()) if wanted else -1
        end = _end_of_word(text, start + len(wanted))
        if start >= 0 and all(end <= first or start >= last for first, last, _number, _level in places):
            places.append((start, end, number, level))
    found, at = [], 0
    for start, end, number, level in sorted(places):
        found += [Segment(text[at:start]), Segment(text[start:end], number, level)]
        at = end
    return [one for one in (*found, Segment(text[at:])) if one.text]


def _end_of_word(text: str, end: int) -> int:
    """Return where the word ends in which a place ends."""
    while 0 < end < len(text) and text[end - 1].isalpha() and text[end].isalpha():
        end += 1
    return end
