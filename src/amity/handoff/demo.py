"""The hand-offs of the demo agency: of projects in every state, a request, a small job, a retainer, and accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain, repeat
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named, contact_named
from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.agreements.models import Agreement
from amity.expectations import rules as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.commands import move_expectation
from amity.expectations.models import Expectation
from amity.handoff.account_handovers import commands as account_commands
from amity.handoff.answers import commands as answers
from amity.handoff.answers.commands import ConditionFields
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as notes
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offers
from amity.handoff.preparation import commands as preparation
from amity.handoff.read_backs import commands as read_backs
from amity.handoff.read_backs.queries import read
from amity.handoff.small_jobs.commands import start_small_job
from amity.handoff.small_jobs.fields import SmallJobFields
from amity.monitoring.expectations.commands import expect_on_project
from amity.projects import commands as projects
from amity.projects.models import Project
from amity.projects.team import commands as team_commands
from amity.scope.models import Request
from amity.shared.stories import DIRECTOR, EDDA, HANNE, NADIA, RAVI, Crew, moment, rows
from amity.timesheets import commands as timesheets
from amity.timesheets.changes import EntryChanges

TABLE: Final = Path(__file__).with_suffix(".csv")
INES: Final = "Ines Calloway"
CREAM_HOURS: Final = {"Design": 8, "Development": 8, "Content": 2}
HELEN, DANA = "Helen Marsh", "Dana Whitlock"
KESTREL_READ_BACK: Final = ("I’ll reply by five, or say when I can.", "Live on the Monday before Black Friday.")


@dataclass(frozen=True, slots=True)
class Note:
    """A note in a block of a hand-off, with its source. Without a source it is assumed."""

    handoff: str
    block: str
    text: str
    who: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Create and hand off the projects sold ahead, then a retainer and two accounts."""
    day = now.date()
    if project := _open(crew, "Osprey Rail", "Summer timetable", day):
        _accepted(crew, project, day)
    if project := _open(crew, "Tessel Bank", "Mortgage journey", day):
        _returned(crew, project, day)
    asked = Request.objects.filter(item__title__startswith="Gift guide").select_related("item__project").first()
    if asked:
        _request(crew, asked, day)
    if project := _open(crew, "Larkfield Dairy", "Farm shop opening", day):
        _at_risk(crew, project, day)
    _small_job(crew, day)
    _retainer(crew, day)
    _cover(crew, day)
    _succession(crew, day)
    _keep(crew, ("guide", "retainer", "cover"), _days_before(day, 1, 17))


def _days_before(day: date, days: int, hour: int = 9) -> datetime:
    return moment(day - timedelta(days=days), hour)


def _open(crew: Crew, account: str, title: str, day: date) -> Project | None:
    """Create the project of an agreement signed ahead, as its account manager."""
    agreement = Agreement.objects.filter(account__name=account, title__startswith=title, projects=None).first()
    if agreement is None:
        return None
    by = crew.managing(account)
    opened = projects.open_project(
        by=by, account_id=agreement.account_id, manager_id=crew.id(RAVI), now=_days_before(day, 8),
        fields=projects.ProjectFields(agreement.title, starts_on=agreement.starts_on, ends_on=agreement.ends_on),
    )  # fmt: skip
    return projects.set_agreement(by=by, project_id=opened.pk, agreement_id=agreement.pk, now=_days_before(day, 8))


def _accepted(crew: Crew, project: Project, day: date) -> None:
    """Accept the hand-off on the condition that the network map arrives, and add an expectation since.

    The last read-back still waits for the account manager.
    """
    am, pm = crew.acting(NADIA), crew.acting(RAVI)
    stated_on = day - timedelta(days=7)
    for statement, evidence in (
        ("Three rough lines to review by the middle of the first month",
         Evidence(contact_named(HELEN), stated_on, "kick-off call", "Show me three lines early. I don’t mind rough.")),
        ("Dana Whitlock hears about changes before the steering group",
         Evidence(contact_named(DANA), stated_on, "email", "I don’t want to read it in the minutes.")),
    ):  # fmt: skip
        fields = ExpectationFields(statement=statement, evidence=evidence)
        expect_on_project(by=am, project_id=project.pk, fields=fields, now=moment(stated_on))
    one = _written(crew, project, "timetable", "full", day)
    one = offers.offer_handoff(by=am, handoff_id=one.pk, now=_days_before(day, 5))
    words = ("Three rough lines two weeks after we start.", "I’ll call Dana first, then the group.")
    _read_back(crew, one, RAVI, words, _days_before(day, 4), unconfirmed=1)
    wanted = ConditionFields("We have the network map as an editable file", crew.id(NADIA), day + timedelta(days=6))
    answers.accept_with_conditions(
        by=pm, handoff_id=one.pk, number=one.number, conditions=[wanted], now=_days_before(day, 3)
    )
    later = HandoffNote(
        "The two night lines too, if they cost nothing extra.", stated_by="Piotr Zielinski", stated_in="call",
        stated_on=day - timedelta(days=1),
    )  # fmt: skip
    notes.add_note(by=am, handoff_id=one.pk, block="want", words=later, now=_days_before(day, 1))


def _returned(crew: Crew, project: Project, day: date) -> None:
    """Return the hand-off with two questions."""
    one = _written(crew, project, "mortgage", "full", day)
    one = offers.offer_handoff(by=crew.acting(NADIA), handoff_id=one.pk, now=_days_before(day, 2))
    asked = ["Who at Tessel approves copy about rates?", "Does the bank recruit the five customers, or do we?"]
    answers.return_handoff(
        by=crew.acting(RAVI), handoff_id=one.pk, number=one.number, questions=asked, now=moment(day, 8)
    )


def _request(crew: Crew, asked: Request, day: date) -> None:
    """Take a small job from request to acceptance, with five prompts."""
    project = Project.objects.get(items=asked.item_id or 0)
    one = _written(crew, project, "guide", "small", day, asked.item_id)
    one = offers.offer_handoff(by=crew.acting(NADIA), handoff_id=one.pk, now=_days_before(day, 6))
    answers.got_it(
        by=crew.acting(INES), handoff_id=one.pk, number=one.number, now=_days_before(day, 6, 11),
        sentence="Six texts of 400 characters without adjectives, two and three first, all live by the 29th.",
    )  # fmt: skip


def _at_risk(crew: Crew, project: Project, day: date) -> None:
    """Offer the hand-off yesterday, while someone has already started to work."""
    am = crew.acting(NADIA)
    one = _written(crew, project, "shop", "small", day)
    offers.offer_handoff(by=am, handoff_id=one.pk, now=_days_before(day, 1))
    since = day - timedelta(days=3 if day.weekday() == 0 else 1)
    team_commands.add_member(by=am, project_id=project.pk, person_id=crew.id(HANNE), since=since, now=moment(since))
    changes = EntryChanges(since, 5 * 3600, "Kick-off", project_id=project.pk)
    timesheets.log_entry(by=crew.acting(HANNE), changes=changes, now=moment(since, 17))


def _small_job(crew: Crew, day: date) -> None:
    """Start a small job for next week's Friday and hand it to Ravi at once. It waits for his answer."""
    due = day + timedelta(days=11 - day.weekday())
    words = {note.block: note for note in _notes("cream")}
    fields = SmallJobFields(
        client_words=words["want"].text, stated_by_id=contact_named(words["want"].who), stated_in="call",
        done_when=words["done"].text, promise=words["promise"].text, promise_due_on=due - timedelta(days=2),
        hours=tuple((crew.discipline(name), hours * 3600) for name, hours in CREAM_HOURS.items()),
        wanted_on=due, manager_id=crew.id(RAVI), hands_over=True,
    )  # fmt: skip
    account = account_named("Larkfield Dairy")
    start_small_job(by=crew.acting(NADIA), account_id=account.pk, fields=fields, now=_days_before(day, 1, 16))


def _retainer(crew: Crew, day: date) -> None:
    """Hand off a pre-existing retainer with read-backs. Its later requests are small."""
    found = Project.objects.filter(account__name="Kestrel Bikes", agreement__fee_model="retainer")
    project = found.select_related("manager").order_by("pk").first()
    if project is None or project.manager is None:
        return
    begun = preparation.prepare_handoff(
        by=crew.acting(NADIA), project_id=project.pk, kind="retainer", now=_days_before(day, 30)
    )
    offered = _offer(crew, NADIA, begun, "retainer", _days_before(day, 29))
    runs, later = project.manager.name, _days_before(day, 28)
    _read_back(crew, offered, runs, chain(KESTREL_READ_BACK, repeat(KESTREL_READ_BACK[0])), later)
    answers.accept_handoff(by=crew.acting(runs), handoff_id=begun.pk, number=offered.number, now=later)


def _cover(crew: Crew, day: date) -> None:
    """Hand Osprey Rail over to Edda while Nadia is on holiday."""
    first = day + timedelta(days=26)
    begun = account_commands.prepare_account(
        by=crew.acting(NADIA), now=_days_before(day, 3),
        fields=account_commands.HandoverFields(
            account_named("Osprey Rail").pk, "cover", crew.id(EDDA), first, first + timedelta(days=14)
        ),
    )  # fmt: skip
    offered = _offer(crew, NADIA, begun, "cover", _days_before(day, 3, 15))
    answers.accept_handoff(by=crew.acting(EDDA), handoff_id=begun.pk, number=offered.number, now=_days_before(day, 2))


def _succession(crew: Crew, day: date) -> None:
    """Offer one of Edda's accounts to Nadia, as the director."""
    begun = account_commands.prepare_account(
        by=crew.acting(DIRECTOR), now=_days_before(day, 1),
        fields=account_commands.HandoverFields(
            account_named("Tarn Outdoor").pk, "succession", crew.id(NADIA), day + timedelta(days=20)
        ),
    )  # fmt: skip
    _offer(crew, DIRECTOR, begun, "succession", _days_before(day, 1, 16))


def _read_back(
    crew: Crew, one: Handoff, reader: str, words: Iterable[str], now: datetime, *, unconfirmed: int = 0
) -> None:
    """Read each expectation back, and confirm every one as the account manager, but the last ones `unconfirmed`."""
    pairs = read(one).pairs
    for place, (pair, text) in enumerate(zip(pairs, words, strict=False)):
        key = pair.item.key
        back = read_backs.read_back(by=crew.acting(reader), handoff_id=one.pk, key=key, words=text, version=0, now=now)
        if place >= len(pairs) - unconfirmed:
            continue
        read_backs.judge_read_back(
            by=crew.acting(NADIA), handoff_id=one.pk, key=key, version=back.version, verdict="agreed", now=now
        )


def _keep(crew: Crew, handoffs: Sequence[str], now: datetime) -> None:
    """Keep what was promised with these hand-offs. An account manager with all of it open would read none of it."""
    texts = [note.text for one in handoffs for note in _notes(one) if note.block == "promise"]
    for row in Expectation.objects.filter(statement__in=texts, kind=expectations.PROMISE).order_by("pk"):
        kept = Move(expectations.MET)
        move_expectation(by=crew.acting(NADIA), expectation_id=row.pk, version=row.version, move=kept, now=now)


def _notes(handoff: str) -> Sequence[Note]:
    return [note for note in rows(TABLE, Note) if note.handoff == handoff]


def _offer(crew: Crew, by: str, one: Handoff, handoff: str, now: datetime) -> Handoff:
    """Write the required notes, and offer the hand-off."""
    for note in _notes(handoff):
        words = HandoffNote(note.text, "known", note.who, "note", now.date())
        notes.add_note(by=crew.acting(by), handoff_id=one.pk, block=note.block, words=words, now=now)
    return offers.offer_handoff(by=crew.acting(by), handoff_id=one.pk, now=now)


def _written(crew: Crew, project: Project, handoff: str, kind: str, day: date, item_id: int | None = None) -> Handoff:
    """Prepare a hand-off, with a promise to the first client contact it names."""
    am, now, written = crew.acting(NADIA), _days_before(day, 7, 15), _notes(handoff)
    one = preparation.prepare_handoff(by=am, project_id=project.pk, item_id=item_id, kind=kind, now=now)
    words = {
        note.block: HandoffNote(
            note.text, "known" if note.who else "assumed", note.who, "call" if note.who else "",
            now.date() if note.who else None,
        )
        for note in written
    }  # fmt: skip
    people = dict(Contact.objects.filter(account=project.account_id).values_list("name", "pk"))
    to = next((people[note.who] for note in written if note.who in people), None)
    words["promise"] = replace(words["promise"], contact_id=to, due_on=day + timedelta(days=6))
    if kind == "small":
        return notes.write_prompts(by=am, handoff_id=one.pk, version=one.version, prompts=words, now=now)
    for block, text in words.items():
        notes.add_note(by=am, handoff_id=one.pk, block=block, words=text, now=now)
    return one
