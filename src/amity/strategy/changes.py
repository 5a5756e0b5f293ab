"""Values that the commands on goals and cards take, and their validation."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts import evidence
from amity.accounts.evidence import Evidence
from amity.shared.errors import Invalid
from amity.shared.texts import one_line, within
from amity.shared.values import value_of, write
from amity.strategy import rules
from amity.strategy.models import Goal, StrategyCard

LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class GoalFields:
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
class CardFields:
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


def fields_of_goal(goal: Goal) -> GoalFields:
    """Return the current fields of a goal."""
    return value_of(goal, GoalFields)


def fields_of_card(card: StrategyCard) -> CardFields:
    """Return the current fields of a card."""
    return value_of(card, CardFields)


def image(fields: GoalFields) -> dict[str, Any]:
    """A goal as its revisions keep it, in values that JSON holds."""
    return {name: None if value is None else plain(value) for name, value in asdict(fields).items()}


def plain(value: object) -> str:
    """A figure without trailing zeros, a day as 2026-11-25, a text as it is."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def checked_goal(fields: GoalFields) -> GoalFields:
    """The goal in one spelling. Raises `Invalid`."""
    title, measure = one_line(fields.title, 200, "title"), one_line(fields.measure, 200, "measure")
    if not title:
        raise Invalid(_("Enter what they want to achieve."), "title")
    for name in ("baseline", "target"):
        figure(getattr(fields, name), name)
    if fields.target is not None and not measure:
        raise Invalid(_("Enter what is measured."), "measure")
    return replace(fields, title=title, measure=measure, unit=one_line(fields.unit, 30, "unit"))


def figure(value: Decimal | None, field: str) -> None:
    """Refuse what no column can hold."""
    if value is not None and (abs(value) >= LARGEST or -int(value.normalize().as_tuple().exponent) > 4):
        raise Invalid(_("Enter at most 12 digits before the decimal point and 4 after it."), field)


def put_goal(goal: Goal, fields: GoalFields) -> None:
    """Write a checked goal onto its row."""
    write(fields, goal)


def put_card(card: StrategyCard, fields: CardFields) -> None:
    """Write a card's fields onto its row, each line without blanks around it."""
    for name in rules.CARD_FIELDS:
        lines = (line.strip(" \t-•") for line in getattr(fields, name).splitlines())
        text = "\n".join(line for line in lines if line)
        setattr(card, name, within(text, 300, name) if name in ("goal", "message") else text)
