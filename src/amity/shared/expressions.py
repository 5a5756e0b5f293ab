"""Which expressions a person may give: none that could take for ever on some text.

Python's `re` tries every way to match, which for a repetition inside a repetition, as `(A+)+`, doubles with each
sign of the text. Such expressions are refused; the rest is polynomial and is run on a short text only.
"""

import re
from collections.abc import Iterator
from typing import Any

MOST_REPETITIONS = 3
"""Open repetitions one after the other: with three, 100 signs take a tenth of a second at
worst; each more takes some 50 times as long."""
MOST_WAYS = 1_000
"""In how many ways the short repetitions together may match: thirty times `A?` in a row has a thousand million."""
_MANY = 32
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


def is_heavy(expression: str, most: int = MOST_REPETITIONS) -> bool:
    """Whether an expression repeats something that is itself of open length, or repeats too often in a row.

    `most` open repetitions may stand one after the other: fewer where the text is longer. Raises `re.error` for what
    is no expression.
    """
    tree = re._parser.parse(expression)  # the only way to see an expression's parts
    open_ones, ways = 0, 1
    for name, detail, repeated in _parts(tree, repeated=False):
        if repeated and (name == "BRANCH" or (name in _REPEATS and detail[0] != detail[1])):
            return True
        if name in _REPEATS:
            spread = int(detail[1]) - int(detail[0])
            open_ones += spread > _MANY
            ways *= 1 if spread > _MANY else spread + 1
    return open_ones > most or ways > MOST_WAYS


def _parts(tree: Any, *, repeated: bool) -> Iterator[tuple[str, Any, bool]]:
    """All operations of an expression, each with whether it stands inside a repetition."""
    for operation, detail in tree:
        name = str(operation)
        yield name, detail, repeated
        inside = repeated or (name in _REPEATS and int(detail[1]) > 1)
        for part in _inner(detail):
            yield from _parts(part, repeated=inside)


def _inner(detail: Any) -> Iterator[Any]:
    """The expressions inside an operation, however deep its detail holds them."""
    if isinstance(detail, re._parser.SubPattern):
        yield detail
    elif isinstance(detail, list | tuple):
        for part in detail:
            yield from _inner(part)
