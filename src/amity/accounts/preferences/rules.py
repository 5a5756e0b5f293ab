"""Pure rules of preferences: valid values, the evidence needed, and whether a text meets one (domain.md, "Terms")."""

import re
from dataclasses import dataclass
from typing import Final

from amity.shared.numbers import whole_number
from amity.shared.text.expressions import BadExpression, expression

LIKE: Final = "like"
DISLIKE: Final = "dislike"
MUST: Final = "must"
NEVER: Final = "never"
ATTITUDES: Final = (LIKE, DISLIKE, MUST, NEVER)

NEGATIONS: Final = (
    "no ", "not ", "never ", "kein ", "keine ", "keinen ", "nicht ", "nie ", "pas de ", "aucun ", "aucune ",
)  # fmt: skip
"""The first words of a line, in the languages of Amity, that say that something must not be."""

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
"""Most characters of a text to check."""


@dataclass(frozen=True, slots=True)
class Check:
    """An automatic check of a text. `value` is the phrase, the expression, the number or the file name endings."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text breaks a check: the matching words ("" where some are missing), and how many characters too long."""

    words: str = ""
    over: int = 0


class BadCheck(ValueError):
    """A check that can't be used.

    `args[0]` is empty, number or ending, or for an expression broken, large or unsupported.
    """


def usable(kind: str, value: str) -> Check:
    """Return the check normalised, or raise `BadCheck`."""
    plain = value.strip() if kind == EXPRESSION else " ".join(value.split())
    if not plain:
        raise BadCheck("empty")
    if kind == LONGEST and not whole_number(plain, MOST_SIGNS):
        raise BadCheck("number")
    if kind == EXPRESSION:
        try:
            expression(plain, ignore_case=True)
        except BadExpression as bad:
            raise BadCheck(bad.code) from None
    if kind == ATTACHMENT:
        endings = [part.strip(" .").lower() for part in plain.split(",")]
        if not all(part.isalnum() for part in endings):
            raise BadCheck("ending")
        plain = ", ".join(endings)
    return Check(kind, plain)


def works(check: Check) -> bool:
    """Return False for an expression saved by an older version that can't be run."""
    if check.kind != EXPRESSION:
        return True
    try:
        expression(check.value, ignore_case=True)
    except BadExpression:
        return False
    return True


def broken_by(check: Check, text: str, attachments: tuple[str, ...] = ()) -> Found | None:
    """Return where the text, or an attachment's name, breaks the check, or None.

    A phrase and an expression must not appear, in any case. A required phrase must appear. An attachment's name must
    not have the ending. Raises `BadCheck` for an expression that doesn't work.
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


def _matched(value: str, text: str) -> Found | None:
    try:
        wanted = expression(value, ignore_case=True)
    except BadExpression as bad:
        raise BadCheck(bad.code) from None
    return next((Found(match.words) for line in text.splitlines() if (match := wanted.search(line))), None)


def bare(line: str) -> str:
    """Return a line as it is compared: without its punctuation and case."""
    return line.strip(" .;").casefold()


def refuses(text: str) -> bool:
    """Return whether a text rules something out itself: "No health claims" needs no "Never" before it."""
    return any(bare(line).startswith(NEGATIONS) for line in text.splitlines())
