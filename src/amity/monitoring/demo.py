"""The demo agency's client expectations, risks and blockers, and outstanding client input."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.demo import Heard, account_named, contact_named, evidence
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.conflicts import commands as conflicts
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.expectations.models import Expectation
from amity.monitoring.changes import ChaseFields, EntryFields, EntryMove, InputFields, InputMove
from amity.monitoring.expectations import commands as project_expectations
from amity.monitoring.inputs import commands as inputs
from amity.monitoring.risks import commands as risks
from amity.projects.models import Milestone, Project
from amity.shared.actor import Actor
from amity.shared.stories import Crew, ago, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Step:
    """A state of an expectation, with its note and evidence. `days_ago` is when it moved, if not when it was heard."""

    state: str
    note: str = ""
    statement: str = ""
    heard: Heard | None = None
    days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict with what was agreed: the options, the chosen one with its reason, and who informs the client."""

    agreed: str
    options: tuple[OptionFields, ...]
    answer: str
    why: str
    speaker: str
    days_ago: int
    speak_in_days: int


@dataclass(frozen=True, slots=True)
class Wish:
    """An expectation, or a promise by `promised_by`, on a project or the account."""

    account: str
    statement: str
    kind: str
    heard: Heard
    project: str = ""
    promised_by: str = ""
    promised_in_days: int | None = None
    moves: tuple[Step, ...] = ()
    conflict: Clash | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A risk or blocker on a project or the account."""

    account: str
    fields: EntryFields
    days_ago: int
    project: str = ""
    owner: str = ""
    due_in_days: int | None = None
    waits_for_days: int | None = None
    moves: tuple[EntryMove, ...] = ()


@dataclass(frozen=True, slots=True)
class Chase:
    """A reminder to the client, with its channel."""

    days_ago: int
    channel: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a request: the cause or note, and the days until it arrives, or until its milestone's new date."""

    state: str
    words: str
    in_days: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A request to the client."""

    account: str
    what: str
    who: str
    asked_days_ago: int
    due_in_days: int
    project: str = ""
    milestone: str = ""
    chased: tuple[Chase, ...] = ()
    move: Answer | None = None


def story(crew: Crew, *, now: datetime) -> None:
    """Record the clients' expectations, the risks and blockers, and the outstanding client input."""
    for wish in rows(TABLES, Wish, "expectations"):
        _expect(crew, wish, now)
    for trouble in rows(TABLES, Trouble, "risks"):
        _warn(crew, trouble, now)
    for need in rows(TABLES, Need, "inputs"):
        _ask(crew, need, now)


def _project(account: str, name: str) -> Project | None:
    """Return a project of the account, or None without a name, or where a small demo lacks it."""
    return Project.objects.filter(account__name=account, name=name).first() if name else None


def _expect(crew: Crew, wish: Wish, now: datetime) -> None:
    by, when, project = crew.managing(wish.account), ago(now, wish.heard.days_ago), _project(wish.account, wish.project)
    fields = ExpectationFields(
        statement=wish.statement, kind=wish.kind, evidence=evidence(wish.heard, now),
        promised_by_id=crew.id(wish.promised_by) if wish.promised_by else None,
        promised_until=None if wish.promised_in_days is None else coming(now, wish.promised_in_days),
    )  # fmt: skip
    if project:
        made = project_expectations.expect_on_project(by=by, project_id=project.pk, fields=fields, now=when)
    else:
        account_id = account_named(wish.account).pk
        made = expectations.record_expectation(by=by, account_id=account_id, fields=fields, now=when)
    for step in wish.moves:
        move = Move(step.state, step.note, step.statement, evidence(step.heard, now))
        heard_ago = step.heard.days_ago if step.heard else wish.heard.days_ago - 1
        at = ago(now, heard_ago if step.days_ago is None else step.days_ago)
        made = expectations.move_expectation(by=by, expectation_id=made.pk, version=made.version, move=move, now=at)
    if wish.conflict:
        _conflict(crew, by, wish.conflict, made, now)


def _conflict(crew: Crew, by: Actor, clash: Clash, made: Expectation, now: datetime) -> None:
    """Record a conflict with what was agreed, its options, and the chosen one."""
    at = ago(now, clash.days_ago)
    found = conflicts.find_conflict(
        by=by, expectation_id=made.pk, version=made.version, fields=ConflictFields(clash.agreed, clash.options), now=at
    )
    answer = ConflictAnswerFields(clash.answer, clash.why, crew.id(clash.speaker), coming(now, clash.speak_in_days))
    conflicts.answer_conflict(by=by, conflict_id=found.pk, version=found.version, fields=answer, now=at)


def _warn(crew: Crew, one: Trouble, now: datetime) -> None:
    by, project = crew.managing(one.account), _project(one.account, one.project)
    fields = replace(
        one.fields, account_id=account_named(one.account).pk, project_id=project.pk if project else None,
        owner_id=crew.id(one.owner) if one.owner else None,
        due_on=coming(now, one.due_in_days) if one.due_in_days else None,
        waits_since=ago(now, one.waits_for_days).date() if one.waits_for_days else None,
    )  # fmt: skip
    entry = risks.add_entry(by=by, fields=fields, now=ago(now, one.days_ago))
    for move in one.moves:
        at = ago(now, one.days_ago - 2)
        entry = risks.move_entry(by=by, entry_id=entry.pk, version=entry.version, move=move, now=at)


def _ask(crew: Crew, need: Need, now: datetime) -> None:
    by, project = crew.managing(need.account), _project(need.account, need.project)
    milestone = Milestone.objects.filter(project=project, name=need.milestone, delivered_on=None).first()
    fields = InputFields(
        what=need.what, due_on=coming(now, need.due_in_days), contact_id=contact_named(need.who),
        project_id=project.pk if project else None, account_id=account_named(need.account).pk,
        milestone_id=milestone.pk if milestone and project else None, asked_on=ago(now, need.asked_days_ago).date(),
    )  # fmt: skip
    one = inputs.ask_input(by=by, fields=fields, now=ago(now, need.asked_days_ago))
    for chase in need.chased:
        at = ago(now, chase.days_ago)
        chased = ChaseFields(at.date(), chase.channel, chase.note)
        inputs.chase_input(by=by, input_id=one.pk, fields=chased, now=at)
    if need.move:
        move = _move(need.move, now)
        inputs.move_input(by=by, input_id=one.pk, version=one.version, move=move, now=now)


def _move(answer: Answer, now: datetime) -> InputMove:
    day = coming(now, answer.in_days) if answer.in_days is not None else None
    if answer.state == "late":
        return InputMove(answer.state, cause=answer.words, moved_to=day)
    return InputMove(answer.state, on=day, note=answer.words)
