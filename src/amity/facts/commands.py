"""Record a fact, ask a colleague, answer, reassign a question to yourself, and withdraw a fact."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.facts import mails, policy, queries, rules, subjects
from amity.facts.models import Fact
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from amity.shared.values import OneOf, Text, tidied, write


@dataclass(frozen=True, slots=True)
class FactFields:
    """The state and value of a field. Without a state it is known if a source is named, otherwise assumed."""

    value: Annotated[str, Text(5000, lines=True)] = ""
    state: Annotated[str, OneOf(rules.STATED, needed=False)] = ""
    stated_by: Annotated[str, Text(200)] = ""
    stated_on: date | None = None
    stated_in: Annotated[str, Text(300)] = ""
    note: Annotated[str, Text(2000, lines=True)] = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the colleague who finds the answer, the due date, and a note."""

    owner_id: int
    due_on: date
    note: Annotated[str, Text(2000, lines=True)] = ""


@command
def state_fact(*, by: Actor, about: Ref, field: str, fields: FactFields, now: datetime, version: int = 0) -> Fact:
    """Record what is known or assumed about a field.

    `version` is that of the fact that was read, or 0 if there was none.
    """
    (fact,) = state_facts(by=by, about=about, stated={field: fields}, versions={field: version}, now=now)
    return fact


@command
def state_facts(
    *, by: Actor, about: Ref, stated: Mapping[str, FactFields], versions: Mapping[str, int], now: datetime
) -> list[Fact]:
    """Record what is known or assumed about some fields of a subject, with the version of `state_fact` by field."""
    policy.may_state(by, about).or_refuse()
    facts = _held(by, about, versions)
    before = [_image(fact) for fact in facts]
    for fact in facts:
        _put(fact, _checked(stated[fact.field], timezone.localdate(now)))
    Fact.objects.bulk_create(fact for fact in facts if fact._state.adding)
    for fact, was in zip(facts, before, strict=True):
        if was:
            fact.save()
        _record("fact.stated", fact, was, by, now)
    return facts


@command
def ask(*, by: Actor, about: Ref, field: str, question: Question, now: datetime, version: int = 0) -> Fact:
    """Turn a field into a question for a colleague with a due date, and email them. An assumed value stays readable."""
    policy.may_state(by, about).or_refuse()
    (fact,) = _held(by, about, {field: version})
    before, clean = _image(fact), tidied(question)
    fact.owner = _owner(clean.owner_id)
    if not rules.due_in_time(clean.due_on, timezone.localdate(now)):
        raise Invalid(_("Enter a date within a year from today."), "due_on")
    fact.state, fact.due_on, fact.note = rules.TO_FIND_OUT, clean.due_on, clean.note
    fact.asked_by, fact.asked_at = person_of(by), now
    fact.chased_at = None
    fact.save()
    _record("fact.asked", fact, before, by, now)
    mails.asked(fact, by, now)
    return fact


@command
def answer(*, by: Actor, fact_id: int, version: int, fields: FactFields, now: datetime) -> Fact:
    """Answer a question, as the colleague asked or someone who can record facts there. The asker is notified.

    Without a named source, the person who answers is the source.
    """
    fact = queries.fact_seen_by(by, fact_id, lock=True)
    policy.may_answer(by, fact).or_refuse()
    if fact.state != rules.TO_FIND_OUT:
        raise Refused(_("This question has already been answered."))
    fact.expect(version)
    if fields.state != rules.ASSUMED and not fields.stated_by.strip():
        fields = replace(
            fields, state=rules.KNOWN, stated_by=by.label, stated_on=fields.stated_on or timezone.localdate(now)
        )
    checked = _checked(fields, timezone.localdate(now))
    if not checked.value:
        raise Invalid(_("Enter what you found out."), "value")
    before = _image(fact)
    _put(fact, replace(checked, note=checked.note or fact.note))
    fact.save()
    _record("fact.answered", fact, before, by, now)
    listener = subjects.of(fact.subject_kind).answered
    if listener:
        listener(by, fact, now)
    mails.answered(fact, by, now)
    return fact


@command
def take_over(*, by: Actor, fact_id: int, version: int, now: datetime) -> Fact:
    """Reassign someone else's question to the actor."""
    fact = queries.fact_seen_by(by, fact_id, lock=True)
    policy.may_take_over(by, fact).or_refuse()
    if fact.state != rules.TO_FIND_OUT:
        raise Refused(_("This question is no longer open."))
    fact.expect(version)
    before, fact.owner = _image(fact), person_of(by)
    fact.save()
    _record("fact.taken_over", fact, before, by, now)
    return fact


@command
def withdraw(*, by: Actor, fact_id: int, version: int, now: datetime) -> None:
    """Withdraw a fact or a question. The audit log still has it."""
    fact = queries.fact_seen_by(by, fact_id, lock=True)
    policy.may_state(by, fact.about).or_refuse()
    fact.expect(version)
    _record("fact.withdrawn", fact, None, by, now)
    fact.delete()


@command
def chase_overdue(*, now: datetime) -> int:
    """Remind each person with an overdue question once, and notify the asker. Return the number of questions.

    A question that is asked again gets another reminder.
    """
    today = timezone.localdate(now)
    late = Fact.objects.filter(state=rules.TO_FIND_OUT, due_on__lt=today, chased_at=None).order_by("pk")
    facts = list(late.select_related("owner", "asked_by").select_for_update(of=("self",)))
    for fact in facts:
        fact.chased_at = now
        fact.save(update_fields=["chased_at"])
        mails.overdue(fact, now)
    return len(facts)


def _held(by: Actor, about: Ref, versions: Mapping[str, int]) -> list[Fact]:
    """Return the fact of each field to change, its row locked, or a new one, where it has the version that was read."""
    queries.expect_seen(by, about)
    if not all(rules.is_field(field) and subjects.has_field(about, field) for field in versions):
        raise Invalid(_("Field not found."), "field")
    rows = Fact.objects.select_for_update().filter(subject_kind=about.kind, subject_id=about.id, field__in=versions)
    known = {row.field: row for row in rows.order_by("pk")}
    return [_expected(about, field, known.get(field), version) for field, version in versions.items()]


def _expected(about: Ref, field: str, fact: Fact | None, version: int) -> Fact:
    """Return the fact if it has this version, or a new one where none was read."""
    if fact is None:
        if version:
            raise NotSeen(_("This has been withdrawn since you opened it."))
        return Fact(subject_kind=about.kind, subject_id=about.id, field=field)
    if not version:
        raise Stale(
            _(
                "Someone else recorded this since you opened it. Your text is still here. Compare the two and save "
                "again."
            ),
            fact,
        )
    fact.expect(version)
    return fact


def _checked(fields: FactFields, today: date) -> FactFields:
    clean = tidied(fields)
    clean = replace(clean, state=clean.state or (rules.KNOWN if clean.stated_by else rules.ASSUMED))
    if clean.stated_on and clean.stated_on > today:
        raise Invalid(_("The date can’t be in the future."), "stated_on")
    if clean.state == rules.KNOWN and not clean.stated_by:
        raise Invalid(_("Enter who said so, or mark it as assumed."), "stated_by")
    return clean


def _put(fact: Fact, fields: FactFields) -> None:
    write(fields, fact)
    fact.owner, fact.due_on, fact.asked_at, fact.chased_at = None, None, None, None


def _owner(person_id: int) -> Person:
    owner = Person.objects.filter(pk=person_id, is_active=True).first()
    if owner is None:
        raise Invalid(_("Choose an active person."), "owner_id")
    return owner


def _image(fact: Fact) -> dict[str, object]:
    if fact._state.adding:
        return {}
    names = ("state", "value", "stated_by", "stated_on", "stated_in", "note", "owner_id", "due_on")
    return {name: getattr(fact, name) for name in names}


def _record(action: str, fact: Fact, before: dict[str, object] | None, by: Actor, now: datetime) -> None:
    """Record the action on the subject, with the fact's values before and after, or those of a withdrawn fact."""
    changes = _image(fact) if before is None else {"before": before, "after": _image(fact)}
    money = ("value", "note") if subjects.of(fact.subject_kind).priced(fact.field) else ()
    trail.record(action, subject=fact.about, by=by, at=now, changes={"field": fact.field, **changes}, money=money)
