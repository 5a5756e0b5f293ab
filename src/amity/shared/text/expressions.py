"""Expressions that people write, run by RE2. Its time grows with the text and never doubles with each character.

RE2 lets other threads run while it searches. It has no look-arounds and no back-references, and its `\\d`,
`\\w`, `\\s` and `\\b` match only ASCII letters and digits.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import re2

MOST_CHARACTERS: Final = 300
"""How long an expression may be."""
MOST_BYTES: Final = 1 << 16
"""Memory of one compiled expression, which also limits its time: the slowest takes about 50 µs a character."""
_UNSUPPORTED: Final = ("invalid perl operator", "invalid escape sequence", "bad repetition operator")
_LARGE: Final = ("pattern too large", "invalid repetition size", "expression nests too deep")
# RE2 reads a number beyond its range as plain text instead of refusing it.
_ENDLESS: Final = re.compile(r"\{\d*,?\d{5}")


class BadExpression(ValueError):
    """An expression that can't be used. `code` is the reason: broken, large, unsupported."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Match:
    """The place an expression was found, its words, and its first group (the words if it has no group)."""

    start: int
    end: int
    words: str
    group: str


class Expression:
    """A person's expression, ready to search. Create it with `expression`, which caches recent ones."""

    def __init__(self, text: str, *, ignore_case: bool) -> None:
        self.text = text
        options = re2.Options()
        options.max_mem = MOST_BYTES
        options.case_sensitive = not ignore_case
        options.log_errors = False
        if len(text) > MOST_CHARACTERS or _ENDLESS.search(text):
            raise BadExpression("large")
        try:
            self._compiled: Any = re2.compile(text, options)
        except re2.error as error:
            raise BadExpression(_code(error)) from None
        except UnicodeEncodeError:
            raise BadExpression("broken") from None

    def search(self, text: str) -> Match | None:
        """Return the first place in `text` that matches."""
        found = self._compiled.search(encodable(text))
        if found is None:
            return None
        group = found.group(1) if self._compiled.groups else found.group()
        return Match(found.start(), found.end(), found.group(), group or "")


@lru_cache(maxsize=256)
def expression(text: str, *, ignore_case: bool = False) -> Expression:
    """Return an expression ready to search. Raises `BadExpression`."""
    return Expression(text, ignore_case=ignore_case)


def encodable(text: str) -> str:
    """Return the text with a mark for each half of a broken character, which UTF-8 can't encode."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _code(error: Exception) -> str:
    text = error.args[0].decode("utf-8", "replace") if error.args else ""
    if text.startswith(_LARGE):
        return "large"
    return "unsupported" if text.startswith(_UNSUPPORTED) else "broken"
