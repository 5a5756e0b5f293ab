"""What a preference may say, on what it rests, and whether a text keeps it (domain.md, "Terms"). Pure."""

import re
from dataclasses import dataclass
from typing import Final

from amity.shared.expressions import is_heavy

LIKE: Final = "like"
DISLIKE: Final = "dislike"
MUST: Final = "must"
NEVER: Final = "never"
ATTITUDES: Final = (LIKE, DISLIKE, MUST, NEVER)

SCOPES: Final = ("wording", "visual", "process", "channel", "people")

STATED: Final = "stated"
OBSERVED: Final = "observed"
ASSUMPTION: Final = "assumption"
BASES: Final = (STATED, OBSERVED, ASSUMPTION)

PHRASE: Final = "phrase"
EXPRESSION: Final = "expression"
REQUIRED: Final = "required"
LONGEST: Final = "max_length"
ATTACHMENT: Final = "attachment"
CHECKS: Final = (PHRASE, EXPRESSION, REQUIRED, LONGEST, ATTACHMENT)

MOST_SIGNS: Final = 20_000
"""How long a text to check may be."""
PIECE: Final = 150
STEP: Final = 100
"""An expression sees a text line by line, and a long line in pieces of so many signs, one beginning at each step."""
MOST_OPEN: Final = 2
"""Open repetitions an expression may hold: with two, 20,000 signs in pieces take a second or two at worst."""


@dataclass(frozen=True, slots=True)
class Check:
    """How a text is checked without a person. `value` is the phrase, the expression, the number or the endings."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text breaks a check: the words that do ("" where something is missing), and how many signs too long."""

    words: str = ""
    over: int = 0


class BadCheck(ValueError):
    """A check that cannot be used. `args[0]` says why: empty, number, expression, heavy, ending."""


def usable(kind: str, value: str) -> Check:
    """The check in one spelling. Raises `BadCheck`."""
    plain = value.strip() if kind == EXPRESSION else " ".join(value.split())
    if not plain:
        raise BadCheck("empty")
    if kind == LONGEST and not (plain.isdecimal() and 0 < int(plain) <= MOST_SIGNS):
        raise BadCheck("number")
    if kind == EXPRESSION:
        try:
            re.compile(plain)
            heavy = is_heavy(plain, MOST_OPEN)
        except (re.error, OverflowError, RecursionError):
            raise BadCheck("expression") from None
        if heavy:
            raise BadCheck("heavy")
    if kind == ATTACHMENT:
        endings = [part.strip(" .").lower() for part in plain.split(",")]
        if not all(part.isalnum() for part in endings):
            raise BadCheck("ending")
        plain = ", ".join(endings)
    return Check(kind, plain)


def broken_by(check: Check, text: str, attachments: tuple[str, ...] = ()) -> Found | None:
    """Where the text, or a file's name beside it, breaks the check; None where it keeps it.

    A phrase and an expression are what must not be there, capitals or not; a required phrase must be; an ending of an
    attachment's name must not come.
    """
    text = text[:MOST_SIGNS]
    if check.kind == PHRASE:
        match = re.search(re.escape(check.value), text, re.IGNORECASE)
        return Found(match[0]) if match else None
    if check.kind == REQUIRED:
        return None if check.value.casefold() in text.casefold() else Found()
    if check.kind == LONGEST:
        over = len(text.strip()) - int(check.value)
        return Found(over=over) if over > 0 else None
    if check.kind == ATTACHMENT:
        endings = set(check.value.split(", "))
        wrong = next((name for name in attachments if name.rpartition(".")[2].lower() in endings), None)
        return None if wrong is None else Found(wrong)
    return _matched(check.value, text)


def _matched(expression: str, text: str) -> Found | None:
    pattern = re.compile(expression, re.IGNORECASE)
    for line in text.splitlines():
        for start in range(0, len(line), STEP):
            if match := pattern.search(line[start : start + PIECE]):
                return Found(match[0])
    return None
