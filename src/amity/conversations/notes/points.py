"""Make the record that a line of a note becomes, through the command of its own part, with its evidence filled in."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import Evidence
from amity.accounts.preferences.commands import PreferenceFields, keep_preference
from amity.accounts.preferences.rules import STATED
from amity.audit import trail
from amity.conversations import rules
from amity.conversations.actions import commands as actions
from amity.conversations.actions.changes import ActionFields
from amity.conversations.emails.models import EmailPoint
from amity.conversations.models import Note, NotePoint
from amity.conversations.notes.fields import PointFields
from amity.conversations.notes.origins import Origin, of_note
from amity.conversations.notes.wording import CHANNELS, channel_of
from amity.conversations.transcripts.rules import clock
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Expectation
from amity.expectations.rules import PROMISE
from amity.monitoring.changes import EntryFields
from amity.monitoring.expectations.commands import expect_on_project
from amity.monitoring.risks.commands import add_entry
from amity.people.models import Person
from amity.scope.models import Request
from amity.scope.requests import commands as requests
from amity.scope.requests.fields import RequestFields
from amity.scope.requests.queries import requests_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.shared.values import tidied
from amity.ui import formats

Point = NotePoint | EmailPoint
MOST_OF: Final[Mapping[str, int]] = {rules.ACTION: 300, rules.PREFERENCE: 300}
"""Characters of the records that take fewer than a point."""
MOST_TITLE: Final = 200
"""Characters of a risk's title. Its details have all the words."""


def make_point(note: Note, point: PointFields, *, by: Actor, now: datetime) -> NotePoint:
    """Make a record from a line or from selected words, and link it. Raises `Invalid` at `points.` and the line."""
    row = NotePoint(note=note, position=point.line)
    clean = make_record(row, of_note(note), point, by=by, now=now)
    trail.record("note.became", subject=note, by=by, at=now, changes={"mark": clean.mark, "text": clean.text})
    return row


def make_record(
    row: NotePoint | EmailPoint, origin: Origin, point: PointFields, *, by: Actor, now: datetime
) -> PointFields:
    """Make the record of a point, link it, and save the point. Raises `Invalid` at `points.` and the line."""
    try:
        clean = tidied(point)
        _check(origin, clean)
        if isinstance(row, NotePoint):
            _check_transcript(row, clean)
        row.mark, row.text = clean.mark, clean.text
        row.stated_by_id = None if clean.mark in (rules.PROMISE, rules.ACTION) else clean.contact_id
        _MAKERS[clean.mark](row, origin, clean, by, now)
    except Invalid as fault:
        raise Invalid(fault.sentence, f"{place_of(point)}.{_FIELD_OF.get(fault.field, fault.field)}") from fault
    row.save(force_insert=True)
    return clean


def place_of(point: PointFields) -> str:
    """Return the name of a line's place in a refusal: its number, or when a transcript has it."""
    return f"points.{point.line}" if point.second is None else f"points.at{point.second}"


_FIELD_OF: Final = {
    "stated_by_id": "contact_id",
    "promised_by_id": "person_id",
    "statement": "text",
    "owner_id": "person_id",
}


def _check(origin: Origin, point: PointFields) -> None:
    most = MOST_OF.get(point.mark, 0)
    if most and len(point.text) > most:
        raise Invalid(_("This can be at most %(most)s characters long.") % {"most": most}, "text")
    if point.contact_id is not None and not origin.account.contacts.filter(pk=point.contact_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": origin.account.name}, "contact_id")
    if point.person_id is not None and not Person.objects.filter(pk=point.person_id, is_active=True).exists():
        raise Invalid(_("Choose a colleague."), "person_id")


def _check_transcript(row: NotePoint, point: PointFields) -> None:
    """Refuse words of a transcript that have become a record before, and note when they were said."""
    if point.second is not None and row.note.points.filter(second=point.second, text=point.text).exists():
        raise Invalid(_("These words of the transcript have already been saved."), "text")
    row.second = point.second


def _evidence(origin: Origin, point: PointFields, words: str = "") -> Evidence:
    return Evidence(point.contact_id, timezone.localdate(origin.held_at), _source(origin, point), words)


def _source(origin: Origin, point: PointFields) -> str:
    """Return where it was said, with the time in the talk where a transcript has it: "call, 00:14:05"."""
    channel = channel_of(origin.kind)
    return channel if point.second is None else f"{channel}, {clock(point.second)}"


def _record(origin: Origin, fields: ExpectationFields, by: Actor, now: datetime) -> Expectation:
    if origin.project_id is not None:
        return expect_on_project(by=by, project_id=origin.project_id, fields=fields, now=now)
    return record_expectation(by=by, account_id=origin.account_id, fields=fields, now=now)


def _promise(row: Point, origin: Origin, point: PointFields, by: Actor, now: datetime) -> None:
    fields = ExpectationFields(
        point.text, PROMISE, evidence=_evidence(origin, point), promised_by_id=point.person_id,
        promised_until=point.due_on,
    )  # fmt: skip
    row.expectation = _record(origin, fields, by, now)


def _expectation(row: Point, origin: Origin, point: PointFields, by: Actor, now: datetime) -> None:
    row.expectation = _record(
        origin, ExpectationFields(point.text, evidence=_evidence(origin, point, point.text)), by, now
    )


def _preference(row: Point, origin: Origin, point: PointFields, by: Actor, now: datetime) -> None:
    if not point.attitude:
        raise Invalid(_("Choose whether they like it, or what to avoid."), "attitude")
    evidence = _evidence(origin, point, point.text)
    fields = PreferenceFields(point.text, point.attitude, point.scope, STATED, evidence=evidence)
    row.preference = keep_preference(by=by, account_id=origin.account_id, fields=fields, now=now)


def _request(row: Point, origin: Origin, point: PointFields, by: Actor, now: datetime) -> None:
    if point.request_id is not None:
        row.request = _asked_again(origin, point.request_id, point, by, now)
        return
    fields = RequestFields(
        point.text, point.contact_id, CHANNELS[origin.kind], _source(origin, point),
        timezone.localdate(origin.held_at), project_id=origin.project_id,
    )  # fmt: skip
    row.request = requests.add(by=by, account=origin.account, fields=fields, now=now)


def _asked_again(origin: Origin, request_id: int, point: PointFields, by: Actor, now: datetime) -> Request:
    """Return the open request of which the line is further evidence. One that was closed since is refused."""
    request = requests_seen_by(by).filter(account=origin.account_id, closed_at=None, pk=request_id).first()
    if request is None:
        raise Invalid(_("Choose an open request of this account."), "request_id")
    changes = {"words": point.text, "contact_id": point.contact_id}
    trail.record("request.repeated", subject=request, by=by, at=now, changes=changes)
    return request


def _decision(row: Point, origin: Origin, point: PointFields, by: Actor, now: datetime) -> None:
    """Keep the point alone: it is the decision, on the day of the talk."""


def _action(row: Point, origin: Origin, point: PointFields, by: Actor, now: datetime) -> None:
    if (point.contact_id is None) == (point.person_id is None):
        raise Invalid(_("Choose one owner, at the client or on our team."), "owner")
    fields = ActionFields(point.text, point.person_id, point.contact_id, point.due_on, origin.project_id)
    row.action = actions.add(by=by, account=origin.account, fields=fields, now=now)


def _risk(row: Point, origin: Origin, point: PointFields, by: Actor, now: datetime) -> None:
    is_long = len(point.text) > MOST_TITLE
    fields = EntryFields(
        f"{point.text[: MOST_TITLE - 1]}…" if is_long else point.text, detail=_quoted(origin, point),
        raised_by_client=point.contact_id is not None, raised_by_id=point.contact_id, project_id=origin.project_id,
        account_id=None if origin.project_id else origin.account_id,
    )  # fmt: skip
    row.entry = add_entry(by=by, fields=fields, now=now)


def _quoted(origin: Origin, point: PointFields) -> str:
    """Return the words with who said so, where and when: the evidence of a record that has no field for it."""
    names = origin.account.contacts.filter(pk=point.contact_id or 0).values_list("name", flat=True)
    day = formats.dated(timezone.localdate(origin.held_at))
    return _("“%(words)s” (%(who)s)") % {"words": point.text, "who": ", ".join((*names, _source(origin, point), day))}


_MAKERS: Final[Mapping[str, Callable[[Point, Origin, PointFields, Actor, datetime], None]]] = {
    rules.PROMISE: _promise,
    rules.EXPECTATION: _expectation,
    rules.PREFERENCE: _preference,
    rules.REQUEST: _request,
    rules.DECISION: _decision,
    rules.ACTION: _action,
    rules.RISK: _risk,
}
