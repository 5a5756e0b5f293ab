"""Tell near-duplicates: two articles that share most of their runs of three words are one story.

An article is kept as a sketch of its runs (the smallest of their hashes), from which the share in common is estimated:
Broder, "On the resemblance and containment of documents" (1997).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from amity.insights.relevance.rules import Document

RUN: Final = 3
SIZE: Final = 64
"""Hashes in a sketch."""
SAME: Final = 0.6
"""Share of runs in common from which two articles are one story."""
FEWEST_WORDS: Final = 6
"""Shorter texts are stories of their own: *Photo* says nothing."""
NEAR: Final = timedelta(days=30)
"""Two articles further apart are two stories."""
NEAR_SHORT: Final = timedelta(hours=12)
"""Texts of a few sentences repeat themselves sooner: the same words about two events."""
SHORT: Final = 40
"""Words, those of the title twice."""


def sketch(document: Document) -> tuple[int, ...]:
    """Return the sketch of an article, empty for one with too few words."""
    words = (*document.title, *document.text)
    if len(words) < FEWEST_WORDS:
        return ()
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    hashes = sorted(int.from_bytes(blake2b(run.encode(), digest_size=6).digest()) for run in runs)
    return tuple(hashes[:SIZE])


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the share of runs that two sketches have in common, from 0 to 1."""
    if not one or not other:
        return 0.0
    first, second = set(one), set(other)
    smallest = set(sorted(first | second)[: max(len(first), len(second))])
    return len(smallest & first & second) / len(smallest)


def is_same_story(
    one: Sequence[int], other: Sequence[int], *, apart: timedelta | None = None, words: int = SHORT
) -> bool:
    """Return whether two articles that appeared so far `apart` are one story. Unknown dates are near."""
    near = NEAR if words >= SHORT else NEAR_SHORT
    return (apart is None or abs(apart) <= near) and likeness(one, other) >= SAME


def between(one: datetime | None, other: datetime | None) -> timedelta | None:
    """Return the time between two dates, None if either isn't known."""
    return None if one is None or other is None else one - other
