"""Pure rules of relevance (domain.md, "Insight relevance"): a score per account with every term that made it.

The score is BM25 of the article against the terms of the account's profile. Each field of the profile can give at most
its weight, and each further field adds up to a quarter: so an article that matches several fields ranks above
one that matches one field often. What an account manager kept or dismissed adds a field of learned terms.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from math import log
from typing import Final

from amity.insights.relevance.tokens import tokens

GOAL, COMPETITOR, TOPIC, SERVICE, INDUSTRY, LEARNED = "goal", "competitor", "topic", "service", "industry", "learned"
WEIGHTS: Final[Mapping[str, float]] = {GOAL: 3, COMPETITOR: 3, TOPIC: 2, SERVICE: 1.5, INDUSTRY: 1, LEARNED: 1}
"""The most that each field of a profile can give."""
FURTHER_FIELD: Final = 0.25
HALF: Final = 4.0
"""The BM25 sum at which a field gives half its weight."""
K1: Final = 1.2
B: Final = 0.75
FEWEST: Final = 50
"""The documents that a collection has at least, for the rarity of its words."""
IN_TITLE: Final = 2
"""How often a word of the title counts."""
WINDOW: Final = timedelta(days=14)
"""How long a story waits to be looked at. Older ones leave the list."""
LEAST: Final = 0.5
"""Stories below this score don't match."""


@dataclass(frozen=True)
class Term:
    """A term of a profile and its field. Its words are those by which it is found, cut once for all documents."""

    text: str
    field: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return its words, each once."""
        return tuple(dict.fromkeys(tokens(self.text)))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an account: its terms, and words that were learned with their weight, negative for disliked."""

    terms: Sequence[Term]
    learned: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is compared: its words in order, those of the title apart."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    source: tuple[str, ...] = ()

    @classmethod
    def of(cls, title: str, text: str, source: str = "") -> "Document":
        """Return the document of a title, a text and the name of its source.

        A text that begins with the title isn't counted twice.
        """
        heading, body = tuple(tokens(title)), tuple(tokens(text))
        rest = body[len(heading) :] if heading and body[: len(heading)] == heading else body
        return cls(heading, rest, tuple(tokens(source)))

    @property
    def words(self) -> frozenset[str]:
        """Return its words."""
        return frozenset((*self.title, *self.text, *self.source))

    @property
    def counts(self) -> Counter[str]:
        """Return how often each word is in it."""
        return Counter({word: number * IN_TITLE for word, number in Counter(self.title).items()}) + Counter(
            self.text + self.source
        )

    @property
    def length(self) -> int:
        """Return its length in words."""
        return len(self.title) * IN_TITLE + len(self.text) + len(self.source)


@dataclass(frozen=True, slots=True)
class Corpus:
    """How many documents there are in a language, in how many a word is, and how long they are on average."""

    number: int
    having: Mapping[str, int]
    average: float

    @classmethod
    def of(cls, documents: Collection[Document]) -> "Corpus":
        """Return the figures of some documents."""
        having = Counter(word for one in documents for word in one.words)
        lengths = [one.length for one in documents]
        return cls(len(lengths), having, sum(lengths) / len(lengths) if lengths else 1.0)

    def rarity(self, word: str) -> float:
        """Return how much a word tells: the inverse document frequency of BM25, never below 0.

        Among a few documents every word seems frequent, so fewer than fifty count as fifty.
        """
        having = self.having.get(word, 0)
        return log(1 + (max(self.number, FEWEST) - having + 0.5) / (having + 0.5))


@dataclass(frozen=True, slots=True)
class Match:
    """A term that was found, with what it gave to the score."""

    term: str
    field: str
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """The score of an article for an account, and the terms that made it, the heaviest first."""

    points: float
    matches: Sequence[Match]


def scored(document: Document, profile: Profile, known: Corpus) -> Score:
    """Return the score of a document for a profile among the documents of its language."""
    weigh = bm25(document, known)
    found = [
        (Match(term.text, term.field, points)) for term in profile.terms if (points := _of_term(term, weigh, known))
    ]
    found += [
        Match(word, LEARNED, weigh[word] * liking) for word, liking in profile.learned.items() if weigh.get(word)
    ]  # fmt: skip
    sums: dict[str, float] = {}
    for one in found:
        sums[one.field] = sums.get(one.field, 0.0) + one.points
    filled = [_filled(total) for total in sums.values() if total > 0]
    bonus = 1 + FURTHER_FIELD * (sum(filled) - max(filled, default=0.0))
    matches = [replace(one, points=bonus * _share(one, sums[one.field])) for one in found]
    matches.sort(key=lambda one: (-abs(one.points), one.term))
    return Score(max(sum(one.points for one in matches), 0.0), matches)


def _of_term(term: Term, weigh: Mapping[str, float], known: Corpus) -> float:
    """Return the BM25 sum of a term, by how much of it was found: a sentence of which one word is there says little.

    A name is found whole or not at all.
    """
    if term.field == COMPETITOR and not all(word in weigh for word in term.words):
        return 0.0
    rarities = {word: known.rarity(word) for word in term.words}
    whole = sum(rarities.values())
    there = sum(rarity for word, rarity in rarities.items() if word in weigh)
    return sum(weigh.get(word, 0.0) for word in rarities) * there / whole if whole else 0.0


def _share(match: Match, total: float) -> float:
    """Return what a match gives of its field, which gives at most its weight, also against."""
    given = WEIGHTS[match.field] * _filled(abs(total))
    return given * match.points / abs(total) if total else 0.0


def _filled(total: float) -> float:
    """Return how much of its weight a field gives for its BM25 sum, from 0 to 1."""
    return total / (total + HALF)


def bm25(document: Document, known: Corpus) -> dict[str, float]:
    """Return the BM25 weight of each word of a document."""
    scale = K1 * (1 - B + B * document.length / (known.average or 1))
    return {word: known.rarity(word) * number * (K1 + 1) / (number + scale) for word, number in document.counts.items()}


def plain_bm25(document: Document, profile: Profile, known: Corpus) -> float:
    """Return BM25 of all words of a profile without weights: what the ranker is compared with."""
    weigh = bm25(document, known)
    return sum(weigh.get(word, 0.0) for word in {word for term in profile.terms for word in term.words})


def is_due(found_at: datetime, now: datetime) -> bool:
    """Return whether a story is still within the time for looking at it."""
    return now - found_at < WINDOW


def reading_minutes(words: int) -> int:
    """Return how long a text takes to read at 220 words a minute, at least one minute."""
    return max(round(words / 220), 1)


def terms_of(named: Iterable[tuple[str, Iterable[str]]]) -> list[Term]:
    """Return the terms of a profile from texts by field, without those that have no words."""
    return [term for name, texts in named for text in texts if (term := Term(text, name)).words]
