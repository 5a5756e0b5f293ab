"""Open tasks in each hand-off of a list, with the person they wait for, so that both sides see the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.handoff import rules
from amity.handoff.answers import questions as taker_questions
from amity.handoff.giver import givers_on
from amity.handoff.models import Condition, Handoff
from amity.handoff.policy import covers_taker
from amity.handoff.read_backs.queries import unjudged_counts
from amity.handoff.rules import OF_ACCOUNTS
from amity.people.models import Person
from amity.ui import formats

ANSWER: Final = "answer"
CAME_BACK: Final = "came_back"
CONDITION: Final = "condition"
READ_BACKS: Final = "read_backs"
CHANGES: Final = "changes"
WRITE: Final = "write"
BEGIN: Final = "begin"
TURNS: Final = (ANSWER, CAME_BACK, READ_BACKS, CHANGES, WRITE)
"""The kinds of open tasks in a hand-off, most urgent first. Conditions have their own list."""


@dataclass(frozen=True, slots=True)
class Waits:
    """An open task: its `kind`, the person, a sentence for that person and one for others. `late`: it is overdue.

    `work` is the hand-off of a task that the project manager's stand-in can do, too.
    """

    kind: str
    whom: Person | None
    yours: str
    theirs: str
    late: bool = False
    work: Handoff | None = None

    def is_of(self, person: Person) -> bool:
        """Return whether the task is a person's, or of the project manager whose stand-in they are."""
        return self.whom == person or (self.work is not None and covers_taker(person, self.work))

    def sentence(self, reader: Person) -> str:
        """Return what waits, as its reader would say it."""
        return self.yours if self.is_of(reader) else self.theirs


def _waits(kind: str, whom: Person | None, yours: str, theirs: str, *, late: bool = False, **values: Any) -> Waits:
    """Return a task whose sentence for others names the person by their first name."""
    names = {"name": whom.name.partition(" ")[0] if whom else _("someone"), **values}
    return Waits(kind, whom, yours % names, theirs % names, late)


def waits_in(handoffs: Sequence[Handoff], today: date) -> Mapping[int, Sequence[Waits]]:
    """Return the open tasks of each hand-off by its id, in a query for each kind of task that their states allow."""
    asked = [one.pk for one in handoffs if one.state != rules.OFFERED and not hasattr(one, "open_questions")]
    read_back = [one.pk for one in handoffs if one.state not in rules.WRITTEN and not hasattr(one, "unjudged")]
    after = [one.pk for one in handoffs if one.state != rules.OFFERED and one.state not in rules.WRITTEN]
    found = _Found(
        givers_on(handoffs, today),
        taker_questions.open_counts(asked) if asked else {},
        unjudged_counts(read_back) if read_back else {},
        _conditions(after) if after else {},
        today,
    )
    return {one.pk: list(found.of(one)) for one in handoffs}


def turn_of(person: Person, waits: Sequence[Waits]) -> str:
    """Return the most urgent kind of task that waits for a person in one hand-off, or ""."""
    mine = {one.kind for one in waits if one.is_of(person)}
    return next((kind for kind in TURNS if kind in mine), "")


def heading_for(
    person: Person, waits: Mapping[int, Sequence[Waits]], *, conditions: int, to_begin: int
) -> tuple[str, str]:
    """Return a title with the person's most urgent task, and a sentence with the rest and what waits for others."""
    mine = Counter(one.kind for found in waits.values() for one in found if one.is_of(person))
    mine[CONDITION], mine[BEGIN] = conditions, to_begin
    sentences = [words % {"count": mine[kind]} for kind, words in _titles(mine).items() if mine[kind]]
    others = sum(any(not one.is_of(person) for one in found) for found in waits.values())
    if others:
        words = ngettext(
            "%(count)s hand-off is waiting for others", "%(count)s hand-offs are waiting for others", others
        )
        sentences.append(words % {"count": others})
    title = sentences.pop(0) if any(mine.values()) else _("Nothing is waiting for you")
    return title, " ".join(f"{sentence}." for sentence in sentences)


def _titles(counts: Counter[str]) -> dict[str, str]:
    """Return the sentence for each kind of task, in order of urgency."""
    answer, back, met = counts[ANSWER], counts[CAME_BACK], counts[CONDITION]
    judged, changed, offered, begun = counts[READ_BACKS], counts[CHANGES], counts[WRITE], counts[BEGIN]
    return {
        ANSWER: ngettext("%(count)s hand-off needs your answer", "%(count)s hand-offs need your answer", answer),
        CAME_BACK: ngettext("%(count)s hand-off was returned to you", "%(count)s hand-offs were returned to you", back),
        CONDITION: ngettext("You have %(count)s condition to meet", "You have %(count)s conditions to meet", met),
        READ_BACKS: ngettext(
            "%(count)s hand-off has read-backs to confirm", "%(count)s hand-offs have read-backs to confirm", judged
        ),
        CHANGES: ngettext(
            "%(count)s hand-off has changed since you accepted it",
            "%(count)s hand-offs have changed since you accepted them",
            changed,
        ),
        WRITE: ngettext("You have %(count)s hand-off to offer", "You have %(count)s hand-offs to offer", offered),
        BEGIN: ngettext("%(count)s hand-off hasn’t started yet", "%(count)s hand-offs haven’t started yet", begun),
    }


@dataclass(frozen=True, slots=True)
class _Found:
    """The values read for all hand-offs of a list, by their ids."""

    givers: Mapping[int, Person | None]
    questions: Mapping[int, int]
    read_backs: Mapping[int, int]
    conditions: Mapping[int, Sequence[Condition]]
    today: date

    def of(self, one: Handoff) -> Iterator[Waits]:
        """Yield the open tasks of a hand-off, by its status."""
        giver = self.givers[one.pk]
        if one.state == rules.OFFERED:
            wait = _waits(ANSWER, one.taker, _("Your answer is needed"), _("Waiting for %(name)s’s answer"))
            yield replace(wait, work=one)
            yield from self._read_backs(one, giver)
        elif one.state in rules.WRITTEN:
            asked = self._asked(one)
            if asked:
                yield _questions(asked, giver)
            elif one.state == rules.RETURNED:
                yield _waits(CAME_BACK, giver, _("Offer it again"), _("Waiting for %(name)s to offer it again"))
            else:
                yield _waits(
                    WRITE, giver, _("Complete and offer it"), _("Waiting for %(name)s to complete and offer it")
                )
        else:
            yield from self._after(one, giver)

    def _asked(self, one: Handoff) -> int:
        return getattr(one, "open_questions", self.questions.get(one.pk, 0))

    def _read_backs(self, one: Handoff, giver: Person | None) -> Iterator[Waits]:
        if count := getattr(one, "unjudged", self.read_backs.get(one.pk, 0)):
            yours = ngettext(
                "You have %(count)s read-back to confirm", "You have %(count)s read-backs to confirm", count
            )
            theirs = ngettext(
                "Waiting for %(name)s to confirm %(count)s read-back",
                "Waiting for %(name)s to confirm %(count)s read-backs",
                count,
            )
            yield _waits(READ_BACKS, giver, yours, theirs, count=count)

    def _after(self, one: Handoff, giver: Person | None) -> Iterator[Waits]:
        for condition in self.conditions.get(one.pk, ()):
            yield _waits(
                CONDITION, condition.owner, _("You have a condition to meet %(by_day)s"),
                _("Waiting for %(name)s to meet a condition %(by_day)s"), late=condition.due_on < self.today,
                by_day=formats.day_with("by", condition.due_on, self.today),
            )  # fmt: skip
        if asked := self._asked(one):
            yield _questions(asked, giver)
        yield from self._read_backs(one, giver)
        is_theirs = one.kind in OF_ACCOUNTS and one.starts_on is not None and one.starts_on <= self.today
        if one.changes_waiting and not is_theirs:
            wait = _waits(
                CHANGES, one.taker, _("You have changes to acknowledge"),
                _("Waiting for %(name)s to acknowledge changes"),
            )  # fmt: skip
            yield replace(wait, work=one)


def _questions(count: int, giver: Person | None) -> Waits:
    yours = ngettext("You have %(count)s question to answer", "You have %(count)s questions to answer", count)
    theirs = ngettext(
        "Waiting for %(name)s to answer %(count)s question", "Waiting for %(name)s to answer %(count)s questions", count
    )
    return _waits(CAME_BACK, giver, yours, theirs, count=count)


def _conditions(ids: Sequence[int]) -> Mapping[int, Sequence[Condition]]:
    """Return the conditions that aren't met yet, by due date."""
    found: defaultdict[int, list[Condition]] = defaultdict(list)
    rows = Condition.objects.filter(handoff__in=ids, done_at=None).select_related("owner")
    for one in rows.order_by("due_on", "pk"):
        found[one.handoff_id].append(one)
    return found
