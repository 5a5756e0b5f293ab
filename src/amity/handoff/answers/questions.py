"""The taker's questions, and what the giver still finds out, as facts about the hand-off.

Field `question.N` is the taker's Nth question, `note.N` a note to find out.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.facts import commands as facts
from amity.facts import queries as known
from amity.facts.models import Fact
from amity.handoff import policy, queries
from amity.handoff.giver import giver_on
from amity.handoff.models import Handoff, Note
from amity.handoff.notes.records import add_to_record, count_save
from amity.handoff.versions.rules import KNOWN
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref
from amity.shared.text.texts import one_line

QUESTION, NOTE = "question.", "note."
KIND = "handoff.handoff"
"""The kind of a hand-off as the subject of facts."""


def ask(*, by: Actor, handoff: Handoff, question: str, now: datetime) -> Fact:
    """Ask the giver or their stand-in a question, due on the next working day. They get an email."""
    asked_one = giver_on(handoff, timezone.localdate(now))
    if asked_one is None:
        raise Refused(_("This account has no account manager yet. Ask a director or finance to assign one."))
    field = f"{QUESTION}{len(questions_on(handoff)) + 1}"
    asked = facts.Question(asked_one.pk, next_working_day(timezone.localdate(now)), question)
    return facts.ask(by=by, about=Ref.to(handoff), field=field, question=asked, now=now)


def questions_on(handoff: Handoff) -> list[Fact]:
    """Return the taker's questions, answered or not, in order."""
    found = [one for one in known.facts_on(Ref.to(handoff)).values() if one.field.startswith(QUESTION)]
    return sorted(found, key=lambda one: int(one.field.removeprefix(QUESTION)))


def open_counts(handoffs: Collection[int]) -> dict[int, int]:
    """Return the number of the taker's unanswered questions by hand-off, in one query."""
    rows = known.facts_on_many(KIND, handoffs)
    return {
        number: sum(one.field.startswith(QUESTION) and one.state != KNOWN for one in found.values())
        for number, found in rows.items()
    }


def with_open_questions(rows: "QuerySet[Handoff]") -> "QuerySet[Handoff]":
    """Return hand-offs with the number of their `open_questions`, so that no further query counts them."""
    asked = Fact.objects.filter(subject_kind=KIND, subject_id=OuterRef("pk"), field__startswith=QUESTION)
    counted = asked.exclude(state=KNOWN).order_by().values("subject_id").annotate(count=Count("pk"))
    return rows.annotate(open_questions=Coalesce(Subquery(counted.values("count")), 0))


def open_on(handoff: Handoff) -> list[Fact]:
    """Return the unanswered questions."""
    return [one for one in questions_on(handoff) if one.state != KNOWN]


def next_working_day(today: date) -> date:
    """Return the next day that isn't a Saturday or Sunday."""
    day = today + timedelta(days=1)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def seen(by: Actor, ids: Collection[int]) -> Collection[int]:
    """Return those of the hand-offs that the actor can see."""
    return set(queries.handoffs_seen_by(by).filter(pk__in=ids).values_list("pk", flat=True))


def may_state(by: Actor, handoff_id: int) -> Answer:
    """Return whether the actor can ask and answer: both sides of the hand-off."""
    handoff, person = queries.handoff_seen_by(by, handoff_id), person_of(by)
    if policy.may_take(person, handoff) or policy.gives(person, handoff):
        return YES
    return no(_("Only the two sides of this hand-off can ask and answer here."))


def field_words(ids: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """Return the labels of each question, of the next one, and of each note, by hand-off."""
    facts = known.facts_on_many(KIND, ids)
    found = {pk: _question_words(facts.get(pk, {}).values()) for pk in ids}
    for note in Note.objects.filter(handoff__in=ids).select_related("expectation"):
        found[note.handoff_id][f"{NOTE}{note.pk}"] = note.says[:120]
    return found


def _question_words(facts: Iterable[Fact]) -> dict[str, str]:
    asked = [one for one in facts if one.field.startswith(QUESTION)]
    words = {f"{QUESTION}{n}": _("question %(n)s about the hand-off") % {"n": n} for n in range(1, len(asked) + 2)}
    return words | {one.field: one.note[:120] for one in asked if one.note}


def answered(by: Actor, fact: Fact, now: datetime) -> None:
    """Copy the answer to a question about a note into the note, with its source."""
    if not fact.field.startswith(NOTE):
        return
    note = Note.objects.select_for_update().filter(pk=int(fact.field.removeprefix(NOTE))).first()
    if note is None or note.handoff_id != fact.subject_id:
        return
    note.mark, note.written_at = fact.state, now
    if note.expectation is not None:
        add_to_record(note.expectation.pk, fact.value, by, now)
    else:
        note.text = f"{note.text}\n{fact.value}"
        note.stated_by, note.stated_in, note.stated_on = fact.stated_by, one_line(fact.stated_in, 200), fact.stated_on
    note.version += 1
    note.save()
    count_save(note.handoff_id)
