"""The shapes in which the demo says what clients want and expect, what may go wrong, and what is waited for.

Days are counted back from the day the demo is looked at; a day below zero is still to come.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """Who at the client said it, how many days ago, where, in which words."""

    who: str
    ago: int
    where: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A long-term goal with its readings: days ago, value and where it was read."""

    account: str
    title: str
    measure: str
    unit: str
    baseline: str | None
    target: str | None
    target_in: int | None
    heard: Heard
    readings: tuple[tuple[int, str, str], ...] = ()
    revised: tuple[str, str, Heard] | None = None
    """The target after the client's word, why, and that word."""


@dataclass(frozen=True, slots=True)
class Card:
    """A strategy card. `agreed` is the client's word; without it the card is agreed on inside only."""

    account: str
    goal: str
    audience: str
    message: str
    must: str
    must_not: str
    measures: str
    agreed: Heard | None


@dataclass(frozen=True, slots=True)
class Clash:
    """What was agreed against an expectation; ways to answer with effects on client and agency; the one chosen."""

    agreed: str
    options: tuple[tuple[str, int, int, str], ...]
    answer: str
    why: str
    speaker: str
    ago: int
    speak_in: int


@dataclass(frozen=True, slots=True)
class Wish:
    """An expectation, or a promise by `promised_by`. `then` are states it went through, with what was said."""

    account: str
    statement: str
    kind: str
    heard: Heard
    project: str = ""
    promised_by: str = ""
    promised_in: int | None = None
    then: tuple[tuple[str, str, str, Heard | None], ...] = ()
    conflict: Clash | None = None


@dataclass(frozen=True, slots=True)
class Taste:
    """A preference: they like, dislike, must have or never want it."""

    account: str
    attitude: str
    text: str
    scope: str
    heard: Heard | None
    note: str = ""
    check: tuple[str, str] = ("", "")
    basis: str = "stated"
    own: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """An entry of the register, on a project or the account; effects on client and agency."""

    account: str
    project: str
    kind: str
    side: str
    title: str
    effects: tuple[int, int]
    response: str = ""
    owner: str = ""
    due_in: int | None = None
    waiting: str = ""
    waits: int | None = None
    by_client: bool = False
    ago: int = 5
    then: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What was asked of the client: days ago, due in so many days, chased on days ago and how."""

    account: str
    project: str
    what: str
    who: str
    asked: int
    due_in: int
    milestone: str = ""
    chased: tuple[tuple[int, str, str], ...] = ()
    then: tuple[str, str, int | None] | None = None
    """State, cause or note, and the days from now to which its milestone moves, or it is promised."""
