"""The briefs of the demo agency: a half-finished full one, one that became work, and one with the client."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db.models import F

from amity.accounts.demo import account_named, contact_named
from amity.accounts.models import Account
from amity.agency.catalogue.commands import add_service
from amity.briefs import commands
from amity.briefs.client_copy.sending import PLAIN
from amity.briefs.conversion import commands as conversion
from amity.briefs.fields import BriefFields
from amity.briefs.hours_asked import commands as hours_asked
from amity.briefs.hours_asked.commands import Asking
from amity.briefs.items import rules as items
from amity.briefs.items.commands import Basis
from amity.briefs.line_templates import commands as line_templates
from amity.briefs.lines import commands as lines
from amity.briefs.lines.fields import LineFields
from amity.briefs.models import Brief, BriefLine, HoursAsked
from amity.briefs.moves import commands as moves
from amity.briefs.moves.commands import MoveFields
from amity.briefs.prefill import commands as prefill
from amity.briefs.roles import commands as roles
from amity.facts.commands import Question, ask
from amity.facts.queries import fact_on
from amity.gate.checks.letters import findings_of
from amity.gate.demo import deliver
from amity.gate.items.commands import submit
from amity.gate.subjects.commands import write_about
from amity.people.models import Person
from amity.shared.refs import Ref
from amity.shared.stories import ADMINISTRATOR, NADIA, RAVI, Crew, ago, coming, rows
from amity.strategy.models import Goal

TABLES: Final = Path(__file__).with_suffix(".toml")
DESIGN, CONTENT = "Design", "Content"


@dataclass(frozen=True, slots=True)
class Planned:
    """A line: hours by discipline, revision rounds, and acceptance criteria."""

    title: str
    phase: str
    hours: dict[str, int]
    rounds: int | None = None
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An item to find out, and of whom."""

    item: str
    due_in_days: int
    note: str
    whom: str = NADIA


@dataclass(frozen=True, slots=True)
class Step:
    """A status of a brief, and where the client confirmed it."""

    state: str
    days_ago: int
    where: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A client's request. `from_account` fills in what is known about the account.

    `sent_because` answers what the checks stop in the email that brings the brief to the client.
    """

    account: str
    days_ago: int
    who: str
    where: str
    fields: BriefFields
    lines: tuple[Planned, ...]
    wanted_in_days: int
    wanted_from_in_days: int | None = None
    approves: bool = False
    from_account: bool = False
    guessed_audience: str = ""
    questions: tuple[Unknown, ...] = ()
    moves: tuple[Step, ...] = ()
    converted_days_ago: int | None = None
    sent_days_ago: int | None = None
    sent_because: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Create the briefs and take each through its steps. The last one becomes work."""
    by = crew.acting(NADIA)
    for one in rows(TABLES, Wanted, "briefs"):
        brief = _open(crew, one, now)
        for unknown in one.questions:
            _find_out(crew, brief, unknown, now)
        for move in one.moves:
            brief, at = Brief.objects.get(pk=brief.pk), ago(now, move.days_ago)
            fields = MoveFields(contact_named(one.who), at.date(), move.where)
            moves.move_brief(by=by, brief_id=brief.pk, version=brief.version, state=move.state, fields=fields, now=at)
        if one.sent_days_ago is not None:
            _send(crew, brief, one.sent_because, ago(now, one.sent_days_ago))
        if one.converted_days_ago is not None:
            brief, at = Brief.objects.get(pk=brief.pk), ago(now, one.converted_days_ago)
            conversion.convert_brief(by=by, brief_id=brief.pk, version=brief.version, price="lines", now=at)
    _estimate(crew, Brief.objects.get(title="Spring promotion"), now)


def _open(crew: Crew, one: Wanted, now: datetime) -> Brief:
    """Create a brief with the client's request, and plan its lines."""
    by, asked = crew.acting(NADIA), ago(now, one.days_ago)
    account, who = account_named(one.account), contact_named(one.who)
    fields = replace(
        one.fields, stated_by_id=who, stated_on=asked.date(), stated_in=one.where, goal_id=_goal(account),
        approver_id=who if one.approves else None, manager_id=crew.id(RAVI), wanted_on=coming(now, one.wanted_in_days),
        wanted_from=None if one.wanted_from_in_days is None else coming(now, one.wanted_from_in_days),
    )  # fmt: skip
    known = Basis(items.KNOWN, one.who, asked.date(), one.where)
    brief = commands.open_brief(by=by, account_id=account.pk, fields=fields, basis=known, now=asked)
    if one.from_account:
        prefill.fill_from_account(by=by, brief_id=brief.pk, now=asked)
    for line in one.lines:
        hours = tuple((crew.discipline(craft), number * 3600) for craft, number in line.hours.items())
        planned = LineFields(line.title, line.phase, hours, line.rounds, line.accepted)
        lines.add_line(by=by, brief_id=brief.pk, fields=planned, now=asked)
    if one.guessed_audience:
        guess = replace(fields, audience=one.guessed_audience, account_manager_id=brief.account_manager_id)
        commands.edit_brief(by=by, brief_id=brief.pk, version=brief.version, fields=guess, now=asked)
    return brief


def _send(crew: Crew, brief: Brief, because: str, at: datetime) -> None:
    """Send the version for the client without prices through the gate, and tell that it was accepted."""
    by = crew.acting(NADIA)
    item = write_about(by=by, key=PLAIN, subject_id=brief.pk, now=at)
    answers = {one.key: because for one in findings_of(item).blocks}
    submit(by=by, item_id=item.pk, version=item.version, answers=answers, now=at)
    item.refresh_from_db()
    deliver(item, at)


def _find_out(crew: Crew, brief: Brief, unknown: Unknown, now: datetime) -> None:
    about = Ref.to(brief)
    fact = fact_on(about, unknown.item)
    question = Question(crew.id(unknown.whom), coming(now, unknown.due_in_days), unknown.note)
    version = fact.version if fact else 0
    ask(by=crew.acting(NADIA), about=about, field=unknown.item, question=question, version=version, now=now)


def _estimate(crew: Crew, brief: Brief, now: datetime) -> None:
    """Save the lines as a template and ask for hours of three: one answer is applied, one not yet, one is open."""
    by, asked = crew.acting(NADIA), brief.opened_at
    service = add_service(by=crew.acting(ADMINISTRATOR), name="Campaign", now=asked)
    line_templates.keep_template(by=by, brief_id=brief.pk, name="Promotion", service_id=service.pk, now=asked)
    siobhan = contact_named("Siobhan Reid")
    roles.add_role(by=by, brief_id=brief.pk, part="Recipe author", contact_id=siobhan, now=asked)
    _idea, pages, recipes, build, _managing = BriefLine.objects.filter(brief=brief).order_by("pk")
    _stated_by(crew, pages, DESIGN, 96, "Two rounds included, as last spring", asked)
    _asked(crew, build, DESIGN, now)
    _stated_by(crew, recipes, CONTENT, 66, "Six of them need testing in the kitchen", asked, take=False)


def _asked(crew: Crew, row: BriefLine, craft: str, now: datetime) -> HoursAsked:
    asking = Asking(_somebody(crew, craft), crew.discipline(craft), coming(now, 2))
    return hours_asked.ask_for_hours(by=crew.acting(NADIA), line_id=row.pk, asking=asking, now=now)


def _stated_by(
    crew: Crew, row: BriefLine, craft: str, hours: int, note: str, now: datetime, *, take: bool = True
) -> None:
    """Ask someone of the discipline for a line's hours and answer for them. The answer is applied only with `take`."""
    asked = _asked(crew, row, craft, now)
    who = crew.acting(asked.person.name)
    hours_asked.answer_hours(by=who, hours_request_id=asked.pk, seconds=hours * 3600, note=note, now=now)
    if take:
        hours_asked.take_hours(by=crew.acting(NADIA), hours_request_id=asked.pk, now=now)


def _somebody(crew: Crew, craft: str) -> int:
    """Return an active colleague of the discipline, preferably with an email address, otherwise the first by name."""
    people = Person.objects.filter(discipline=crew.discipline(craft), is_active=True)
    return people.order_by(F("mail").asc(nulls_last=True), "name").values_list("pk", flat=True)[0]


def _goal(account: Account) -> int | None:
    """Return the account's oldest goal."""
    return Goal.objects.filter(account=account).order_by("pk").values_list("pk", flat=True).first()
