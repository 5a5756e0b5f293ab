"""The decisions of the demo agency: one that waits for advice, and one that was clear and good for both sides."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named
from amity.decisions import commands, rules
from amity.decisions.consultations import commands as consultations
from amity.decisions.models import Decision
from amity.decisions.rules import Asked, Choice, DecisionFields, FactLine, OptionFields
from amity.expectations.models import Conflict
from amity.shared.refs import Ref
from amity.shared.stories import Crew, ago, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague who is asked, and what they answered, if they did."""

    who: str
    due_in_days: int
    role: str = rules.EXPERT
    question: str = ""
    option: str = ""
    agrees: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class DemoDecision:
    """A decision of the demo, on a `conflict` by what they expect there.

    With `why` its only option was chosen at once, and `informed` heard of it.
    """

    account: str
    question: str
    opened_days_ago: int
    conflict: str = ""
    due_in_days: int = 0
    options: tuple[OptionFields, ...] = ()
    facts: tuple[FactLine, ...] = ()
    asked: tuple[Colleague, ...] = ()
    why: str = ""
    informed: str = ""
    informed_how: str = ""
    review_in_days: int = 0


def story(crew: Crew, *, now: datetime) -> None:
    """Open the decisions, ask colleagues, and decide the clear one."""
    for row in rows(TABLES, DemoDecision, "decisions"):
        _open(crew, row, now)


def _open(crew: Crew, row: DemoDecision, now: datetime) -> None:
    by, opened = crew.managing(row.account), ago(now, row.opened_days_ago)
    fields = DecisionFields(
        row.question, coming(now, row.due_in_days) if row.due_in_days else None,
        review_on=coming(now, row.review_in_days) if row.review_in_days else None,
    )  # fmt: skip
    account_id = account_named(row.account).pk
    conflict = Conflict.objects.filter(account=account_id, believed=row.conflict).first() if row.conflict else None
    made = commands.open_decision(
        by=by, account_id=account_id, fields=fields, now=opened, options=row.options, facts=row.facts,
        origin=Ref.to(conflict) if conflict else None,
    )  # fmt: skip
    for colleague in row.asked:
        _ask(crew, made, colleague, now)
    if row.why:
        choice = Choice(made.options.get().pk, row.why, review_on=fields.review_on)
        decided = commands.decide(by=by, decision_id=made.pk, version=made.version, choice=choice, now=opened)
        if not row.informed:
            return
        commands.inform(
            by=by, decision_id=made.pk, version=decided.version, who=row.informed, how=row.informed_how,
            informed_on=opened.date(), now=opened,
        )  # fmt: skip


def _ask(crew: Crew, decision: Decision, one: Colleague, now: datetime) -> None:
    asked = consultations.ask_colleague(
        by=crew.managing(decision.account.name), decision_id=decision.pk, now=ago(now, 2),
        asked=Asked(crew.id(one.who), one.question, coming(now, one.due_in_days), one.role),
    )  # fmt: skip
    if one.words:
        option = decision.options.get(title=one.option)
        consultations.answer(
            by=crew.acting(one.who), consultation_id=asked.pk, version=asked.version, words=one.words,
            option_id=option.pk, agrees=one.agrees, now=ago(now, 1),
        )  # fmt: skip
