"""Simulated accounts: how strong each relationship really is, what happens to it, and what Amity knows of it."""

import math
import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from amity.health.facts.rules import Conflict, Expectations, Facts, Miss
from amity.health.measures.rules import caps_of, readings_of
from amity.health.rules import (
    CONTACTS,
    DEFAULTS,
    EXPECTATIONS,
    FEEDBACK,
    HUNDRED,
    INPUTS,
    POINTS,
    UNWELL,
    Health,
    Reading,
    health_of,
)

PARAMETERS: Final = Path(__file__).with_name("parameters.toml")
START: Final = date(2024, 1, 1)
DAYS: Final = 30
FIRM: Final = 70
"""The strength at which the parameters state levels and chances."""
Parameters = Mapping[str, Any]


def parameters() -> Parameters:
    """Return the stated parameters."""
    return tomllib.loads(PARAMETERS.read_text())


@dataclass(slots=True)
class Account:
    """An account in the simulation. `known` are the inputs that Amity learns of it at all."""

    level: float
    strength: float
    known: frozenset[str]
    renewal: int
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    misses: list[dict[str, Any]] = field(default_factory=list)
    sponsor_gone: bool = False
    sponsor_recorded: bool = False
    feedback: tuple[int, Fraction] | None = None
    lasts: dict[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of an account: its health, what happened, whether someone acted on it, and how strong it really is."""

    number: int
    health: Health
    acted: bool
    severe_conflict: bool
    renewed: bool
    lost: str
    strength: float = 0.0


def lives(told: Parameters) -> Iterator[list[Month]]:
    """Yield the months of each account, until it is lost or the simulation ends."""
    chance = random.Random(told["seed"])  # noqa: S311 - a simulation
    for _number in range(told["accounts"]):
        yield list(_life(_born(told, chance), told, chance))


def _born(told: Parameters, chance: random.Random) -> Account:
    own = _within(chance.gauss(told["strength"]["own_mean"], told["strength"]["own_spread"]))
    known = frozenset(key for key in INPUTS if chance.random() < told["inputs"][key]["known"])
    return Account(own, own, known, chance.randrange(told["renewal"]["every"]))


def _life(one: Account, told: Parameters, chance: random.Random) -> Iterator[Month]:
    for number in range(told["months"]):
        day = START + timedelta(days=DAYS * (number + 1))
        severe = _happens(one, day, told, chance)
        health, strength = _seen(one, number, day, told, chance), one.strength
        acted = health.band == UNWELL and chance.random() < told["acting"]["chance"]
        one.strength = _within(one.strength + (told["acting"]["gain"] if acted else 0))
        lost = _lost(one.strength, told["loss"], chance)
        renewed = not lost and number % told["renewal"]["every"] == one.renewal
        yield Month(number, health, acted, severe, renewed, lost, strength)
        if lost:
            return


def _lost(strength: float, loss: Parameters, chance: random.Random) -> str:
    """Return why an account is lost in a month, or ""."""
    inside = min(loss["chance"] * math.exp(loss["growth"] * (FIRM - strength) / 10), loss["most"])
    if chance.random() < inside:
        return "inside"
    return "outside" if chance.random() < loss["outside"] else ""


def _happens(one: Account, day: date, told: Parameters, chance: random.Random) -> bool:
    """Let a month go by. Return whether a severe conflict begins in it."""
    rules = told["strength"]
    one.strength += rules["pull"] * (one.level - one.strength) + chance.gauss(0, rules["drift"])
    _settle(one, told, chance)
    weak = max(FIRM - one.strength, 0) / 10
    conflict, miss, sponsor = told["conflict"], told["miss"], told["sponsor"]
    begins: bool = chance.random() < conflict["chance"] + conflict["weak"] * weak
    if begins:
        one.strength -= conflict["effect"]
        one.conflicts.append({"since": day, "recorded": chance.random() < conflict["recorded"], "planned": False})
    if chance.random() < miss["chance"] + miss["weak"] * weak:
        one.strength -= miss["effect"]
        if chance.random() >= miss["reset"]:
            one.misses.append({"since": day, "recorded": chance.random() < miss["recorded"]})
    if not one.sponsor_gone and chance.random() < sponsor["chance"]:
        one.strength -= sponsor["effect"]
        one.sponsor_gone, one.sponsor_recorded = True, chance.random() < sponsor["recorded"]
    one.strength = _within(one.strength)
    return begins


def _settle(one: Account, told: Parameters, chance: random.Random) -> None:
    rules = told["conflict"]
    for conflict in list(one.conflicts):
        if conflict["recorded"] and chance.random() < rules["planned"]:
            conflict["planned"] = True
        if chance.random() < rules["settled"]:
            one.conflicts.remove(conflict)
            one.strength += rules["effect"] / 2
    for missed in list(one.misses):
        if chance.random() < told["miss"]["settled"]:
            one.misses.remove(missed)
    if one.sponsor_gone and chance.random() < told["sponsor"]["replaced"]:
        one.sponsor_gone = one.sponsor_recorded = False


def _seen(one: Account, number: int, day: date, told: Parameters, chance: random.Random) -> Health:
    """Return the health of a month as Amity calculates it from what it knows."""
    facts = Facts(day=day, expectations=_expectations(one, day), sponsor_left=one.sponsor_recorded)
    by_key = {reading.key: reading for reading in readings_of(facts)}
    for key in (key for key in INPUTS if key in one.known and key not in (EXPECTATIONS, FEEDBACK)):
        by_key[key] = _reading(key, one.strength, told["inputs"][key], chance)
    _asked(one, number, told["inputs"][FEEDBACK], chance)
    if one.feedback is not None:
        when, score = one.feedback
        by_key[FEEDBACK] = Reading(FEEDBACK, (_measure(FEEDBACK, score),), (number - when) * DAYS)
    readings = [
        reading if reading.measures else Reading(key, last=one.lasts.get(key)) for key, reading in by_key.items()
    ]
    health = health_of(readings, caps_of(facts), DEFAULTS)
    one.lasts |= {found.key: found.score for found in health.inputs if found.score is not None}
    return health


def _expectations(one: Account, day: date) -> Expectations:
    conflicts = tuple(
        Conflict(number, number, row["since"], is_severe=True, is_planned=row["planned"])
        for number, row in enumerate(one.conflicts)
        if row["recorded"]
    )
    missed = tuple(
        Miss(number, row["since"], (day - row["since"]).days, (day - row["since"]).days * 5 // 7)
        for number, row in enumerate(one.misses)
        if row["recorded"]
    )
    recorded = int(EXPECTATIONS in one.known) or len(conflicts) + len(missed)
    return Expectations(conflicts=conflicts, missed=missed, recorded=recorded, changed_on=day)


def _asked(one: Account, number: int, rules: Parameters, chance: random.Random) -> None:
    if FEEDBACK in one.known and number % 3 == 0 and chance.random() < rules["answered"]:
        one.feedback = (number, _shown(one.strength, rules, chance))


def _reading(key: str, strength: float, rules: Parameters, chance: random.Random) -> Reading:
    score = _shown(strength, rules, chance)
    measures = (_measure(key, score),)
    return Reading(key, measures * 3 if key == CONTACTS else measures)


def _shown(strength: float, rules: Parameters, chance: random.Random) -> Fraction:
    score = rules["level"] + rules["slope"] * (strength - FIRM) + chance.gauss(0, rules["spread"])
    return Fraction(round(_within(score)))


def _measure(key: str, score: Fraction) -> int:
    """Return a measure in hundredths that has a score."""
    points = POINTS[key]
    for (left, low), (right, high) in pairwise(points):
        if low != high and min(low, high) <= score <= max(low, high):
            return round((left + (right - left) * (score - low) / (high - low)) * HUNDRED)
    return round((points[0][0] if abs(points[0][1] - score) < abs(points[-1][1] - score) else points[-1][0]) * HUNDRED)


def _within(value: float) -> float:
    return min(max(value, 0.0), 100.0)
