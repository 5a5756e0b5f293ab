"""The strategy of the demo agency: its clients' long-term goals, and the cards agreed with them."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from amity.accounts.demo import Heard, account_named, evidence
from amity.shared.stories import Crew, ago, coming, rows
from amity.shared.values import value_of
from amity.strategy.cards import commands as cards
from amity.strategy.changes import CardFields, CardMove, Cause, GoalFields, GoalReadingFields
from amity.strategy.goals import commands as goals

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a goal: days ago, and where it was read."""

    days_ago: int
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A revised target, the reason, and the client's confirmation."""

    target: Decimal
    why: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class Aim:
    """A long-term goal."""

    account: str
    fields: GoalFields
    heard: Heard
    target_in_days: int
    readings: tuple[Reading, ...] = ()
    revised: Revised | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A strategy card of the demo. `agreed` is the client's confirmation. Without it the card is agreed internally
    only.
    """

    account: str
    fields: CardFields
    agreed: Heard | None = None


def story(crew: Crew, *, now: datetime) -> None:
    """Set the goals and read them, then write the cards."""
    for aim in rows(TABLES, Aim, "goals"):
        _set(crew, aim, now)
    for card in rows(TABLES, Card, "cards"):
        _write(crew, card, now)


def _set(crew: Crew, aim: Aim, now: datetime) -> None:
    by = crew.managing(aim.account)
    fields = replace(aim.fields, target_on=coming(now, aim.target_in_days))
    goal = goals.set_goal(
        by=by, account_id=account_named(aim.account).pk, fields=fields, evidence=evidence(aim.heard, now),
        now=ago(now, aim.heard.days_ago),
    )  # fmt: skip
    for one in aim.readings:
        at = ago(now, one.days_ago)
        reading = GoalReadingFields(one.value, at.date(), one.source)
        goals.read_goal(by=by, goal_id=goal.pk, reading=reading, now=at)
    if aim.revised:
        goal.refresh_from_db()
        goals.revise_goal(
            by=by, goal_id=goal.pk, version=goal.version, now=ago(now, aim.revised.heard.days_ago),
            fields=replace(value_of(goal, GoalFields), target=aim.revised.target),
            cause=Cause("client_word", aim.revised.why, evidence(aim.revised.heard, now)),
        )  # fmt: skip


def _write(crew: Crew, card: Card, now: datetime) -> None:
    by, agreed = crew.managing(card.account), card.agreed
    began = ago(now, (agreed.days_ago if agreed else 10) + 6)
    made = cards.draft_card(by=by, account_id=account_named(card.account).pk, fields=card.fields, now=began)
    moves = [(CardMove("agreed_inside"), began)]
    if agreed:
        when = ago(now, agreed.days_ago)
        moves += [(CardMove("agreed_with_client", evidence(agreed, now)), when), (CardMove("in_force"), when)]
    for move, when in moves:
        made = cards.move_card(by=by, card_id=made.pk, version=made.version, move=move, now=when)
