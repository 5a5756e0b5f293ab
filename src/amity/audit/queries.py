"""Queries for the audit log."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import actor_rights, policy, sentences, words
from amity.audit.models import Payload, Record
from amity.shared.actor import Actor
from amity.shared.numbers import whole_number
from amity.shared.permission import MoneyRight
from amity.shared.refs import Ref
from amity.shared.rows.lookup import only_row, seen_or_missing

PAGE = 100


@dataclass(frozen=True, slots=True)
class TrailLine:
    """An action as the list shows it. `has_changes`: it changed something, and the reader can open the object.

    `withheld`: there are details, but the reader can't open the object.
    """

    id: int
    at: datetime
    action: str
    subject: str
    sentence: list[sentences.Piece]
    through: str
    has_changes: bool
    withheld: bool = False

    @property
    def day(self) -> date:
        """The date in the reader's zone, for the page's headings."""
        return timezone.localdate(self.at)

    @property
    def text(self) -> str:
        """Return the sentence as plain text."""
        return "".join(piece.text for piece in self.sentence)


@dataclass(frozen=True, slots=True)
class Details:
    """An action with its changes, without the amounts that the reader has no right to."""

    line: TrailLine
    changes: list[sentences.Change]

    @property
    def compares(self) -> bool:
        """Return whether any change includes a previous value."""
        return any(change.before is not None for change in self.changes)


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters for the audit log: topic, action or its prefix, object, channel. "" means no filter."""

    topic: str = ""
    action: str = ""
    subject: str = ""
    through: str = ""


EVERYTHING = Asked()


def trail_seen_by(actor: Actor, asked: Asked = EVERYTHING, *, before: int = 0) -> list[TrailLine]:
    """Return the newest actions, `PAGE` at a time, older than action `before`.

    Raise `Refused` for those who can't read the audit log.
    """
    found = narrowed(records_seen_by(actor).order_by("-at", "-id"), asked)
    last = Record.objects.filter(pk=before).first() if before else None
    if last is not None:
        found = found.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return lines_of(actor, list(found[:PAGE]))


def records_seen_by(actor: Actor) -> QuerySet[Record]:
    """Return every action. Raise `Refused` for those who can't read the audit log."""
    policy.may_read_trail(actor).or_refuse()
    return Record.objects.all()


def details_seen_by(actor: Actor, record_id: int) -> Details:
    """Return one action with its changes, for someone who can read the audit log. Amounts need the right to cost."""
    record = seen_or_missing(records_seen_by(actor), record_id, _("Action not found."))
    (line,) = lines_of(actor, [record])
    payload = only_row(Payload.objects.filter(pk=record.pk)) if line.has_changes else None
    if payload is None:
        return Details(line, [])
    names = sentences.names_for(actor, [record], [payload])
    with_money = actor_rights.of(actor).money_right >= MoneyRight.COST
    return Details(line, sentences.changes(payload, names, with_money=with_money))


def lines_of(actor: Actor, records: Sequence[Record]) -> list[TrailLine]:
    """Return actions as the list shows them to someone who can read the audit log."""
    readable = _readable(actor, records)
    payloads = Payload.objects.filter(record_id__in=[one.pk for one in records])
    bodies = dict(payloads.values_list("record_id", "body"))
    names, doors = sentences.names_for(actor, records, ()), door_labels()
    return [
        TrailLine(
            id=one.pk,
            at=one.at,
            action=one.action,
            subject=f"{words.current_kind(one.subject_kind)}:{one.subject_id}",
            sentence=sentences.sentence(one, names, bodies.get(one.pk)),
            through=doors.get(one.through, one.through),
            has_changes=one.pk in readable and one.pk in bodies and sentences.has_changes(bodies[one.pk]),
            withheld=one.pk not in readable and bool(bodies.get(one.pk)),
        )
        for one in records
    ]


def _readable(actor: Actor, records: Iterable[Record]) -> set[int]:
    """Return the ids of records whose details the reader can see: objects they can open, settings and people."""
    by_kind: defaultdict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in records:
        by_kind[words.current_kind(one.subject_kind)][one.subject_id].append(one.pk)
    readable: set[int] = set()
    answers = actor_rights.opened_by(actor, {kind: subjects.keys() for kind, subjects in by_kind.items()})
    for kind, subjects in by_kind.items():
        opened = answers[kind]
        if opened is None:
            opened = subjects.keys() if kind not in words.kinds or words.kinds[kind].may_open(actor) else ()
        readable.update(pk for number in opened for pk in subjects[number])
    return readable


def changes_of(subject: Model, *actions: str) -> list[tuple[datetime, Any]]:
    """Return when and how an object changed by some actions, oldest first, without checking permissions.

    A change whose values were erased is left out.
    """
    kept = Payload.objects.filter(
        record__subject_kind=Ref.to(subject).kind, record__subject_id=subject.pk, record__action__in=actions
    )
    return list(kept.order_by("record_id").values_list("record__at", "body"))


def changes_by_subject(
    model: type[Model], subject_ids: Collection[int], *actions: str
) -> list[tuple[int, datetime, Any]]:
    """Return which object of a model changed when and how by some actions, oldest first, without checking permissions.

    A change whose values were erased is left out.
    """
    kept = Payload.objects.filter(
        record__subject_kind=model._meta.label_lower, record__subject_id__in=subject_ids, record__action__in=actions
    )
    return list(kept.order_by("record_id").values_list("record__subject_id", "record__at", "body"))


def subject_named(subject: str) -> str:
    """Return the name of an object in the form `kind:id`, or "" for anything else."""
    kind, _colon, number = subject.partition(":")
    kind, subject_id = words.current_kind(kind), whole_number(number)
    if kind not in words.kinds or subject_id is None:
        return ""
    names = {kind: words.kinds[kind].namer([subject_id])}
    return sentences.named(names, kind, subject_id).name


def topic_labels() -> list[tuple[str, str]]:
    """Return the topics with their labels."""
    return sorted(((key, str(topic.label)) for key, topic in words.topics.items()), key=lambda row: row[1])


def door_labels() -> dict[str, str]:
    """Return the labels of the channels through which a person acted."""
    return {
        "page": _("on a page"),
        "cli": _("on the command line"),
        "job": _("in the background"),
        "mail": _("by email"),
        "rest": _("through the API"),
        "mcp": _("through an assistant"),
    }


def narrowed(found: QuerySet[Record], asked: Asked) -> QuerySet[Record]:
    """Return the actions that pass the filters."""
    if asked.topic in words.topics:
        found = found.filter(action__in=words.topics[asked.topic].actions)
    if asked.action:
        found = found.filter(action__startswith=asked.action)
    if asked.through in door_labels():
        found = found.filter(through=asked.through)
    kind, _colon, number = asked.subject.partition(":")
    subject_id = whole_number(number)
    if subject_id is not None:
        return found.filter(_of_subject(kind, subject_id) if kind else Q(subject_id=subject_id))
    return found.filter(subject_kind__in=words.kinds_recorded(kind)) if kind else found


def _of_subject(kind: str, subject_id: int) -> Q:
    """Return the condition that a record is about an object, under every kind and id it has had."""
    each = (Q(subject_kind=name, subject_id=number) for name, number in words.refs_recorded(kind, subject_id))
    return reduce(or_, each)
