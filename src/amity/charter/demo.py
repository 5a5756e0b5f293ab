"""Duties of the demo agency: the default, accounts with their own answers, objectives and open questions."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named
from amity.charter.duties import commands as duties
from amity.charter.duties.commands import DutyFields
from amity.charter.duties.rules import Questions
from amity.charter.objectives import commands as objectives
from amity.charter.objectives.commands import ObjectiveFields, ReadingFields
from amity.facts import commands as facts
from amity.shared.refs import Ref
from amity.shared.stories import DIRECTOR, NADIA, Crew, ago, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")
LARGEST: Final = "Osprey Rail"


@dataclass(frozen=True, slots=True)
class Answers:
    """An account's own answers. Blank ones take the agency's."""

    account: str
    fields: Questions


@dataclass(frozen=True, slots=True)
class Changed:
    """A duty of the largest account that someone changed."""

    duty: str
    fields: DutyFields
    person: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest value of an objective, its source, and how many days ago it was read."""

    value: Decimal
    who: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class Pursued:
    """An objective."""

    account: str
    fields: ObjectiveFields
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown duty holder at the client, and the colleague who was asked."""

    account: str
    duty: str
    asked_of: str
    asked_by: str
    due_in_days: int
    note: str


def story(crew: Crew, *, now: datetime) -> None:
    """Set the duties and objectives, and ask the open questions."""
    duties.set_questions(by=crew.acting(DIRECTOR), account_id=None, asked=Questions(), now=now)
    for one in rows(TABLES, Answers, "answers"):
        duties.set_questions(
            by=crew.managing(one.account), account_id=account_named(one.account).pk, asked=one.fields, now=now
        )
    _change(crew, now)
    for pursued in rows(TABLES, Pursued, "objectives"):
        _pursue(crew, pursued, now)
    for unknown in rows(TABLES, Unknown, "questions"):
        facts.ask(
            by=crew.acting(unknown.asked_by), about=Ref.to(account_named(unknown.account)),
            field=f"duty.{unknown.duty}",
            question=facts.Question(crew.id(unknown.asked_of), coming(now, unknown.due_in_days), unknown.note), now=now,
        )  # fmt: skip
    facts.state_fact(
        by=crew.acting(NADIA), about=Ref.to(account_named("Larkfield Dairy")), field="duty.invoices",
        fields=facts.FactFields("Siobhan Reid forwards them", state="assumed"), now=now,
    )  # fmt: skip


def _change(crew: Crew, now: datetime) -> None:
    largest, version = account_named(LARGEST).pk, 0
    for one in rows(TABLES, Changed, "duties"):
        fields = replace(one.fields, person_id=crew.id(one.person) if one.person else None)
        version = duties.change_duty(
            by=crew.acting(NADIA),
            account_id=largest,
            duty=one.duty,
            fields=fields,
            version=version,
            now=now,
        ).version


def _pursue(crew: Crew, one: Pursued, now: datetime) -> None:
    by = crew.managing(one.account)
    objective = objectives.set_objective(by=by, account_id=account_named(one.account).pk, fields=one.fields, now=now)
    if one.reading:
        reading = ReadingFields(one.reading.value, ago(now, one.reading.days_ago).date(), one.reading.who)
        objectives.read_objective(by=by, objective_id=objective.pk, reading=reading, now=now)
