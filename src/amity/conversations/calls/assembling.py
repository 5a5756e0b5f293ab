"""Put the page before a call together, for any of its readers: on screen, on paper, by email, by REST."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.conversations.calls import rules
from amity.conversations.calls.call import Call
from amity.conversations.calls.cautions import cautions
from amity.conversations.calls.finding import finding
from amity.conversations.calls.matters import matters, name_of
from amity.conversations.calls.people import guests
from amity.conversations.calls.queries import Around, around
from amity.conversations.calls.sheet import Awaited, Promise, Sheet, Talk
from amity.conversations.models import Action, NotePoint
from amity.conversations.notes.marks import marked_lines
from amity.conversations.notes.wording import channel_of
from amity.conversations.rules import DECISION
from amity.expectations import rules as expected
from amity.expectations.models import Expectation
from amity.expectations.queries import SHAPES, STATES
from amity.monitoring.wording import NOT_ASKED
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.waiting.kinds import days_late

MOST_MATTERS: Final = 7
MOST_PROMISES: Final = 8
MOST_AWAITED: Final = 6
MOST_DECISIONS: Final = 3
MOST_TEXT: Final = 240


def sheet(by: Actor, call: Call) -> Sheet:
    """Return the page's values as the actor can see them."""
    rows, reader = around(by, call), person_of(by)
    found, present = matters(call, rows), guests(by, call, rows, reader)
    named, behind = finding(call, found, present)
    promised, awaited = _promises(call, rows), _awaited(call, rows)
    return Sheet(
        finding=named, behind=behind, guests=present,
        matters=[matter for _stake, matter in found[:MOST_MATTERS]], more_matters=max(len(found) - MOST_MATTERS, 0),
        promises=promised[:MOST_PROMISES], more_promises=max(len(promised) - MOST_PROMISES, 0),
        cautions=cautions(call, rows), talk=_talk(call, rows),
        awaited=awaited[:MOST_AWAITED], more_awaited=max(len(awaited) - MOST_AWAITED, 0),
    )  # fmt: skip


def _promises(call: Call, rows: Around) -> list[Promise]:
    """Return the open promises of both sides by their due date: ours to anyone at the client, theirs of this call."""
    ours = [_ours(row, call.day) for row in rows.expectations if row.kind == expected.PROMISE]
    theirs = [_theirs(row, call.day) for row in rows.actions]
    return sorted([*ours, *theirs], key=lambda one: (one.due is None, one.due or call.day))


def _ours(row: Expectation, day: date) -> Promise:
    state, shape = str(STATES[row.state]), SHAPES[row.state]
    if row.state not in (expected.AT_RISK, expected.MISSED):
        state, shape = _state_by(row.promised_until, day)
    return Promise(
        what=row.statement, owner=name_of_colleague(row), side="agency", to=name_of(row.stated_by),
        due=row.promised_until, state=state, shape=shape, address=reverse("expectations:expectation", args=[row.pk]),
    )  # fmt: skip


def name_of_colleague(row: Expectation) -> str:
    """Return who made a promise."""
    return row.promised_by.name if row.promised_by is not None else ""


def _theirs(row: Action, day: date) -> Promise:
    state, shape = _state_by(row.due_on, day)
    return Promise(
        what=row.what, owner=name_of(row.contact), side="client", to="", due=row.due_on, state=state, shape=shape,
        address=reverse("conversations:action", args=[row.pk]),
    )  # fmt: skip


def _state_by(due: date | None, day: date) -> tuple[str, str]:
    """Return the state of an open promise by its due date, with its shape."""
    if days_late(due, day):
        return _("late"), "unwell"
    if rules.is_due(due, day):
        return _("due by this call"), "watch"
    return _("open"), "none"


def _talk(call: Call, rows: Around) -> Talk | None:
    note = rows.last
    if note is None:
        return None
    quoted = next((point for point in rows.points if _is_theirs(point, call)), None)
    marked = {line.number for line in marked_lines(note.text)}
    text = " ".join(line for number, line in enumerate(note.text.splitlines(), 1) if number not in marked)
    return Talk(
        title=note.title, on=timezone.localdate(note.held_at), minutes=note.minutes, channel=channel_of(note.kind),
        quote=quoted.text if quoted else "", who=name_of(quoted.stated_by) if quoted else "",
        decisions=[point.text for point in rows.points if point.mark == DECISION][:MOST_DECISIONS],
        text=text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT].rstrip()}…",
        address=reverse("conversations:note", args=[note.pk]),
    )  # fmt: skip


def _is_theirs(point: NotePoint, call: Call) -> bool:
    """Return whether a line holds what someone on the call said, rather than what was decided."""
    return point.mark != DECISION and point.stated_by_id in call.contact_ids


def _awaited(call: Call, rows: Around) -> list[Awaited]:
    """Return what we wait for: their input, those on the call first, and agreements that are with the client."""
    inputs = sorted(rows.inputs, key=lambda row: (row.contact_id not in call.contact_ids, row.due_on, row.pk))
    found = [
        Awaited(
            what=row.what, who=name_of(row.contact), due=row.due_on, days_late=row.late_on(call.day),
            note=f", {NOT_ASKED}" if row.is_to_ask else "",
            address=reverse("monitoring:client_input", args=[row.pk]),
        )
        for row in inputs
    ]  # fmt: skip
    return [*found, *_to_sign(rows)]


def _to_sign(rows: Around) -> Sequence[Awaited]:
    return [
        Awaited(
            what=str(row), who="", due=None, days_late=0, note=_("with the client to sign"),
            address=reverse("agreements:agreement", args=[row.pk]),
        )
        for row in rows.agreements
    ]  # fmt: skip
