"""Work that is handed over: one accepted with a condition, one returned, one begun at risk, one call-off end to end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from amity.accounts.evidence import Evidence
from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.demo.book.clients import BOOKS
from amity.demo.book.works import KESTREL, LARKFIELD, OSPREY, RUN_BY, TESSEL
from amity.demo.crew import Crew, moment
from amity.expectations.changes import ExpectationFields
from amity.handoff.answers import commands as answer_commands
from amity.handoff.answers.commands import ConditionFields
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import Words
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.read_backs import commands as read_back_commands
from amity.handoff.read_backs import queries as read_backs
from amity.monitoring.expectations.commands import expect_on_project
from amity.projects import commands as projects
from amity.projects.models import Project
from amity.projects.team import commands as team_commands
from amity.retainers.models import CallOff
from amity.timesheets import commands as timesheets
from amity.timesheets.changes import EntryChanges

Said = tuple[str, str, str]
"""A block, what is said in it, and who said so; "" where nobody did: it is assumed."""

TIMETABLE: Final[tuple[Said, ...]] = (
    ("want", "No one should have to unfold a map to catch a train.", "Helen Marsh"),
    ("done", "Every line in one place, in print and on the phone, before the summer timetable starts.", "Helen Marsh"),
    ("exclusion", "Translation, print and station signs.", "Piotr Zielinski"),
    ("must_not", "Only the route colours of the network map.", "Dana Whitlock"),
    ("promise", "Rough drafts of the first three lines before we design anything else.", "Nadia Ferrer"),
    ("date", "Copy is final four weeks before launch.", ""),
)
MORTGAGE: Final[tuple[Said, ...]] = (
    ("want", "A mortgage without a folder full of paperwork.", "Emil Strand"),
    ("expectation", "Five customers try it before the board sees it.", "Aisling Moore"),
    ("done", "A customer can get an offer in one sitting, on a phone.", "Aisling Moore"),
    ("exclusion", "Calculating rates, which stays with the bank.", "Viktor Sandel"),
    ("promise", "Nothing beyond the statement of work.", "Nadia Ferrer"),
    ("date", "Research ends before Christmas.", ""),
)
SHOP: Final[tuple[Said, ...]] = (
    ("want", "It should feel like our farmyard, but dry.", "Maud Larkin"),
    ("done", "The shop opens with signs, packs and one clear story.", "Ferdia Nolan"),
    ("must_not", "No cows with sunglasses.", "Maud Larkin"),
    ("money_date", "As signed. The opening date is agreed with the mayor.", "Ferdia Nolan"),
    ("promise", "A sketch of the entrance within a week.", "Nadia Ferrer"),
)
GUIDE: Final[tuple[Said, ...]] = (
    ("want", "Six gifts, six reasons, no adjectives.", "Tom Brandt"),
    ("done", "Six texts of up to 400 characters, live in the shop.", "Tom Brandt"),
    ("must_not", "No “cheapest”, no countdown.", "Ada Voss"),
    ("money_date", "12 hours of this month’s retainer, by the 29th.", "Tom Brandt"),
    ("promise", "Texts two and three first.", "Nadia Ferrer"),
)
EXPECTED: Final = (
    ("Three rough lines to review by the middle of the first month", "Show me three lines early. I don’t mind rough.",
     "Helen Marsh", "kick-off call"),
    ("Dana Whitlock hears about changes before the steering group", "I don’t want to read it in the minutes.",
     "Dana Whitlock", "mail"),
)  # fmt: skip
HOUR: Final = 3600


def hand_over(crew: Crew, accounts: Mapping[str, Account], *, now: datetime) -> int:
    """Open what was sold ahead and hand it over; returns how many entries were logged at risk."""
    day = now.date()
    found = {name: _open(crew, accounts[name], now) for name in (OSPREY, TESSEL, LARKFIELD) if name in accounts}
    if project := found.get(OSPREY):
        _accepted(crew, project, day)
    if project := found.get(TESSEL):
        _returned(crew, project, day)
    if KESTREL in accounts:
        _call_off(crew, day)
    return _at_risk(crew, found[LARKFIELD], day) if LARKFIELD in found else 0


def _open(crew: Crew, account: Account, now: datetime) -> Project | None:
    """The project of the newest agreement that has none; the account manager opens it."""
    agreement = Agreement.objects.filter(account=account, projects=None).order_by("-signed_on", "-pk").first()
    if agreement is None:
        return None
    by = crew.acting(_manager(account))
    opened = projects.open_project(
        by=by, account_id=account.pk, manager_id=crew.id(RUN_BY[account.name]),
        fields=projects.ProjectFields(agreement.title, starts_on=agreement.starts_on, ends_on=agreement.ends_on),
        now=moment(now.date() - timedelta(days=8)),
    )  # fmt: skip
    return projects.set_agreement(by=by, project_id=opened.pk, agreement_id=agreement.pk, now=now)


def _accepted(crew: Crew, project: Project, day: date) -> None:
    """Read back and accepted, on condition that the network map arrives; one thing was said since."""
    am, pm = crew.acting("Nadia Ferrer"), crew.acting("Ravi Menon")
    people = _people(project.account_id)
    for statement, words, who, where in EXPECTED:
        told = Evidence(said_by_id=people.get(who), said_on=day - timedelta(days=7), said_where=where, said_words=words)
        said = ExpectationFields(statement=statement, evidence=told)
        expect_on_project(by=am, project_id=project.pk, fields=said, now=moment(day - timedelta(days=7)))
    one = _written(crew, project, TIMETABLE, "full", day)
    one = offer_commands.offer_handoff(by=am, handoff_id=one.pk, now=moment(day - timedelta(days=5)))
    for pair, words in zip(
        read_backs.read(one).pairs,
        ("Three rough lines two weeks after we start.", "I’ll call Dana first, then the group."), strict=True,
    ):  # fmt: skip
        moments = moment(day - timedelta(days=4))
        back = read_back_commands.read_back(
            by=pm, handoff_id=one.pk, key=pair.item.key, words=words, version=0, now=moments
        )  # fmt: skip
        read_back_commands.judge_read_back(
            by=am, handoff_id=one.pk, key=pair.item.key, version=back.version, verdict="agreed", now=moments
        )
    wanted = ConditionFields("We have the network map as an editable file", crew.id("Nadia Ferrer"),
                    day + timedelta(days=6))  # fmt: skip
    answer_commands.accept_with_conditions(
        by=pm, handoff_id=one.pk, number=one.number, conditions=[wanted], now=moment(day - timedelta(days=3))
    )
    later = Words("The two night lines too, if they cost nothing extra.", said_by="Piotr Zielinski",
                  said_where="call", said_on=day - timedelta(days=1))  # fmt: skip
    note_commands.add_note(by=am, handoff_id=one.pk, block="want", words=later, now=moment(day - timedelta(days=1)))


def _returned(crew: Crew, project: Project, day: date) -> None:
    """Came back with two questions."""
    one = _written(crew, project, MORTGAGE, "full", day)
    one = offer_commands.offer_handoff(
        by=crew.acting("Nadia Ferrer"), handoff_id=one.pk, now=moment(day - timedelta(days=2))
    )
    asked = [
        "Who at Tessel approves copy about rates?",
        "Does the bank recruit the five customers, or do we?",
    ]
    answer_commands.return_handoff(
        by=crew.acting("Ravi Menon"), handoff_id=one.pk, number=one.number, questions=asked, now=moment(day, 8)
    )


def _at_risk(crew: Crew, project: Project | None, day: date) -> int:
    """Offered yesterday, while someone began already."""
    if project is None:
        return 0
    am = crew.acting("Nadia Ferrer")
    one = _written(crew, project, SHOP, "small", day)
    offer_commands.offer_handoff(by=am, handoff_id=one.pk, now=moment(day - timedelta(days=1)))
    since = day - timedelta(days=3 if day.weekday() == 0 else 1)
    team_commands.add_member(
        by=am, project_id=project.pk, person_id=crew.id("Hanne Berg"), since=since, now=moment(since)
    )
    changes = EntryChanges(since, 5 * HOUR, "Kick-off", project_id=project.pk)
    timesheets.log_entry(by=crew.acting("Hanne Berg"), changes=changes, now=moment(since, 17))
    return 1


def _call_off(crew: Crew, day: date) -> None:
    """A small job end to end: called off, handed over in five sentences, got."""
    asked = CallOff.objects.filter(item__title__startswith="Gift guide").select_related("item__project").first()
    if asked is None:
        return
    one = _written(crew, asked.item.project, GUIDE, "small", day, asked.item_id)
    one = offer_commands.offer_handoff(
        by=crew.acting("Nadia Ferrer"), handoff_id=one.pk, now=moment(day - timedelta(days=6))
    )
    answer_commands.got_it(
        by=crew.acting("Ines Calloway"), handoff_id=one.pk, number=one.number, now=moment(day - timedelta(days=6), 11),
        sentence="Six texts of 400 characters without adjectives, two and three first, all live by the 29th.",
    )  # fmt: skip


def _written(
    crew: Crew, project: Project, fields: tuple[Said, ...], kind: str, day: date, item_id: int | None = None
) -> Handoff:
    am, now = crew.acting("Nadia Ferrer"), moment(day - timedelta(days=7), 15)
    one = preparation_commands.prepare_handoff(by=am, project_id=project.pk, item_id=item_id, kind=kind, now=now)
    words = {
        block: Words(text, "known" if who else "assumed", who, "call" if who else "", now.date() if who else None)
        for block, text, who in fields
    }
    people = _people(project.account_id)
    to = next((people[who] for _block, _text, who in fields if who in people), None)
    words["promise"] = replace(words["promise"], contact_id=to, due_on=day + timedelta(days=6))
    if kind == "small":
        return note_commands.write_prompts(by=am, handoff_id=one.pk, version=one.version, prompts=words, now=now)
    for block, text in words.items():
        note_commands.add_note(by=am, handoff_id=one.pk, block=block, words=text, now=now)
    return one


def _people(account_id: int | None) -> dict[str, int]:
    return dict(Contact.objects.filter(account=account_id).values_list("name", "pk"))


def _manager(account: Account) -> str:
    return next(book.manager for book in BOOKS if book.name == account.name)
