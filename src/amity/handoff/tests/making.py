"""Hand-offs for tests."""

from datetime import date, timedelta
from typing import Any

from amity.accounts.evidence import Evidence
from amity.accounts.models import Account, Contact
from amity.expectations.changes import ExpectationFields
from amity.expectations.models import Expectation
from amity.facts import commands as facts
from amity.facts.models import Fact
from amity.handoff import list_page
from amity.handoff.answers import commands as answer_commands
from amity.handoff.answers import questions as taker_questions
from amity.handoff.answers.commands import ConditionFields
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.read_backs import commands as read_back_commands
from amity.handoff.read_backs import queries as read_backs
from amity.handoff.rules import PROMPTS
from amity.monitoring.expectations.commands import expect_on_project
from amity.people.models import Person
from amity.projects.models import Project, WorkItem
from tests.builders import MONDAY, acting, make_project

FULL = ("want", "expectation", "promise", "people", "scope", "exclusion", "done", "commercial", "date")


def make_waiting(account: Account | None, piet: Person | None, **values: Any) -> Project:
    """Return a project of the account that Piet runs, without an accepted hand-off."""
    return make_project(account, manager=piet, status="initiating", **values)


def said(**more: str) -> dict[str, HandoffNote]:
    """Return texts for the five prompts."""
    return {prompt: HandoffNote(more.get(prompt, f"{prompt} in a sentence")) for prompt in PROMPTS}


def prepared(by: Person, project: Project, kind: str = "small", item: WorkItem | None = None) -> Handoff:
    """Return a hand-off with all required notes."""
    item_id = item.pk if item else None
    begun = preparation_commands.prepare_handoff(
        by=acting(by), project_id=project.pk, item_id=item_id, kind=kind, now=MONDAY
    )
    if kind == "small":
        return note_commands.write_prompts(
            by=acting(by), handoff_id=begun.pk, version=begun.version, prompts=said(), now=MONDAY
        )
    for block in FULL:
        words = HandoffNote(f"{block} in a sentence")
        note_commands.add_note(by=acting(by), handoff_id=begun.pk, block=block, words=words, now=MONDAY)
    return begun


def offered(by: Person, project: Project, kind: str = "small", item: WorkItem | None = None) -> Handoff:
    """Return a hand-off that waits for its answer."""
    begun = prepared(by, project, kind, item)
    return offer_commands.offer_handoff(by=acting(by), handoff_id=begun.pk, now=MONDAY)


def taken(by: Person, taker: Person, project: Project) -> Handoff:
    """Return a small hand-off that was accepted."""
    one = offered(by, project)
    return answer_commands.got_it(
        by=acting(taker), handoff_id=one.pk, number=one.number, sentence="One page.", now=MONDAY
    )


def read_back_all(by: Person, handoff: Handoff) -> None:
    """Read back every expectation."""
    for key in keys(handoff):
        words = f"I plan with {key}"
        read_back_commands.read_back(by=acting(by), handoff_id=handoff.pk, key=key, words=words, version=0, now=MONDAY)


def keys(handoff: Handoff) -> list[str]:
    """Return the keys of the items to be read back."""
    return sorted(pair.item.key for pair in read_backs.read(handoff).pairs)


def condition(owner: Person, text: str = "The price list is here") -> ConditionFields:
    """Return a condition that must be met within a week."""
    return ConditionFields(text, owner.pk, MONDAY.date() + timedelta(days=7))


def answer_all(by: Person, handoff: Handoff) -> None:
    """Answer every open question."""
    for one in taker_questions.open_on(handoff):
        answer(by, one)


def answer(by: Person, fact: Fact) -> Fact:
    """Answer one question."""
    return facts.answer(
        by=acting(by), fact_id=fact.pk, version=fact.version, fields=facts.FactFields("Ada Voss"), now=MONDAY
    )


def expected(by: Person, project: Project, statement: str) -> Expectation:
    """Return a client's expectation of a project, with its source."""
    assert project.account is not None
    who = Contact.objects.create(account=project.account, name=f"Who wants {statement}")
    said = ExpectationFields(statement=statement, evidence=Evidence(who.pk, MONDAY.date(), "call", ""))
    return expect_on_project(by=acting(by), project_id=project.pk, fields=said, now=MONDAY)


def listed(person: Person, today: date) -> dict[str, Any]:
    """Return the heading of the list, and its rows by what they are to the person."""
    rows = list_page.rows_for(acting(person), today)
    rest = [row for row in rows if not row.turn and not row.is_coming]
    return list_page.beside(acting(person), rows, today) | {
        "waiting": [row for row in rows if row.turn],
        "coming": [row for row in rows if row.is_coming],
        "giving": [row for row in rest if not row.one.is_taken],
        "taken": [row for row in rest if row.one.is_taken and row.one.taker == person],
        "others": [row for row in rest if row.one.is_taken and row.one.taker != person],
    }
