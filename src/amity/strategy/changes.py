"""Values that the commands on goals and cards take, and their validation."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.evidence import NO_EVIDENCE, Evidence
from amity.shared.errors import Invalid
from amity.shared.values import Figure, OneOf, Text, flat, plain_figure, tidied, write
from amity.strategy import rules
from amity.strategy.models import StrategyCard


@dataclass(frozen=True, slots=True)
class GoalFields:
    """The editable fields of a goal. `baseline` and `target` are in `unit`. None is not known."""

    title: Annotated[str, Text(200, needed=lazy("Enter what they want to achieve."))]
    measure: Annotated[str, Text(200)] = ""
    unit: Annotated[str, Text(30)] = ""
    baseline: Annotated[Decimal | None, Figure(4)] = None
    target: Annotated[Decimal | None, Figure(4)] = None
    target_on: date | None = None
    rhythm: Annotated[str, OneOf(tuple(rules.RHYTHM_DAYS))] = rules.QUARTERLY


@dataclass(frozen=True, slots=True)
class GoalPlan:
    """What is done about a goal that is off track, and when that is checked. Without text, there is no plan."""

    plan: Annotated[str, Text(500)] = ""
    plan_check_on: date | None = None


@dataclass(frozen=True, slots=True)
class GoalReadingFields:
    """A dated value of a goal's measure, and where it was read."""

    value: Annotated[Decimal, Figure(4)]
    read_on: date
    source: Annotated[str, Text(200, needed=lazy("Enter the source: where you read it, or who said it."))]


@dataclass(frozen=True, slots=True)
class Cause:
    """The cause of a revision: an insight, a decision or a client_word, which has evidence.

    `record` names what caused it, as kind and id: "contact_reports.contactreport:12".
    """

    cause: Annotated[str, OneOf(rules.CAUSES)]
    why: Annotated[str, Text(2000, needed=lazy("Enter the reason for the change, in one sentence."), lines=True)]
    evidence: Evidence = NO_EVIDENCE
    record: Annotated[str, Text(80)] = ""


@dataclass(frozen=True, slots=True)
class CardFields:
    """The editable fields of a strategy card. `must`, `must_not` and `measures` have one thing a line."""

    goal: Annotated[str, Text(300)] = ""
    audience: Annotated[str, Text(4000, lines=True)] = ""
    message: Annotated[str, Text(300)] = ""
    must: Annotated[str, Text(4000, lines=True)] = ""
    must_not: Annotated[str, Text(4000, lines=True)] = ""
    measures: Annotated[str, Text(4000, lines=True)] = ""


@dataclass(frozen=True, slots=True)
class CardMove:
    """A card's new state. *Agreed with client* has evidence: who agreed, when, where, in which words."""

    state: Annotated[str, OneOf(rules.CARD_STATES)]
    evidence: Evidence = NO_EVIDENCE


def image(fields: GoalFields) -> dict[str, Any]:
    """Return a goal's fields as its revisions store them, in JSON values."""
    return {name: None if value is None else plain(value) for name, value in flat(fields).items()}


def plain(value: object) -> str:
    """Return a figure without trailing zeros, a date as 2026-11-25, and text unchanged."""
    return plain_figure(value) if isinstance(value, Decimal) else str(value)


def checked_goal(fields: GoalFields) -> GoalFields:
    """Return the goal, tidied. Raise `Invalid` for a target without a measure."""
    clean = tidied(fields)
    if clean.target is not None and not clean.measure:
        raise Invalid(_("Enter what is measured."), "measure")
    return clean


def put_card(card: StrategyCard, fields: CardFields) -> None:
    """Write a card's fields to its row, with each line trimmed."""
    write(tidied(CardFields(**{name: _lines(text) for name, text in flat(fields).items()})), card)


def _lines(text: str) -> str:
    lines = (line.strip(" \t-•") for line in text.splitlines())
    return "\n".join(line for line in lines if line)
