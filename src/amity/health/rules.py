"""Pure rules of health: eight inputs, their break points and weights, caps on what is unanswered, and the bands.

The numbers are those of domain.md, "Health". A measure is a whole number of hundredths, such as 320 for 3.2 days.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final

from amity.shared.money import quotient

EXPECTATIONS: Final = "expectations"
MARGIN: Final = "margin"
CONTACTS: Final = "contacts"
FEEDBACK: Final = "feedback"
SERVICE: Final = "service"
PAYMENT: Final = "payment"
APPROVAL: Final = "approval"
GOALS: Final = "goals"
INPUTS: Final = (EXPECTATIONS, MARGIN, CONTACTS, FEEDBACK, SERVICE, PAYMENT, APPROVAL, GOALS)
CLIENT_SIDE: Final = frozenset({EXPECTATIONS, CONTACTS, FEEDBACK, APPROVAL})
"""Inputs that come from the client. Without one of them there is no number."""
EASIEST: Final = (FEEDBACK, CONTACTS, EXPECTATIONS, APPROVAL, GOALS, MARGIN, SERVICE, PAYMENT)
"""The inputs by how little it takes to learn them."""

WELL: Final = "well"
WATCH: Final = "watch"
UNWELL: Final = "unwell"
UNKNOWN: Final = "unknown"
BANDS: Final = (UNWELL, WATCH, WELL, UNKNOWN)
WELL_FROM: Final = 75
WATCH_FROM: Final = 60
ENOUGH: Final = 50
"""The lowest confidence, in percent of the weight, with which there is a number."""
HUNDRED: Final = 100

NO_PLAN: Final = "no_plan"
PLANNED: Final = "planned"
SPONSOR_LEFT: Final = "sponsor_left"
OVERDUE: Final = "overdue"
MISSED: Final = "missed"
CAPS: Final[Mapping[str, int]] = {NO_PLAN: 59, PLANNED: 74, SPONSOR_LEFT: 69, OVERDUE: 69, MISSED: 74}
"""The highest score while something is unanswered, so that recording trouble never costs more than leaving it."""

Points = tuple[tuple[int, int], ...]
"""Break points: a measure and its score each, the measures rising. Between two of them the score is linear."""

WEIGHTS: Final[Mapping[str, int]] = {
    EXPECTATIONS: 20, MARGIN: 15, CONTACTS: 15, FEEDBACK: 15, SERVICE: 10, PAYMENT: 10, APPROVAL: 10, GOALS: 5,
}  # fmt: skip
AGES: Final[Mapping[str, int]] = {
    EXPECTATIONS: 90, MARGIN: 100, CONTACTS: 180, FEEDBACK: 90, SERVICE: 100, PAYMENT: 90, APPROVAL: 90, GOALS: 120,
}  # fmt: skip
"""The oldest reading of each input that still counts, in days."""
POINTS: Final[Mapping[str, Points]] = {
    EXPECTATIONS: ((0, 100), (3, 70), (7, 30), (10, 0)),
    MARGIN: ((50, 0), (100, 100)),
    CONTACTS: ((50, 100), (100, 70), (200, 0)),
    FEEDBACK: ((0, 0), (10, 100)),
    SERVICE: ((-60, 20), (-30, 60), (-10, 100), (0, 100), (5, 70), (10, 40), (20, 0)),
    PAYMENT: ((0, 100), (15, 60), (30, 30), (60, 0)),
    APPROVAL: ((1, 100), (2, 85), (5, 33), (10, 0)),
    GOALS: ((0, 10), (100, 100)),
}
"""What a measure scores: strain of open trouble; percent of the target margin; percent of a key contact's cadence since
the last conversation; feedback from 0 to 10; percent worked above the plan; days late; working days until an answer;
percent of the goals on track.
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that the agency can change: weights that add up to 100, age limits in days, and break points."""

    weights: Mapping[str, int] = field(default_factory=lambda: WEIGHTS)
    ages: Mapping[str, int] = field(default_factory=lambda: AGES)
    points: Mapping[str, Points] = field(default_factory=lambda: POINTS)


DEFAULTS: Final = Numbers()


@dataclass(frozen=True, slots=True)
class Reading:
    """An input as it was read: its measures in hundredths, whose scores are averaged, and how many days old they are.

    Without measures it is unknown. `last` is the score that an unknown input had when it was last known.
    """

    key: str
    measures: tuple[int, ...] = ()
    age: int = 0
    last: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """An input with its weight and its score, None if it is left out. `held` is the last score of one left out.

    `is_stale`: it was read, but too long ago.
    """

    key: str
    weight: int
    score: Fraction | None
    held: Fraction | None = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """The health of an account. `score` is None if too little is known, `weighted` is the mean before the caps."""

    score: int | None
    confidence: int
    weighted: int | None
    inputs: tuple[Scored, ...]
    caps: tuple[str, ...]

    @property
    def band(self) -> str:
        """Return well, watch or unwell, or unknown without a number."""
        return band_of(self.score)

    @property
    def cap(self) -> str:
        """Return the first cap that lowers the score, or ""."""
        return next(iter(self.lowering), "")

    @property
    def lowering(self) -> tuple[str, ...]:
        """Return the caps that lower the score: the lowest ones, where they are below the weighted mean."""
        low = min((CAPS[key] for key in self.caps), default=HUNDRED)
        return tuple(key for key in self.caps if CAPS[key] == low < (self.weighted or 0))


def band_of(score: int | None) -> str:
    """Return the band of a score."""
    if score is None:
        return UNKNOWN
    if score >= WELL_FROM:
        return WELL
    return WATCH if score >= WATCH_FROM else UNWELL


def score_at(points: Points, measure: int) -> Fraction:
    """Return the score of a measure in hundredths: linear between break points, level beyond the first and the last."""
    value = Fraction(measure, HUNDRED)
    if value <= points[0][0]:
        return Fraction(points[0][1])
    for (left, low), (right, high) in pairwise(points):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return Fraction(points[-1][1])


def scored(reading: Reading, numbers: Numbers) -> Scored:
    """Return an input with its score. One that is unknown or older than its limit is left out."""
    weight = numbers.weights[reading.key]
    if not reading.measures:
        return Scored(reading.key, weight, None, reading.last)
    scores = [score_at(numbers.points[reading.key], measure) for measure in reading.measures]
    mean = sum(scores, Fraction(0)) / len(scores)
    if reading.age > numbers.ages[reading.key]:
        return Scored(reading.key, weight, None, mean, is_stale=True)
    return Scored(reading.key, weight, mean)


def weighted_mean(inputs: Collection[Scored]) -> Fraction | None:
    """Return the mean of the known scores by weight. An input left out never raises it.

    One that scored below the others when it was last known still holds the mean down: otherwise not asking an unhappy
    client would help.
    """
    known = [(one.weight, one.score) for one in inputs if one.score is not None and one.weight]
    if not known:
        return None
    total = sum(weight for weight, _score in known)
    mean = sum((weight * score for weight, score in known), Fraction(0)) / total
    held = sorted((one.held, one.weight) for one in inputs if one.score is None and one.held is not None and one.weight)
    for last, weight in held:
        if last >= mean:
            break
        mean, total = (mean * total + last * weight) / (total + weight), total + weight
    return mean


def health_of(readings: Sequence[Reading], caps: Collection[str], numbers: Numbers = DEFAULTS) -> Health:
    """Return the health from the readings of an account and the caps that apply to it."""
    by_key = {reading.key: reading for reading in readings}
    inputs = tuple(scored(by_key.get(key, Reading(key)), numbers) for key in INPUTS)
    applied = tuple(key for key in CAPS if key in caps)
    return of_inputs(inputs, applied)


def of_inputs(inputs: tuple[Scored, ...], caps: tuple[str, ...]) -> Health:
    """Return the health from scored inputs."""
    known = [one for one in inputs if one.score is not None]
    confidence = sum(one.weight for one in known)
    mean = weighted_mean(inputs)
    weighted = None if mean is None else quotient(mean.numerator, mean.denominator)
    from_client = any(one.key in CLIENT_SIDE and one.weight for one in known)
    if weighted is None or confidence < ENOUGH or not from_client:
        return Health(None, confidence, weighted, inputs, caps)
    return Health(min([weighted, *(CAPS[key] for key in caps)]), confidence, weighted, inputs, caps)


def cheapest_input(health: Health) -> str:
    """Return the input that is easiest to learn where there is no number, or "".

    One from the client comes first if none is known, otherwise one that gives a number by itself.
    """
    missing = {one.key: one.weight for one in health.inputs if one.score is None and one.weight}
    if health.score is not None or not missing:
        return ""
    order = [key for key in EASIEST if key in missing]
    if not any(one.key in CLIENT_SIDE for one in health.inputs if one.score is not None):
        order = [key for key in order if key in CLIENT_SIDE] or order
    enough = [key for key in order if health.confidence + missing[key] >= ENOUGH]
    return (enough or order)[0]


def growth_is_closed(band: str, *, has_open_issue: bool) -> bool:
    """Return whether growth waits: while the account is unwell, or unknown with an open issue."""
    return band == UNWELL or (band == UNKNOWN and has_open_issue)
