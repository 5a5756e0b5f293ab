"""Pure rules that turn what is known of an account into readings of its inputs and into caps (domain.md, "Health")."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from amity.health.facts.rules import Facts
from amity.health.rules import (
    APPROVAL,
    CONTACTS,
    EXPECTATIONS,
    FEEDBACK,
    GOALS,
    HUNDRED,
    MARGIN,
    MISSED,
    NO_PLAN,
    OVERDUE,
    PAYMENT,
    PLANNED,
    SERVICE,
    SPONSOR_LEFT,
    Reading,
)
from amity.shared.money import quotient

SEVERE: Final = -3
"""An option whose effect on the client is this or worse makes a conflict severe."""
OVERDUE_DAYS: Final = 60
WINDOW: Final = 90
"""Answers of the client are averaged over so many days."""


WORDS: Final[Mapping[str, int]] = {
    "well": 9, "mixed": 5, "badly": 1, "backs_us": 9, "neutral": 6, "doubts": 3, "prefers_another": 1,
}  # fmt: skip
"""The client's feedback and recorded standings on a scale from 0 to 10."""


def readings_of(facts: Facts) -> tuple[Reading, ...]:
    """Return the readings of the eight inputs."""
    return (
        _expectations(facts), _margin(facts), _contacts(facts), _feedback(facts), _service(facts), _payment(facts),
        _approval(facts), _goals(facts),
    )  # fmt: skip


def caps_of(facts: Facts) -> tuple[str, ...]:
    """Return the caps that apply."""
    severe = [one for one in facts.expectations.conflicts if one.is_severe]
    applies = {
        NO_PLAN: any(not one.is_planned for one in severe),
        PLANNED: any(one.is_planned for one in severe),
        SPONSOR_LEFT: facts.sponsor_left,
        OVERDUE: facts.payment is not None and facts.payment.overdue >= OVERDUE_DAYS,
        MISSED: any(one.caps for one in facts.expectations.missed),
    }
    return tuple(key for key, holds in applies.items() if holds)


def is_severe(effects: Sequence[int]) -> bool:
    """Return whether a conflict is severe: no options were compared yet, or one of them hurts the client."""
    return not effects or min(effects) <= SEVERE


def with_plan(facts: Facts) -> Facts:
    """Return the facts as they would be with a plan and a date for every conflict."""
    known = facts.expectations
    planned = tuple(replace(one, is_planned=True) for one in known.conflicts)
    return replace(facts, expectations=replace(known, conflicts=planned))


def settled(facts: Facts) -> Facts:
    """Return the facts as they would be with every conflict closed and every missed expectation agreed again."""
    return replace(facts, expectations=replace(facts.expectations, conflicts=(), missed=()))


def _age(on: date | None, day: date) -> int:
    return max((day - on).days, 0) if on else 0


def _expectations(facts: Facts) -> Reading:
    known = facts.expectations
    if not known.recorded:
        return Reading(EXPECTATIONS)
    age = 0 if known.has_trouble else _age(known.changed_on, facts.day)
    return Reading(EXPECTATIONS, (known.strain * HUNDRED,), age)


def _margin(facts: Facts) -> Reading:
    money = facts.money
    if money is None or money.margin is None or money.target <= 0:
        return Reading(MARGIN)
    share = quotient(money.margin * HUNDRED * HUNDRED, money.target)
    return Reading(MARGIN, (share,), _age(money.as_of, facts.day))


def _contacts(facts: Facts) -> Reading:
    spoken = [one.days for one in facts.contacts if one.days is not None]
    if not spoken:
        return Reading(CONTACTS)
    return Reading(CONTACTS, tuple(one.measure for one in facts.contacts), min(spoken))


def _feedback(facts: Facts) -> Reading:
    if not facts.words:
        return Reading(FEEDBACK)
    newest = max(word.on for word in facts.words)
    return Reading(FEEDBACK, tuple(word.value * HUNDRED for word in facts.words), _age(newest, facts.day))


def _service(facts: Facts) -> Reading:
    money = facts.money
    if money is None or money.over is None:
        return Reading(SERVICE)
    return Reading(SERVICE, (money.over,), _age(money.as_of, facts.day))


def _payment(facts: Facts) -> Reading:
    payment = facts.payment
    if payment is None:
        return Reading(PAYMENT)
    return Reading(PAYMENT, (payment.days_late * HUNDRED,), _age(payment.as_of, facts.day))


def _approval(facts: Facts) -> Reading:
    mean = facts.approvals.mean
    if mean is None:
        return Reading(APPROVAL)
    days = quotient(mean.numerator * HUNDRED, mean.denominator)
    return Reading(APPROVAL, (days,), _age(facts.approvals.newest, facts.day))


def _goals(facts: Facts) -> Reading:
    goals = facts.goals
    if not goals.read:
        return Reading(GOALS)
    share = quotient(goals.on_track * HUNDRED * HUNDRED, goals.read)
    return Reading(GOALS, (share,), _age(goals.newest, facts.day))
