"""Count the rows of a read file that carry the code of a quoted line, before someone applies it."""

import time
from dataclasses import dataclass
from itertools import takewhile

from amity.imports.line_codes.rules import line_codes, usual_expression
from amity.imports.models import Batch
from amity.imports.rules import Unreadable
from amity.imports.stage.stage import stage_of
from amity.imports.wording import sentence

LOOKED_AT = 5_000
TEXT = 300
SECONDS = 1.0


@dataclass(frozen=True)
class CodeCount:
    """A code in `found` of `rows` checked rows, with some `examples`. `fault` is why none could be checked."""

    found: int = 0
    rows: int = 0
    examples: tuple[str, ...] = ()
    fault: str = ""


def code_count(batch: Batch, expression: str) -> CodeCount:
    """Count codes among the first 5,000 rows, or as many as can be checked within a second."""
    if not expression.strip():
        return CodeCount()
    try:
        codes = line_codes(expression.strip())
    except Unreadable as fault:
        return CodeCount(fault=sentence(fault.reason))
    until = time.monotonic() + SECONDS
    found = [codes.code_in(text) for text in takewhile(lambda _text: time.monotonic() < until, _texts(batch))]
    examples = tuple(dict.fromkeys(filter(None, found)))[:6]
    return CodeCount(sum(map(bool, found)), len(found), examples)


def guessed_expression(batch: Batch) -> str:
    """Return the usual form of a leading code, if at least half of the texts have one."""
    return usual_expression(_texts(batch)[:200])


def _texts(batch: Batch) -> list[str]:
    with stage_of(batch.pk) as stage:
        rows = stage.rows(limit=LOOKED_AT)
    return [row.row.text[:TEXT] for row in rows if row.row]
