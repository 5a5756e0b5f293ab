"""Match typed words with texts, whatever their case and accents: "zurich" finds Zürich, and "ZÜRICH" too."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Func, Q, TextField
from django.db.models.lookups import IRegex
from django.utils.functional import Promise
from django.utils.translation import get_language, override

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

LONGEST: Final = 120
"""Characters of a search text that are read."""
LONGEST_ALONG: Final = 500
"""Characters that an action can take along, as the words of a request."""
MOST_WORDS: Final = 8
"""Words of a search text that are read: each costs the database one comparison per row."""
FORGIVING: Final = 5
"""Letters of a word in which one may be wrong: of shorter ones too many others are similar."""
_SPELLINGS: Final = {"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_LAST_LATIN: Final = 0x180
"""The end of Unicode's Latin letters with the usual accents."""


_ENDINGS: Final = ("ing", "ed", "s")
_SHORTEST: Final = 3
"""Letters that are left of a word without its ending."""
_SAME: Final = {"nobody": "no one", "somebody": "someone", "everybody": "everyone"}
"""Words that people type, and what texts of Amity say instead. Both are found."""


class OneText(Func):
    """The columns of a row as one text; `Concat` of a column at a time costs ten times as much to build."""

    output_field = TextField()

    def as_sql(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", *_parts: Any, **_extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the columns joined by spaces, blank where there is none."""
        columns = [compiler.compile(column) for column in self.get_source_expressions()]
        joined = " || ' ' || ".join(f"COALESCE({sql}, '')" for sql, _params in columns)
        return f"({joined})", tuple(value for _sql, params in columns for value in params)


def words_of(typed: str) -> list[str]:
    """Return the words of a search text."""
    return typed[:LONGEST].replace("\x00", " ").replace("·", " ").split()[:MOST_WORDS]


def words_after(typed: str) -> str:
    """Return what is typed behind the words that are read, for an action that takes it along."""
    parts = typed[:LONGEST_ALONG].replace("\x00", " ").split(maxsplit=MOST_WORDS)
    return parts[MOST_WORDS].strip() if len(parts) > MOST_WORDS else ""


def folded(text: str) -> str:
    """Return a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    plain = "".join(_SPELLINGS.get(letter, letter) for letter in text.casefold())
    return "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark))


def spoken(text: str | Promise) -> tuple[str, ...]:
    """Return the words of a text in small letters without accents, in English and in the reader's language."""
    found: list[str] = []
    for language in ("en", get_language() or "en"):
        with override(language):
            found += _parts(str(text))
    return tuple(found)


@lru_cache(maxsize=4_096)
def _parts(text: str) -> Sequence[str]:
    """Return the words, one with a hyphen also in its parts and as one: "hand-off", "hand", "off" and "handoff"."""
    words = folded(text).split()
    return [
        *words,
        *(part for word in words if "-" in word for part in (*word.split("-"), word.replace("-", "")) if part),
    ]


def stem(word: str) -> str:
    """Return a word without an English ending, where enough of it is left: "talking" and "talks" are "talk"."""
    plain = folded(word)
    ending = next((one for one in _ENDINGS if plain.endswith(one) and len(plain) - len(one) >= _SHORTEST), "")
    return plain.removesuffix(ending)


def holds(text: str, words: Iterable[str]) -> bool:
    """Return whether a text contains every word."""
    plain = folded(text)
    return all(any(spelling in plain for spelling in _spellings(word)) for word in words)


def begins(text: str, words: Iterable[str]) -> bool:
    """Return whether every word begins a word of a text."""
    plain = folded(text)
    return all(
        any(re.search(rf"(^|\W){re.escape(spelling)}", plain) for spelling in _spellings(word)) for word in words
    )


def every_word(words: Sequence[str], *fields: str) -> Q:
    """Return a filter: each word is somewhere in the fields, which are read as one text."""
    return _each(words, fields, _spelled)


def every_beginning(words: Sequence[str], *fields: str) -> Q:
    """Return a filter: each word begins a word in the fields."""
    return _each(words, fields, lambda word: rf"(^|\W){_spelled(word)}")


def every_similar_word(words: Sequence[str], *fields: str) -> Q:
    """Return a filter: each word begins a word in the fields, or does with one letter wrong."""
    return _each(words, fields, lambda word: rf"(^|\W){_similar(word)}")


def any_word(words: Sequence[str], *fields: str) -> Q:
    """Return a filter: at least one of the words is in the fields."""
    text = OneText(*fields)
    return reduce(or_, (Q(IRegex(text, _spelled(word))) for word in words))


def _each(words: Sequence[str], fields: Sequence[str], pattern: Callable[[str], str]) -> Q:
    text = OneText(*fields)
    return Q(*(IRegex(text, pattern(word)) for word in words))


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word in small letters without accents, with the words that texts have instead of it."""
    plain = folded(word)
    return (plain, _SAME[plain]) if plain in _SAME else (plain,)


def _spelled(word: str) -> str:
    """Return an expression that PostgreSQL and Python read alike: each letter with all its accents."""
    spellings = [_pattern(spelling) for spelling in _spellings(word)]
    return spellings[0] if len(spellings) == 1 else f"(?:{'|'.join(spellings)})"


def _similar(word: str) -> str:
    """Return an expression of a word and of those that differ in one letter behind the first: another one, one more,
    one less, or two that changed places.
    """
    plain = folded(word)
    if len(plain) < FORGIVING:
        return _spelled(word)
    letters, similar = [_letter(letter) for letter in plain], []
    for place in range(1, len(letters)):
        before, here, after = letters[:place], letters[place], letters[place + 1 :]
        similar += [[*before, ".?", *after], [*before, ".", here, *after]]
        similar += [[*before, after[0], here, *after[1:]]] if after else []
    return f"(?:{'|'.join(map(''.join, similar))})"


def _pattern(plain: str) -> str:
    pattern, place = "", 0
    while place < len(plain):
        pair = plain[place : place + 2]
        if pair in _VARIANTS and len(pair) == 2:
            pattern += f"(?:{_letter(pair[0])}{_letter(pair[1])}|[{_VARIANTS[pair]}])"
            place += 2
        else:
            pattern += _letter(plain[place])
            place += 1
    return pattern


def _letter(letter: str) -> str:
    if letter in _VARIANTS:
        return f"[{letter}{_VARIANTS[letter]}]"
    return f"\\{letter}" if letter.isascii() and not letter.isalnum() else letter


def _variants() -> dict[str, str]:
    """Return the accented spellings of plain letters, both cases: {"u": "ùúûüÙÚÛÜ…", "ss": "ß"}."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for letter in map(chr, range(0xC0, _LAST_LATIN)):
        plain = folded(letter)
        if letter.isalpha() and plain.isascii() and plain.isalpha():
            found[plain].append(letter)
    return {plain: "".join(letters) for plain, letters in found.items()}


_VARIANTS: Final = _variants()
