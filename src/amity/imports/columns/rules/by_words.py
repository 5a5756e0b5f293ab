"""Find columns by the words that headers use for a field, with a person's choice over it."""

from collections.abc import Mapping, Sequence

from amity.imports.rules import Unreadable
from amity.imports.tools.rules.sniffing import bare_word

FieldWords = Mapping[str, tuple[str, int]]
"""The field of each word, and the word's rank: the lower, the likelier."""


def field_words(words: Mapping[str, str]) -> FieldWords:
    """Return the fields of words, from field → `"word|another word"` with the likeliest first."""
    return {word: (field, rank) for field, own in words.items() for rank, word in enumerate(own.split("|"))}


def columns_by_words(
    field_of: FieldWords, headers: Sequence[str], chosen: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Return field → column by header, with a person's choice (field → header, empty for none) over it.

    Raises `Unreadable` (`map_column`) for a chosen header that isn't in the file.
    """
    best: dict[str, tuple[int, int]] = {}
    for place, header in enumerate(headers):
        found = field_of.get(bare_word(header))
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], place)
    places = {field: place for field, (_rank, place) in best.items()}
    by_name = {header.casefold(): place for place, header in reversed(list(enumerate(headers)))}
    for field, header in (chosen or {}).items():
        places.pop(field, None)
        if header and header.casefold() not in by_name:
            raise Unreadable("map_column", text=header, columns=", ".join(headers))
        if header:
            place = by_name[header.casefold()]
            places = {name: where for name, where in places.items() if where != place or name in (chosen or {})}
            places[field] = place
    return places
