"""Mark the words of a text that made it relevant, with the number of their term."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amity.insights.relevance.tokens import WORD, tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, and the number of the term it is a word of: 0 for none."""

    text: str
    number: int = 0


def marked(text: str, terms: Sequence[str]) -> list[Piece]:
    """Return a text in pieces. Neighbouring words of one term are one piece; terms are numbered from 1."""
    numbers: dict[str, int] = {}
    for number, term in enumerate(terms, start=1):
        for word in tokens(term):
            numbers.setdefault(word, number)
    pieces: list[Piece] = []
    for piece in _cut(text, numbers):
        if len(pieces) > 1 and pieces[-1] == Piece(" ") and piece.number and pieces[-2].number == piece.number:
            pieces[-2:] = [Piece(f"{pieces[-2].text} {piece.text}", piece.number)]
        else:
            pieces.append(piece)
    return pieces


def _cut(text: str, numbers: dict[str, int]) -> Iterator[Piece]:
    place = 0
    for found in WORD.finditer(text):
        number = next((numbers[word] for word in tokens(found[0]) if word in numbers), 0)
        if number:
            if found.start() > place:
                yield Piece(text[place : found.start()])
            yield Piece(found[0], number)
            place = found.end()
    if place < len(text):
        yield Piece(text[place:])
