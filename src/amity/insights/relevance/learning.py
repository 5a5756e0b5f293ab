"""Learn from what an account manager kept and dismissed for an account: words that come back, liked or not.

As Rocchio's feedback (1971): the words of what was kept, less those of what was dismissed. Each story counts the same,
however long it is, and each of its words by how rare it is. A few decisions count for little, and a word counts from
the second story on that was kept, or dismissed, with it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from math import sqrt
from typing import Final

from amity.insights.relevance.rules import Corpus, Document

PRIOR: Final = 5.0
"""Keeps after which learning counts half."""
DISLIKE: Final = 0.5
"""How much a dismissed word counts beside a kept one: a story is dismissed for many reasons."""
MOST_WORDS: Final = 25
LEAST: Final = 0.05


def learned(kept: Collection[Document], dismissed: Collection[Document], known: Corpus) -> Mapping[str, float]:
    """Return the words that decide, from -1 to 1, at most 25 of each kind."""
    liked, disliked = _mean(kept, known), _mean(dismissed, known)
    found = {word: liked[word] - DISLIKE * disliked[word] for word in {*liked, *disliked}}
    most = max((abs(value) for value in found.values()), default=0.0)
    if not most:
        return {}
    sure = len(kept) / (len(kept) + PRIOR), DISLIKE * len(dismissed) / (len(dismissed) + PRIOR)
    again, again_not = _twice(kept), _twice(dismissed)
    likes = _strongest((word, sure[0] * value / most) for word, value in found.items() if value > 0 and word in again)
    dislikes = _strongest(
        (word, sure[1] * value / most) for word, value in found.items() if value < 0 and word in again_not
    )
    return {**likes, **dislikes}


def _twice(documents: Collection[Document]) -> frozenset[str]:
    """Return the words of at least two documents."""
    having = Counter(word for one in documents for word in one.words)
    return frozenset(word for word, number in having.items() if number > 1)


def _mean(documents: Collection[Document], known: Corpus) -> Counter[str]:
    """Return the mean weight of each word in documents of length one."""
    total: Counter[str] = Counter()
    for one in documents:
        weights = {word: sqrt(number) * known.rarity(word) for word, number in one.counts.items()}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            total[word] += weight / length / len(documents)  # type: ignore[assignment]  # a counter of fractions
    return total


def _strongest(found: Iterable[tuple[str, float]]) -> dict[str, float]:
    kept = sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:MOST_WORDS]
    return {word: round(value, 3) for word, value in kept if abs(value) >= LEAST}
