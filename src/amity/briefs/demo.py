"""The briefs of the demo agency: a full one half-way, one that became work, and one that is with the client."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db.models import F

from amity.accounts.demo import account_named, contact_named
from amity.accounts.models import Account
from amity.agency.commands import add_service
from amity.briefs import commands
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
from amity.briefs.moves import rules as states
from amity.briefs.moves.commands import MoveFields
from amity.briefs.prefill import commands as prefill
from amity.briefs.roles import commands as roles
from amity.facts.commands import Question, ask
from amity.facts.queries import fact_on
from amity.people.models import Person
from amity.shared.refs import Ref
from amity.shared.stories import ADMINISTRATOR, NADIA, RAVI, Crew, coming, rows
from amity.strategy.models import Goal

TABLES: Final = Path(__file__).with_suffix(".toml")
DESIGN, CONTENT = "Design", "Content"


@dataclass(frozen=True, slots=True)
class Planned:
    """A line: hours by discipline, revision rounds, and when it is accepted."""

    brief: str
    title: str
    phase: str
    hours: dict[str, int]
    rounds: int | None = None
    accepted: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Open the briefs and take each as far as its story goes."""
    _promotion(crew, account_named("Larkfield Dairy"), now)
    _letters(crew, account_named("Tessel Bank"), now)
    _timetable(crew, account_named("Osprey Rail"), now)


def _promotion(crew: Crew, account: Account, now: datetime) -> None:
    """A full brief half-way: some is known, some assumed, three things are to find out, one line's hours are asked."""
    by, asked = crew.acting(NADIA), now - timedelta(days=3)
    ferdia = contact_named("Ferdia Nolan")
    fields = BriefFields(
        title="Spring promotion", said_by_id=ferdia, said_on=asked.date(), said_where="call",
        said_words="Our cream always sells out by Easter, and no one knows we make butter too.",
        goal_id=_goal(account), measure="recipe cards requested", baseline="1,900, last spring",
        exclusions="Media, print, photography", budget_kind="cap", budget_high=4_600_000,
        wanted_from=coming(now, 14), wanted_on=coming(now, 96),
        manager_id=crew.id(RAVI),
    )  # fmt: skip
    known = Basis(items.KNOWN, "Ferdia Nolan", asked.date(), "call")
    brief = commands.open_brief(by=by, account_id=account.pk, fields=fields, basis=known, now=asked)
    rows = _lines(crew, brief, asked)
    service = add_service(by=crew.acting(ADMINISTRATOR), name="Campaign", now=asked)
    line_templates.keep_template(by=by, brief_id=brief.pk, name="Promotion", service_id=service.pk, now=asked)
    guess = replace(fields, audience="Families who bake at Easter", account_manager_id=brief.account_manager_id)
    commands.edit_brief(by=by, brief_id=brief.pk, version=brief.version, fields=guess, now=asked)
    for item, days, note in (
        ("approver", 2, "Ferdia or Maud? Ask who signs off above €40,000."),
        ("target", 4, "What would make the range review a success?"),
        ("constraints", 4, "Can the recipes name the farm?"),
    ):
        _find_out(crew, brief, item, days, note, now)
    siobhan = contact_named("Siobhan Reid")
    roles.add_role(by=by, brief_id=brief.pk, part="Recipe author", contact_id=siobhan, now=asked)
    _said_by(crew, rows[1], DESIGN, 96, "Two rounds included, as last spring", asked)
    _asked(crew, rows[3], DESIGN, now)
    _said_by(crew, rows[2], CONTENT, 66, "Six of them need testing in the kitchen", asked, take=False)


def _timetable(crew: Crew, account: Account, now: datetime) -> None:
    """A short brief that the client confirmed; its lines stand in an agreement and wait for a project's hand-off."""
    by, asked = crew.acting(NADIA), now - timedelta(days=9)
    piotr = contact_named("Piotr Zielinski")
    fields = BriefFields(
        title="Winter timetable on the web", said_by_id=piotr, said_on=asked.date(), said_where="steering call",
        said_words="The timetable changes in December, and the website can’t be the last place to show it.",
        goal_id=_goal(account), measure="calls about train times", baseline="410 a week", target="under 200 a week",
        audience="Passengers", constraints="Forty stations only", exclusions="The app, printed timetables",
        approver_id=piotr, manager_id=crew.id(RAVI), budget_kind="amount", budget_high=1_600_000,
        wanted_from=now.date(), wanted_on=coming(now, 30),
    )  # fmt: skip
    known = Basis(items.KNOWN, "Piotr Zielinski", asked.date(), "steering call")
    brief = commands.open_brief(by=by, account_id=account.pk, fields=fields, basis=known, now=asked)
    _lines(crew, brief, asked)
    if brief.goal_id is None:
        _find_out(crew, brief, "goal", 5, "Which of their goals does this serve?", now)
    for state, days, where in ((states.WITH_CLIENT, 6, "mail"), (states.CONFIRMED, 4, "email from Piotr Zielinski")):
        brief = Brief.objects.get(pk=brief.pk)
        when = now - timedelta(days=days)
        told = MoveFields(piotr, when.date(), where)
        moves.move_brief(by=by, brief_id=brief.pk, version=brief.version, state=state, fields=told, now=when)
    brief = Brief.objects.get(pk=brief.pk)
    conversion.convert_brief(
        by=by, brief_id=brief.pk, version=brief.version, price="lines", now=now - timedelta(days=4)
    )


def _letters(crew: Crew, account: Account, now: datetime) -> None:
    """A short brief whose measure comes from the goal; the client has it since the day before yesterday."""
    by, asked = crew.acting(NADIA), now - timedelta(days=5)
    emil = contact_named("Emil Strand")
    fields = BriefFields(
        title="Letters savers understand", said_by_id=emil, said_on=asked.date(), said_where="mail",
        said_words="My mother rang me to explain a letter from my own bank.", goal_id=_goal(account),
        exclusions="Contracts and terms", approver_id=emil, manager_id=crew.id(RAVI), budget_kind="range",
        budget_low=900_000, budget_high=1_200_000, wanted_on=coming(now, 60),
    )  # fmt: skip
    known = Basis(items.KNOWN, "Emil Strand", asked.date(), "mail")
    brief = commands.open_brief(by=by, account_id=account.pk, fields=fields, basis=known, now=asked)
    prefill.fill_from_account(by=by, brief_id=brief.pk, now=asked)
    _lines(crew, brief, asked)
    brief, when = Brief.objects.get(pk=brief.pk), now - timedelta(days=2)
    told = MoveFields(emil, when.date(), "email to Emil Strand")
    moves.move_brief(by=by, brief_id=brief.pk, version=brief.version, state=states.WITH_CLIENT, fields=told, now=when)


def _lines(crew: Crew, brief: Brief, now: datetime) -> list[BriefLine]:
    by = crew.acting(NADIA)
    found = []
    for one in (line for line in rows(TABLES, Planned, "lines") if line.brief == brief.title):
        hours = tuple((crew.discipline(craft), number * 3600) for craft, number in one.hours.items())
        fields = LineFields(one.title, one.phase, hours, one.rounds, one.accepted)
        found.append(lines.add_line(by=by, brief_id=brief.pk, fields=fields, now=now))
    return found


def _find_out(crew: Crew, brief: Brief, item: str, days: int, note: str, now: datetime) -> None:
    about = Ref.to(brief)
    fact = fact_on(about, item)
    question = Question(crew.id(NADIA), coming(now, days), note)
    version = fact.version if fact else 0
    ask(by=crew.acting(NADIA), about=about, field=item, question=question, version=version, now=now)


def _asked(crew: Crew, row: BriefLine, craft: str, now: datetime) -> HoursAsked:
    asking = Asking(_somebody(crew, craft), crew.discipline(craft), coming(now, 2))
    return hours_asked.ask_for_hours(by=crew.acting(NADIA), line_id=row.pk, asking=asking, now=now)


def _said_by(
    crew: Crew, row: BriefLine, craft: str, hours: int, note: str, now: datetime, *, take: bool = True
) -> None:
    """Someone of the discipline was asked and said how long it takes; the answer is taken over, or waits for that."""
    asked = _asked(crew, row, craft, now)
    who = crew.acting(asked.person.name)
    hours_asked.answer_hours(by=who, asked_id=asked.pk, seconds=hours * 3600, note=note, now=now)
    if take:
        hours_asked.take_hours(by=crew.acting(NADIA), asked_id=asked.pk, now=now)


def _somebody(crew: Crew, craft: str) -> int:
    """A colleague who does this and is still here: rather one who can be mailed and sign in, else the first by name."""
    people = Person.objects.filter(discipline=crew.discipline(craft), is_active=True)
    return people.order_by(F("mail").asc(nulls_last=True), "name").values_list("pk", flat=True)[0]


def _goal(account: Account) -> int | None:
    """The goal that the account wrote down first."""
    return Goal.objects.filter(account=account).order_by("pk").values_list("pk", flat=True).first()
