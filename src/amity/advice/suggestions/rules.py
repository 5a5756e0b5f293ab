"""Pure rule of suggestions: which practices fit a client's goals, services and industry, ranked by fit and record.

A practice fits if one of its goals or services does. Its industry and its record only rank it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from amity.advice.rules import Record

GOAL: Final = "goal"
SERVICE: Final = "service"
INDUSTRY: Final = "industry"
OUTCOME: Final = "outcome"
ACCEPTANCE: Final = "acceptance"
POINTS: Final = {GOAL: 3.0, SERVICE: 2.0, INDUSTRY: 1.0}
PRIOR: Final = 4
"""Known cases that a record is mixed with, so that one success isn't proof."""
MOST_OUTCOME: Final = 2.0
MOST_ACCEPTANCE: Final = 1.0
MOST: Final = 3
"""Suggestions shown at once."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term or a name, with the words by which it is compared."""

    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A practice as the rule sees it: its terms, and its record."""

    id: int
    title: str
    services: Sequence[Phrase] = ()
    measures: Sequence[Phrase] = ()
    industries: Sequence[Phrase] = ()
    record: Record = field(default_factory=Record)


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal with its title, compared by the words of its title and its measure."""

    id: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known where advice is suggested. `known` are practices recommended or declined there before."""

    aims: Sequence[Aim] = ()
    services: Sequence[Phrase] = ()
    industries: Sequence[Phrase] = ()
    known: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a practice is suggested: the kind, what matched, and its points."""

    kind: str
    what: str
    points: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A practice that fits, the goal that it serves (0 for none), and the reasons."""

    practice_id: int
    title: str
    goal_id: int
    reasons: Sequence[Reason]

    @property
    def points(self) -> float:
        """Return the sum of the reasons' points."""
        return sum(one.points for one in self.reasons)


def suggestions(candidates: Iterable[Candidate], situation: Situation, most: int = MOST) -> list[Suggestion]:
    """Return the practices that fit, the best first. One that was recommended or declined there is left out."""
    fitting = (_suggested(one, situation) for one in candidates if one.id not in situation.known)
    found = [one for one in fitting if one is not None]
    return sorted(found, key=lambda one: (-one.points, one.title, one.practice_id))[:most]


def _suggested(one: Candidate, situation: Situation) -> Suggestion | None:
    aim = next((aim for aim in situation.aims if _matched(one.measures, [aim.phrase])), None)
    service = _matched(one.services, situation.services)
    if aim is None and not service:
        return None
    industry = _matched(one.industries, situation.industries)
    reasons = [
        Reason(kind, what, POINTS[kind])
        for kind, what in ((GOAL, aim.phrase.text if aim else ""), (SERVICE, service), (INDUSTRY, industry))
        if what
    ]
    return Suggestion(one.id, one.title, aim.id if aim else 0, [*reasons, *_by_record(one.record)])


def _by_record(record: Record) -> list[Reason]:
    """Return what the record adds or takes away: outcomes against goals first, then how clients answered."""
    found = []
    if record.measured:
        points = MOST_OUTCOME * (record.better - record.worse) / (record.measured + PRIOR)
        found.append(Reason(OUTCOME, f"{record.better}/{record.measured}", points))
    if answered := record.accepted + record.declined:
        points = MOST_ACCEPTANCE * (record.accepted - record.declined) / (answered + PRIOR)
        found.append(Reason(ACCEPTANCE, f"{record.accepted}/{answered}", points))
    return found


def _matched(terms: Sequence[Phrase], names: Iterable[Phrase]) -> str:
    """Return the first name that has all words of a term, or ""."""
    fitting = (one.text for one in names if any(term.words and term.words <= one.words for term in terms))
    return next(fitting, "")
