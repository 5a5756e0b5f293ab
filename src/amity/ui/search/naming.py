"""Words that name a kind of things rather than one of them, or a field of one: "kestrel retainer", "dana phone"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.functional import Promise

from amity.ui.search.words import folded, spoken

if TYPE_CHECKING:
    from amity.ui.search.jumps import Hit, Kind

SPEAKING: Final = 4
"""Letters of a word that can name a kind of thing."""
PLURAL: Final = 2
"""Letters by which the plural of a name is longer."""


def beside_names(kind: "Kind[Any]", words: Sequence[str]) -> Sequence[str]:
    """Return the words beside those that name a kind."""
    return [word for word in words if not names(kind, word)]


def beside_fields(kind: "Kind[Any]", words: Sequence[str]) -> Sequence[str]:
    """Return the words beside those for a field of the kind. They only say what of a thing, so some must name it."""
    rest = [word for word in words if not any(_is_field(field, word) for field, _value in kind.fields)]
    return rest or words


def _is_field(field: str | Promise, word: str) -> bool:
    """Return whether a word is one of a field's, in the singular or plural, or begins one."""
    typed = folded(word)
    return any(
        typed in (name, f"{name}s") or (len(typed) >= SPEAKING and name.startswith(typed)) for name in spoken(field)
    )


def values_of(hit: "Hit", words: Sequence[str]) -> Sequence[str]:
    """Return the values of the fields that words name, where results show them."""
    asked = (value for field, value in hit.kind.fields if value and any(_is_field(field, word) for word in words))
    return [value(hit.row) for value in asked]


def names(kind: "Kind[Any]", word: str) -> bool:
    """Return whether a word is one of the kind's name, in the singular or plural, or begins one."""
    typed = folded(word)
    parts = (part for name in kind.names for part in spoken(name) if len(part) >= SPEAKING)
    return any(
        (typed.startswith(part) and len(typed) - len(part) <= PLURAL)
        or (len(typed) >= SPEAKING and part.startswith(typed))
        for part in parts
    )
