"""Queries for facts about a subject whose access its part has checked, and for a person's questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.facts import policy, rules, subjects
from amity.facts.models import Fact
from amity.people.candidates import Candidates, candidates
from amity.people.models import Person
from amity.people.queries import person_of
from amity.people.rules import TAKES_PART
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_for_each
from amity.shared.errors import NotSeen
from amity.shared.permission import MoneyRight
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared, few, few_ids
from amity.ui import formats


def facts_on(about: Ref) -> dict[str, Fact]:
    """Return the fact about each field of a subject, by field."""
    return facts_on_many(about.kind, [about.id]).get(about.id, {})


def facts_on_many(kind: str, ids: Collection[int]) -> dict[int, dict[str, Fact]]:
    """Return the facts about each field of many subjects of one kind, in one query, which a page asks once."""
    found = once_for_each(("facts", kind), ids, partial(_facts_of, kind))
    return {pk: {fact.field: fact for fact in facts} for pk, facts in found.items() if facts}


def _facts_of(kind: str, ids: Collection[int]) -> Mapping[int, Sequence[Fact]]:
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    few_subjects = few_ids("subject_id", ids)
    if few_subjects is None:
        rows: Iterable[Fact] = _facts().filter(subject_kind=kind, subject_id__in=ids)
    else:
        rows = ABOUT_FEW.rows({"kind": kind, **few_subjects})
    for fact in rows:
        found[fact.subject_id].append(fact)
    return found


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as the colleague asked sees it. `address` is "" if they can't see the subject."""

    fact: Fact
    what: str
    about: str
    address: str
    overdue: bool


def fact_seen_by(by: Actor, fact_id: int, *, lock: bool = False) -> Fact:
    """Return one fact: of a subject the actor can see, or a question addressed to them. Raises `NotSeen`."""
    gone = _("Fact not found. It may have been deleted, or you don’t have access.")
    fact = seen_or_missing(_facts(), fact_id, gone, lock=lock)
    if not (_is_asked(by, fact) or subjects.sees(by, fact.about)):
        raise NotSeen(gone)
    return fact


def subject_seen_by(by: Actor, about: Ref) -> str:
    """Return the subject's name, or raise `NotSeen`."""
    expect_seen(by, about)
    return subjects.names([about])[about].name


def expect_seen(by: Actor, about: Ref) -> None:
    """Raise `NotSeen` if the actor can't see the subject."""
    if not subjects.sees(by, about):
        raise NotSeen(_("Not found. It may have been deleted, or you don’t have access."))


def fact_on(about: Ref, field: str) -> Fact | None:
    """Return the fact about one field, if there is one."""
    return _facts().filter(subject_kind=about.kind, subject_id=about.id, field=field).first()


@dataclass(frozen=True, slots=True)
class FieldPage:
    """Values around the form of one field: its label, its subject, the link back, and the question."""

    what: str
    about: str
    address: str
    hint: str
    fact: Fact | None


def field_page(by: Actor, about: Ref, field: str) -> FieldPage:
    """Return the page that records or asks a field.

    Refused without permission. Raises `NotSeen` for an unknown field.
    """
    name = subject_seen_by(by, about)
    policy.may_state(by, about).or_refuse()
    if not subjects.has_field(about, field):
        raise NotSeen(_("Field not found."))
    return FieldPage(subjects.field_word(about, field), name, back_from(by, about), name, fact_on(about, field))


def answer_page(by: Actor, fact_id: int) -> FieldPage:
    """Return the page on which a question is answered. Refused if the actor can't answer it."""
    fact = fact_seen_by(by, fact_id)
    policy.may_answer(by, fact).or_refuse()
    name = subjects.names([fact.about])[fact.about].name
    hint = _("%(who)s asks, by %(day)s. %(note)s") % {
        "who": fact.asked_by.name if fact.asked_by else name,
        "day": formats.full_day(fact.due_on) if fact.due_on else "",
        "note": fact.note,
    }
    return FieldPage(subjects.field_word(fact.about, fact.field), name, back_from(by, fact.about), hint, fact)


def back_from(by: Actor, about: Ref) -> str:
    """Return where a form about a subject returns to: the subject's page, or the person's questions."""
    named = subjects.names([about])[about]
    return named.address if named.address and subjects.sees(by, about) else reverse("facts:questions")


def questions_seen_by(by: Actor) -> QuerySet[Fact]:
    """Return the open questions to the person and from them, and those to people they stand in for.

    The latter need access to the subject.
    """
    me, away = by.person_id, {one for source in subjects.stood_in_for for one in source(person_of(by))}
    found = _facts().filter(state=rules.TO_FIND_OUT)
    covered = list(found.filter(owner__in=away).exclude(asked_by=me)) if away else []
    seen = subjects.seen_among(by, {fact.about for fact in covered}) if covered else ()
    also = [fact.pk for fact in covered if fact.about in seen]
    return found.filter(Q(owner=me) | Q(asked_by=me) | Q(pk__in=also))


def facts_seen_by(by: Actor, about: Ref) -> QuerySet[Fact]:
    """Return the facts about a subject that the actor can see, or raise `NotSeen`."""
    subject_seen_by(by, about)
    return Fact.objects.filter(subject_kind=about.kind, subject_id=about.id)


def tells_value(by: Actor, fact: Fact) -> bool:
    """Return whether the actor can read a fact's value. Amounts need the right to see fees."""
    return not subjects.of(fact.subject_kind).priced(fact.field) or person_of(by).money_right >= MoneyRight.FEE


def state_labels() -> dict[str, str]:
    """Return the labels of the states."""
    return {rules.KNOWN: _("known"), rules.ASSUMED: _("assumed"), rules.TO_FIND_OUT: _("to find out")}


def may_answer(by: Actor, fact: Fact) -> bool:
    """Return whether the actor can answer."""
    return bool(policy.may_answer(by, fact))


def how_they_hear(person: Person, by: Actor) -> tuple[bool, str]:
    """Return whether a question reaches the colleague, and a sentence on how."""
    if person.pk == by.person_id:
        return True, _("It is in your list of questions.")
    if person.mail:
        return True, _("We’ve emailed the question to %(name)s.") % {"name": person.name}
    return False, _("%(name)s has no email address in Amity. Ask them yourself.") % {"name": person.name}


def colleagues_asked(about: Ref, by: Actor) -> Candidates:
    """Return the people who can be asked: first the actor, then those asked about this subject before."""
    asked = Fact.objects.filter(owner=OuterRef("pk"), subject_kind=about.kind, subject_id=about.id)
    return candidates((TAKES_PART,), likely=(by.person_id,), at_work=Q(Exists(asked)))[TAKES_PART]


def as_open(by: Actor, facts: Sequence[Fact], today: date) -> list[OpenQuestion]:
    """Return questions with the words of their fields, and the addresses of those subjects the actor can see."""
    refs = {fact.about for fact in facts}
    named, seen = subjects.names(refs), subjects.seen_among(by, refs)
    words = subjects.field_words({(fact.about, fact.field) for fact in facts})
    return [
        OpenQuestion(
            fact=fact,
            what=words[fact.about, fact.field],
            about=named[fact.about].name,
            address=named[fact.about].address if fact.about in seen else "",
            overdue=fact.is_overdue(today),
        )
        for fact in facts
    ]


def _facts() -> QuerySet[Fact]:
    return Fact.objects.select_related("owner", "asked_by")


ABOUT_FEW: Final = Prepared(lambda: _facts().filter(few("subject_id"), subject_kind=Given("kind", CharField())))


def asked_of(person_id: int) -> QuerySet[Fact]:
    """Return the questions addressed to someone."""
    return _facts().filter(owner_id=person_id, state=rules.TO_FIND_OUT)


def _is_asked(by: Actor, fact: Fact) -> bool:
    return fact.state == rules.TO_FIND_OUT and fact.owner_id is not None and fact.owner_id == by.person_id
