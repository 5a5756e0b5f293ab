"""Values of the page on which a project manager answers: a row for each project, and what is beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import Contact
from amity.accounts.rules import DAY_TO_DAY
from amity.gate.subjects.letters import likely_reader
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.policy import manages
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.status import rules
from amity.status.answers import wording
from amity.status.answers.given import Given, last_given
from amity.status.answers.heard import Heard
from amity.status.answers.prefill import Prefill, prefills
from amity.status.answers.queries import last_two, managed_projects
from amity.status.asks import rules as rounds
from amity.status.asks.models import Ask
from amity.status.asks.queries import Rhythms, asks_of, rhythms
from amity.status.contradictions.page import Question, questions_on
from amity.status.contradictions.queries import Tally, open_on, tally_of
from amity.status.models import Status
from amity.status.wording import COLOURS, JUDGEMENTS, MOOD_SHAPES, MOODS, SHAPES

A_WEEK: Final = timedelta(days=7)
OLDEST_ROUND: Final = timedelta(days=14)
MOST_CHANGES: Final = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A project to answer or answered in this round, with its values. `before` are the values of the last answer."""

    prefill: Prefill
    ask: Ask | None
    answered: Status | None
    before: Status | None
    questions: Sequence[Question] = ()

    @property
    def heard(self) -> Heard | None:
        """Return what the client said, where the mood shown is based on it."""
        return None if self.answered else self.prefill.heard

    @property
    def project(self) -> Project:
        """Return the project."""
        return self.prefill.project

    @property
    def sees_account(self) -> bool:
        """Return whether the reader has full access to the client's account."""
        return bool(self.project.sees_account)  # type: ignore[attr-defined]  # read by `managed_projects`

    @property
    def is_open(self) -> bool:
        """Return whether it waits for an answer."""
        return self.ask is not None and self.ask.closed_at is None

    @property
    def values(self) -> wording.Values:
        """Return what was answered in this round, else what the data prefill."""
        return self.answered or self.prefill.fields

    @property
    def milestone_name(self) -> str:
        """Return the name of the next milestone."""
        if self.answered is not None:
            return self.answered.milestone_name
        return self.prefill.milestone.name if self.prefill.milestone else ""

    @property
    def milestone_before(self) -> date | None:
        """Return the date that the same milestone had in the last answer, if it has moved."""
        last, now = self.before, self.values.milestone_on
        same = last is not None and last.milestone_name == self.milestone_name
        return last.milestone_on if last is not None and same and last.milestone_on != now else None

    @property
    def milestone_late(self) -> bool:
        """Return whether the next milestone is past its date."""
        on = self.values.milestone_on
        return self.answered is None and on is not None and on < timezone.localdate()

    @property
    def done(self) -> int | None:
        """Return the share done in basis points."""
        return None if self.values.percent is None else self.values.percent * 100

    @property
    def mood(self) -> tuple[str, str]:
        """Return the word and the mark of the client's mood."""
        return str(MOODS[self.values.mood]), MOOD_SHAPES[self.values.mood]

    @property
    def has_progress(self) -> bool:
        """Return whether the share done or the hours to go are known."""
        return self.values.percent is not None or self.values.to_go_seconds is not None

    @property
    def is_blank(self) -> bool:
        """Return whether neither progress nor milestone, mood or blockers are known."""
        known = self.has_progress or self.milestone_name or self.values.blockers
        return not known and self.values.mood == rules.UNKNOWN

    @property
    def judgements(self) -> list[tuple[str, str, str]]:
        """Return the label, the word and the mark of each judgement."""
        colours = [(name, getattr(self.values, name)) for name in rules.JUDGEMENTS]
        return [(str(JUDGEMENTS[name]), str(COLOURS[colour]), SHAPES[colour]) for name, colour in colours]

    @property
    def has_view(self) -> bool:
        """Return whether someone judged the project, or the data speak against green."""
        return self.answered is not None or self.prefill.has_view

    @property
    def concerns(self) -> list[tuple[str, str, str]]:
        """Return the judgements that aren't green."""
        green = SHAPES[rules.GREEN]
        return [one for one in self.judgements if one[2] != green]


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The rows of a person with the one that is open, who isn't asked about, and what changed."""

    title: str
    rows: Sequence[Row]
    current: Row | None
    before: Row | None
    after: Row | None
    round_on: date | None
    next_round: date | None
    not_asked: Sequence[Project]
    switched_off: Sequence[Project]
    changed: Sequence[tuple[Project, Sequence[str]]]
    tally: Tally
    sees_hours: bool
    open_count: int = 0
    reader: Contact | None = None
    given: Sequence[Given] = ()


def status_page(by: Actor, chosen: int, now: datetime) -> StatusPage:
    """Return the page of the projects that the actor manages. `chosen` is the project whose row is open."""
    person, today = person_of(by), timezone.localdate(now)
    projects, known = managed_projects(person), rhythms()
    asks = _current_asks(projects, known, today)
    questions = questions_on(by, [one.pk for one in projects], now)
    listed = [one for one in projects if one.pk in asks or one.pk in questions or one.pk == chosen]
    rows = _rows(listed, asks, questions, today)
    place = _place(rows, chosen)
    current = rows[place] if place is not None else None
    asked = [row for row in rows if row.ask is not None]
    open_count = sum(row.is_open for row in asked)
    others = [one for one in projects if one.pk not in asks]
    off = [one for one in others if known.of(one.pk).rhythm == rounds.OFF]
    account = current.project.account if current else None
    return StatusPage(
        title=wording.title(open_count, len(asked), rules.minutes_left(open_count)), rows=rows, current=current,
        before=rows[place - 1] if place else None,
        after=rows[place + 1] if place is not None and place + 1 < len(rows) else None,
        round_on=max((row.ask.round_on for row in asked if row.ask), default=None), next_round=known.next_round(today),
        not_asked=[one for one in others if one not in off] if asked else [], switched_off=off,
        changed=_changed(rows, today), tally=tally_of(person, today),
        sees_hours=person.money_right >= MoneyRight.HOURS, open_count=open_count,
        reader=likely_reader(account, roles=(DAY_TO_DAY,)) if account else None,
        given=() if rows else last_given(by),
    )  # fmt: skip


def page_at(project_id: int) -> str:
    """Return the address of the page with the row of a project open."""
    return f"{reverse('status:status')}?project={project_id}"


def address_after(by: Actor, project: Project, now: datetime) -> str:
    """Return where to go on after an answer: to the questions that it raised, else to the next project.

    Those who neither manage it nor cover for its manager return to the project.
    """
    if not manages(person_of(by), project):
        return reverse("projects:project", args=[project.pk])
    if open_on([project.pk], by, now):
        return page_at(project.pk)
    following = next_open(by, project.pk, now)
    return page_at(following) if following else reverse("status:status")


def next_open(by: Actor, project_id: int, now: datetime) -> int:
    """Return the next project that waits for an answer after this one, 0 for none."""
    person, today = person_of(by), timezone.localdate(now)
    projects = managed_projects(person)
    asks = _current_asks(projects, rhythms(), today)
    ids = [one.pk for one in projects]
    start = ids.index(project_id) + 1 if project_id in ids else 0
    ahead = [*ids[start:], *ids[:start]]
    return next((pk for pk in ahead if pk in asks and asks[pk].closed_at is None and pk != project_id), 0)


def _current_asks(projects: Sequence[Project], known: Rhythms, today: date) -> dict[int, Ask]:
    """Return what was asked about each project in the round that runs for it, answered or open."""
    found: dict[int, Ask] = {}
    for ask in asks_of([one.pk for one in projects], today - OLDEST_ROUND):
        runs = ask.round_on > today - A_WEEK or ask.round_on == known.round_on(ask.project_id, today)
        if ask.closed_at is None or (ask.answered_at is not None and runs):
            found.setdefault(ask.project_id, ask)
    return found


def _rows(
    projects: Sequence[Project],
    asks: Mapping[int, Ask],
    questions: Mapping[int, Sequence[Question]],
    today: date,
) -> list[Row]:
    latest = last_two([one.pk for one in projects])
    known = prefills(projects, today, {pk: newest for pk, (newest, *_before) in latest.items()})
    found = []
    for project in projects:
        ask, two = asks.get(project.pk), latest.get(project.pk, [])
        answered = two[0] if two and ask is not None and ask.answered_at is not None else None
        before = two[1] if answered and len(two) > 1 else None if answered else two[0] if two else None
        found.append(Row(known[project.pk], ask, answered, before, questions.get(project.pk, ())))
    return found


def _place(rows: Sequence[Row], chosen: int) -> int | None:
    """Return which row is open: the chosen one, else the first that waits for something."""
    places = [place for place, row in enumerate(rows) if row.project.pk == chosen]
    places += [place for place, row in enumerate(rows) if row.is_open or row.questions]
    return places[0] if places else 0 if rows else None


def _changed(rows: Sequence[Row], today: date) -> list[tuple[Project, list[str]]]:
    """Return what changed on each project since the answer before."""
    found = [(row.project, wording.changes(row.before, row.values, today)) for row in rows if row.before is not None]
    return [(project, changes) for project, changes in found if changes][:MOST_CHANGES]
