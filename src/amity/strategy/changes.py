"""Values that the commands on goals and cards take, and their validation."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts import evidence
from amity.accounts.evidence import Evidence
from amity.shared.errors import Invalid
from amity.shared.texts import one_line, within
from amity.strategy import rules
from amity.strategy.models import Goal, StrategyCard

LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """The editable fields of a goal. `baseline` and `target` are in `unit`; None is not known."""

    title: str
    measure: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    target_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a goal is revised: insight, decision or client_word, and what it was. A client's word has its evidence."""

    cause: str
    why: str
    evidence: Evidence = evidence.NONE


@dataclass(frozen=True, slots=True)
class CardSaid:
    """A strategy card as someone wants it. `must`, `must_not` and `measures` hold one thing a line."""

    goal: str = ""
    audience: str = ""
    message: str = ""
    must: str = ""
    must_not: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True)
class CardMove:
    """Where a card goes; *agreed with client* carries who agreed, when, where, in which words."""

    state: str
    evidence: Evidence = evidence.NONE


def said_of_goal(goal: Goal) -> GoalSaid:
    """Return the current fields of a goal."""
    return GoalSaid(**{one.name: getattr(goal, one.name) for one in fields(GoalSaid)})


def said_of_card(card: StrategyCard) -> CardSaid:
    """Return the current fields of a card."""
    return CardSaid(**{one.name: getattr(card, one.name) for one in fields(CardSaid)})


def image(said: GoalSaid) -> dict[str, Any]:
    """A goal as its revisions keep it, in values that JSON holds."""
    return {name: None if value is None else plain(value) for name, value in asdict(said).items()}


def plain(value: object) -> str:
    """A figure without trailing zeros, a day as 2026-11-25, a text as it is."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def checked_goal(said: GoalSaid) -> GoalSaid:
    """The goal in one spelling. Raises `Invalid`."""
    title, measure = one_line(said.title, 200, "title"), one_line(said.measure, 200, "measure")
    if not title:
        raise Invalid(_("Enter what they want to achieve."), "title")
    for name in ("baseline", "target"):
        figure(getattr(said, name), name)
    if said.target is not None and not measure:
        raise Invalid(_("Enter what is measured."), "measure")
    return replace(said, title=title, measure=measure, unit=one_line(said.unit, 30, "unit"))


def figure(value: Decimal | None, field: str) -> None:
    """Refuse what no column can hold."""
    if value is not None and (abs(value) >= LARGEST or -int(value.normalize().as_tuple().exponent) > 4):
        raise Invalid(_("Enter at most 12 digits before the decimal point and 4 after it."), field)


def put_goal(goal: Goal, said: GoalSaid) -> None:
    """Write a checked goal onto its row."""
    for one in fields(GoalSaid):
        setattr(goal, one.name, getattr(said, one.name))


def put_card(card: StrategyCard, said: CardSaid) -> None:
    """Write a card's fields onto its row, each line without blanks around it."""
    for name in rules.CARD_FIELDS:
        lines = (line.strip(" \t-•") for line in getattr(said, name).splitlines())
        text = "\n".join(line for line in lines if line)
        setattr(card, name, within(text, 300, name) if name in ("goal", "message") else text)
