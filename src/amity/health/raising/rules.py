"""Pure rules of what would raise a score: steps in the order in which they help, each on top of the one before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from amity.health.facts.rules import Facts
from amity.health.measures.rules import caps_of, readings_of, settled, with_plan
from amity.health.rules import (
    CAPS,
    CLIENT_SIDE,
    EASIEST,
    HUNDRED,
    OVERDUE,
    SPONSOR_LEFT,
    WELL_FROM,
    Health,
    Numbers,
    Reading,
    cheapest_input,
    of_inputs,
    scored,
)

PLAN: Final = "plan"
LEARN: Final = "learn"
SETTLE: Final = "settle"
REPLACE: Final = "replace"
COLLECT: Final = "collect"
IMPROVE: Final = "improve"
ASSUMED: Final = 80
"""The score that a step assumes of an input that is not known yet: a feedback of 8."""
MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A step, with the health once it and all before it are done. `key` is the input it is about, if it is about one.

    `cap` is the cap that it lifts from, and `was` the score of its input before.
    """

    kind: str
    health: Health
    key: str = ""
    cap: str = ""
    was: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _State:
    facts: Facts
    lasts: tuple[Reading, ...]
    numbers: Numbers
    assumed: tuple[tuple[str, Fraction], ...] = ()
    lifted: frozenset[str] = frozenset()

    @property
    def health(self) -> Health:
        assumed, lasts = dict(self.assumed), {one.key: one.last for one in self.lasts}
        inputs = []
        for reading in readings_of(self.facts):
            one = scored(replace(reading, last=lasts.get(reading.key)), self.numbers)
            if one.key in assumed:
                one = replace(one, score=assumed[one.key], held=None, is_stale=False)
            inputs.append(one)
        caps = tuple(key for key in CAPS if key in caps_of(self.facts) and key not in self.lifted)
        return of_inputs(tuple(inputs), caps)


def steps_of(facts: Facts, lasts: Sequence[Reading], numbers: Numbers) -> list[Step]:
    """Return the steps that raise the score, or give one, in the order in which they help. `lasts` are the readings."""
    state, found = _State(facts, tuple(lasts), numbers), list[Step]()
    for make in (_plan, _learn, _replace, _collect, _settle, _improve):
        before = state.health
        for state_after, step in make(state):
            if _helps(before, step.health) and len(found) < MOST:
                found.append(step)
                state, before = state_after, step.health
    return found


def _helps(before: Health, after: Health) -> bool:
    if before.score is None:
        return after.score is not None or after.confidence > before.confidence
    return after.score is not None and after.score > before.score


Made = Sequence[tuple[_State, Step]]


def _plan(state: _State) -> Made:
    cap = state.health.cap
    return _step(state, PLAN, lambda one: replace(one, facts=with_plan(one.facts)), cap=cap)


def _learn(state: _State) -> Made:
    """Learn what is not known: first what gives a number, and otherwise what the client can tell."""
    health = state.health
    unknown = {one.key for one in health.inputs if one.score is None and one.weight}
    first = cheapest_input(health)
    wanted = [first] if first else [key for key in EASIEST if key in unknown & CLIENT_SIDE][:1]
    made: list[tuple[_State, Step]] = []
    for key in wanted:
        made += _step(state, LEARN, lambda one, key=key: _assume(one, key, Fraction(ASSUMED)), key=key)  # type: ignore[misc]
    return made


def _replace(state: _State) -> Made:
    if SPONSOR_LEFT not in state.health.caps:
        return []
    return _step(state, REPLACE, lambda one: replace(one, lifted=one.lifted | {SPONSOR_LEFT}), cap=SPONSOR_LEFT)


def _collect(state: _State) -> Made:
    if OVERDUE not in state.health.caps:
        return []
    return _step(state, COLLECT, lambda one: replace(one, lifted=one.lifted | {OVERDUE}), cap=OVERDUE)


def _settle(state: _State) -> Made:
    known = state.facts.expectations
    if not (known.conflicts or known.missed):
        return []
    was = next((one.score for one in state.health.inputs if one.key == "expectations"), None)
    return _step(
        state, SETTLE, lambda one: replace(one, facts=settled(one.facts)), key="expectations", cap=state.health.cap,
        was=was,
    )  # fmt: skip


def _improve(state: _State) -> Made:
    """Raise the known input that costs most points to what counts as well."""
    known = [one for one in state.health.inputs if one.score is not None and one.score < WELL_FROM]
    worst = max(known, key=lambda one: one.weight * (HUNDRED - (one.score or 0)), default=None)
    if worst is None:
        return []
    to = Fraction(WELL_FROM)
    return _step(state, IMPROVE, lambda one: _assume(one, worst.key, to), key=worst.key, was=worst.score)


def _assume(state: _State, key: str, score: Fraction) -> _State:
    return replace(state, assumed=(*state.assumed, (key, score)))


def _step(
    state: _State, kind: str, change: Callable[[_State], _State], *, key: str = "", cap: str = "",
    was: Fraction | None = None,
) -> Made:  # fmt: skip
    after = change(state)
    return [(after, Step(kind, after.health, key, cap, was))]
