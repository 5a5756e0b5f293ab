"""Pure rules of hand-offs: their kinds, required blocks, statuses and legal changes of status.

Source: domain.md, "States".
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

SMALL: Final = "small"
FULL: Final = "full"
RETAINER: Final = "retainer"
SUCCESSION: Final = "succession"
COVER: Final = "cover"
OF_WORK: Final = (SMALL, FULL, RETAINER)
"""Kinds in which a project manager takes work. A retainer is handed off once for all its requests."""
READ_BACK: Final = (FULL, RETAINER)
"""Kinds whose expectations the taker reads back in their own words."""
RETAINED: Final = ("retainer", "prepaid")
"""Fee models of agreements whose work is handed off once."""
OF_ACCOUNTS: Final = (SUCCESSION, COVER)
"""Kinds in which an account manager takes an account, permanently or for some days."""
KINDS: Final = (*OF_WORK, *OF_ACCOUNTS)

WANT: Final = "want"
DONE: Final = "done"
MUST_NOT: Final = "must_not"
MONEY_AND_DATE: Final = "money_date"
PROMISE: Final = "promise"
PROMPTS: Final = (WANT, DONE, MUST_NOT, MONEY_AND_DATE, PROMISE)
"""The five prompts of a small hand-off, in the order of the page."""

PEOPLE: Final = "people"
SCOPE: Final = "scope"
EXCLUSION: Final = "exclusion"
COMMERCIAL: Final = "commercial"
DATE: Final = "date"
EXPECTATION: Final = "expectation"
PREFERENCE: Final = "preference"
OPEN: Final = "open"
RISK: Final = "risk"
NOT_FOR_CLIENT: Final = "unsaid"
"""Must not be mentioned to the client."""

FACTS: Final = frozenset({PEOPLE, SCOPE, EXCLUSION, DONE, MUST_NOT, PREFERENCE, COMMERCIAL, DATE})
"""Blocks of a full hand-off that list facts. The other blocks hold what people said."""

_BOTH_SIDES: Final = (
    WANT, EXPECTATION, PROMISE, OPEN, PEOPLE, SCOPE, EXCLUSION, DONE, MUST_NOT, PREFERENCE, COMMERCIAL, DATE, RISK,
)  # fmt: skip
BLOCKS: Final[Mapping[str, tuple[str, ...]]] = {
    SMALL: (*PROMPTS, EXPECTATION),
    FULL: _BOTH_SIDES,
    RETAINER: _BOTH_SIDES,
    SUCCESSION: (PEOPLE, PROMISE, OPEN, NOT_FOR_CLIENT, SCOPE, EXPECTATION, PREFERENCE, DATE, RISK),
    COVER: (PEOPLE, PROMISE, OPEN, NOT_FOR_CLIENT, SCOPE, EXPECTATION, DATE),
}
"""The blocks of each kind, in the order of the page."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    SMALL: PROMPTS,
    FULL: (WANT, EXPECTATION, PROMISE, PEOPLE, SCOPE, EXCLUSION, DONE, COMMERCIAL, DATE),
    RETAINER: (WANT, EXPECTATION, PROMISE, PEOPLE, SCOPE, EXCLUSION, COMMERCIAL),
    SUCCESSION: (PEOPLE, PROMISE, OPEN, NOT_FOR_CLIENT),
    COVER: (PEOPLE, PROMISE, OPEN, NOT_FOR_CLIENT),
}
"""The blocks that must have content before the hand-off is offered. "Nothing" is content, an empty block isn't.

A retainer's definition of done and dates come with each request.
"""


_NO_MORE: Final = re.compile(
    r"(?:(?:nothing|none)\s+(?:beyond|else|more|further|besides|other\s+than|outside|new)"
    r"|nichts\s+(?:weiter|weiteres|anderes|außer|ausser|darüber|zusätzlich|neues)"
    r"|rien\s+(?:d[’']autre|de\s+plus|de\s+nouveau|hormis|au-delà|en\s+dehors))\b",
    re.IGNORECASE,
)


def says_nothing(text: str, *words: str) -> bool:
    """Return whether a text only states that there is nothing, or nothing beyond what is known.

    `words` are the language's words for that.
    """
    bare = text.strip(" .!–-")
    return bare.casefold() in {"", "nothing", "none", *(word.casefold() for word in words)} or bool(
        _NO_MORE.match(bare)
    )


def missing(kind: str, filled: Collection[str]) -> tuple[str, ...]:
    """Return the required blocks of this kind that are empty, in the order of the page."""
    return tuple(block for block in BLOCKS[kind] if block in NEEDED[kind] and block not in filled)


def kinds_for(fee_model: str, *, within_retainer: bool = False) -> tuple[str, ...]:
    """Return the possible kinds of a hand-off of work. That of a retainer request is always small."""
    if within_retainer:
        return (SMALL,)
    return (SMALL, RETAINER) if fee_model in RETAINED else (SMALL, FULL)


def kind_for(*, seconds: int | None, value: int | None, small_seconds: int, small_value: int) -> str:
    """Return small up to both limits, full above one of them, or "" with neither known.

    `seconds` planned and `value` in minor units of the agency's currency; None means unknown.
    """
    if seconds is None and value is None:
        return ""
    above = (seconds or 0) > small_seconds or (value or 0) > small_value
    return FULL if above else SMALL


PREPARING: Final = "preparing"
OFFERED: Final = "offered"
ACCEPTED: Final = "accepted"
CONDITIONS: Final = "conditions"
RETURNED: Final = "returned"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    PREPARING: (OFFERED,),
    OFFERED: (ACCEPTED, CONDITIONS, RETURNED, PREPARING),
    RETURNED: (PREPARING,),
    ACCEPTED: (PREPARING,),
    CONDITIONS: (PREPARING,),
}
"""The legal changes of status. An accepted hand-off is prepared again only for a new taker."""
STATES: Final = tuple(MOVES)
TAKEN: Final = (ACCEPTED, CONDITIONS)
"""Statuses in which the taker has accepted."""
WRITTEN: Final = (PREPARING, RETURNED)
"""Statuses in which the giver edits and nothing is offered."""
OPEN_STATES: Final = (*WRITTEN, OFFERED)
"""Statuses before acceptance."""
WRITABLE: Final = (*WRITTEN, *TAKEN)
"""Statuses in which notes can be edited. After acceptance they count as changes to be acknowledged."""


def may_move(before: str, after: str) -> bool:
    """Return whether a hand-off can change from one status to the other."""
    return after in MOVES.get(before, ())


def path_with(state: str) -> tuple[str, ...]:
    """Return the steps to draw: the usual path up to the current status."""
    if state == RETURNED:
        return (PREPARING, OFFERED, RETURNED)
    return (PREPARING, OFFERED, CONDITIONS if state == CONDITIONS else ACCEPTED)
