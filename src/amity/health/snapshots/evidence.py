"""The evidence of a snapshot: readings, caps and money as JSON, and back, so that other numbers can be tried on it."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from amity.health.facts.rules import Facts, Money
from amity.health.rules import HUNDRED, Health, Reading

Evidence = Mapping[str, Any]


def evidence_of(facts: Facts, readings: Sequence[Reading], health: Health) -> dict[str, Any]:
    """Return the evidence of a health: ids and numbers, and no text."""
    scores = {one.key: one.score for one in health.inputs}
    return {
        "readings": {one.key: _reading(one, scores[one.key]) for one in readings},
        "caps": list(health.caps),
        "conflicts": [one.id for one in facts.expectations.conflicts],
        "missed": [one.expectation_id for one in facts.expectations.missed],
        "at_risk": list(facts.expectations.at_risk),
        "goals": [facts.goals.on_track, facts.goals.read],
        "open_issue": facts.has_open_issue,
        "money": _money(facts.money) if facts.money else None,
    }


def readings_in(evidence: Evidence) -> tuple[Reading, ...]:
    """Return the readings of a snapshot."""
    return tuple(
        Reading(key, tuple(row["measures"]), row["age"], _share(row["last"]))
        for key, row in evidence.get("readings", {}).items()
    )


def caps_in(evidence: Evidence) -> tuple[str, ...]:
    """Return the caps of a snapshot."""
    return tuple(evidence.get("caps", ()))


def money_in(evidence: Evidence) -> Money | None:
    """Return the money of a snapshot."""
    row = evidence.get("money")
    return Money(**{**row, "as_of": date.fromisoformat(row["as_of"])}) if row else None


def with_lasts(readings: Sequence[Reading], before: Evidence) -> tuple[Reading, ...]:
    """Return readings in which an unknown input has the score it had when the snapshot before last knew it."""
    lasts = {key: _share(row["last"]) for key, row in before.get("readings", {}).items()}
    return tuple(one if one.measures else Reading(one.key, (), one.age, lasts.get(one.key)) for one in readings)


def _reading(one: Reading, score: Fraction | None) -> dict[str, Any]:
    """Return a reading with the last known score in hundredths, rounded down."""
    last = one.last if score is None else score
    return {
        "measures": list(one.measures), "age": one.age,
        "last": None if last is None else last.numerator * HUNDRED // last.denominator,
    }  # fmt: skip


def _share(hundredths: int | None) -> Fraction | None:
    return None if hundredths is None else Fraction(hundredths, HUNDRED)


def _money(money: Money) -> dict[str, Any]:
    return {
        "as_of": money.as_of.isoformat(), "margin": money.margin, "target": money.target, "bound": money.bound,
        "level": money.level, "over": money.over,
    }  # fmt: skip
