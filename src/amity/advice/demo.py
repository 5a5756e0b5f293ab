"""The advice of the demo agency: the starters, and recommendations that were accepted, declined or are still open."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named
from amity.accounts.evidence import Evidence
from amity.advice.fields import ClientAnswer, OutcomeFields, RecommendationFields
from amity.advice.models import Practice, Recommendation
from amity.advice.practices.commands import add_starters
from amity.advice.recommendations import commands
from amity.advice.rules import ACCEPTED, DECLINED
from amity.shared.stories import NADIA, Crew, ago, coming, rows
from amity.strategy.models import Goal

TABLES: Final = Path(__file__).with_suffix(".toml")
STARTERS_DAYS_AGO: Final = 200


@dataclass(frozen=True, slots=True)
class Heard:
    """Who answered, when, where and in which words."""

    who: str
    days_ago: int
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Became:
    """What came of a recommendation."""

    days_ago: int
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class DemoRecommendation:
    """A recommendation of the demo. Without an answer it is a draft."""

    account: str
    goal: str
    practice: str
    days_ago: int
    title: str
    evidence: str
    advice: str
    alternatives: str
    effect: str
    expected_value: int
    expected_in_days: int = 0
    expected_days_ago: int = 0
    answer: Heard | None = None
    declined_why: str = ""
    outcome: Became | None = None


def story(crew: Crew, *, now: datetime) -> None:
    """Fill the library, write the recommendations, and record the answers and the outcome."""
    add_starters(by=crew.acting(NADIA), now=ago(now, STARTERS_DAYS_AGO))
    for row in rows(TABLES, DemoRecommendation, "recommendations"):
        _recommend(crew, row, now)


def _recommend(crew: Crew, row: DemoRecommendation, now: datetime) -> None:
    by, account = crew.managing(row.account), account_named(row.account)
    expected = coming(now, row.expected_in_days) if row.expected_in_days else ago(now, row.expected_days_ago).date()
    fields = RecommendationFields(
        Goal.objects.get(account=account, title=row.goal).pk, row.title, row.evidence, row.advice, row.effect, expected,
        row.alternatives, Decimal(row.expected_value), Practice.objects.get(starter=row.practice).pk,
    )  # fmt: skip
    made = commands.recommend(by=by, account_id=account.pk, fields=fields, now=ago(now, row.days_ago))
    if row.answer is not None:
        made = _answer(crew, row, row.answer, made, now)
    if row.outcome is not None:
        commands.record_outcome(
            by=by, recommendation_id=made.pk, version=made.version, now=ago(now, row.outcome.days_ago),
            fields=OutcomeFields(row.outcome.outcome, row.outcome.note),
        )  # fmt: skip


def _answer(
    crew: Crew, row: DemoRecommendation, heard: Heard, made: Recommendation, now: datetime
) -> Recommendation:  # fmt: skip
    at = ago(now, heard.days_ago)
    who = made.account.contacts.get(name=heard.who)
    return commands.answer_recommendation(
        by=crew.managing(row.account), recommendation_id=made.pk, version=made.version, now=at,
        given=ClientAnswer(DECLINED if row.declined_why else ACCEPTED, row.declined_why),
        evidence=Evidence(who.pk, at.date(), heard.where, heard.words),
    )  # fmt: skip
