"""The sections an agreement can have, in document order."""

from collections.abc import Iterable, Mapping
from typing import Final

BACKGROUND: Final = "background"
NEED: Final = "need"
SCOPE: Final = "scope"
EXCLUSIONS: Final = "exclusions"
ASSUMPTIONS: Final = "assumptions"
PEOPLE: Final = "people"
WORKING: Final = "working"
QUALITY: Final = "quality"
ACCEPTANCE: Final = "acceptance"
PAYMENT: Final = "payment"
TRANSITION: Final = "transition"
OTHER: Final = "other"
KINDS: Final = (
    BACKGROUND, NEED, SCOPE, EXCLUSIONS, ASSUMPTIONS, PEOPLE, WORKING, QUALITY, ACCEPTANCE, PAYMENT, TRANSITION, OTHER,
)  # fmt: skip
LONGEST: Final = 40_000
"""Most characters of a section."""

BODY: Final = 20
ANNEX: Final = 21
PLACES: Final = (BODY, ANNEX)
"""Positions of a pasted document, in its own order: before the lines, or after everything else."""
_ORDER: Final = (*range(KINDS.index(QUALITY)), BODY, *range(KINDS.index(QUALITY), len(KINDS)), ANNEX)
_BEFORE: Final = _ORDER.index(BODY)
DEEPEST: Final = 4
"""Most levels of headings that the document distinguishes."""


def place_of(kind: str, stood: int | None = None) -> int:
    """Return the position of a section by its kind. A section of a pasted document keeps its position."""
    return stood if stood in PLACES else KINDS.index(kind)


def rank(place: int) -> int:
    """Return the rank of a position in the document."""
    return _ORDER.index(place)


def is_before_lines(place: int) -> bool:
    """Return whether a section comes before the lines."""
    return rank(place) <= _BEFORE


def placed(clause: Mapping[str, object]) -> int:
    """Return the position of a section in a frozen version: its own, otherwise the one of its kind."""
    own = clause.get("place")
    return own if isinstance(own, int) else KINDS.index(str(clause["kind"]))


_GUESSES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (EXCLUSIONS, ("exclu", "not required", "not included", "out of scope", "not part")),
    (PAYMENT, ("payment", "invoic", "pricing", "price", "fee", "rates", "budget", "cost", "expenses")),
    (TRANSITION, ("transition", "handover", "handing over", "close-out", "exit", "termination")),
    (ACCEPTANCE, ("acceptance", "inspection")),
    (QUALITY, ("quality", "surveillance", "testing", "standard", "performance requirements", "accessibility")),
    (PEOPLE, ("personnel", "people", "staff", "roles", "points of contact", "contacts", "responsibilities")),
    (ASSUMPTIONS, ("assumption", "dependenc", "constraint", "furnished")),
    (NEED, ("objective", "goal", "need")),
    (SCOPE, ("scope", "requirement", "deliverable", "services", "tasks")),
    (BACKGROUND, ("background", "introduction", "preamble", "purpose", "recital")),
    (WORKING, ("management", "operation", "meeting", "report", "travel", "procedure", "place and hours", "communicat")),
)
"""Words in a heading that suggest the kind of its section. The first match applies."""


def guessed(headings: Iterable[tuple[str, int]]) -> list[str]:
    """Return the kinds of a document's sections: by words in the heading, or else that of the section above."""
    above: list[tuple[int, str]] = []
    found = []
    for heading, level in headings:
        while above and above[-1][0] >= level:
            above.pop()
        words = heading.lower()
        own = next((kind for kind, signs in _GUESSES if any(sign in words for sign in signs)), "")
        kind = own or (above[-1][1] if above else OTHER)
        above.append((level, kind))
        found.append(kind)
    return found
