"""The demo agency's notes of the last weeks, with what their lines became: every mark is used."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named, contact_named
from amity.conversations.actions import demo as actions
from amity.conversations.models import Note
from amity.conversations.notes.commands import record_note
from amity.conversations.notes.fields import NoteFields
from amity.conversations.notes.readings import points_read
from amity.conversations.passing import demo as passing
from amity.conversations.rules import REQUEST
from amity.conversations.suspected.finding import find
from amity.conversations.transcripts.commands import keep_transcript
from amity.expectations.changes import Move
from amity.expectations.commands import move_expectation
from amity.expectations.rules import MET
from amity.mailbox.models import Message
from amity.projects.models import Project
from amity.scope.models import Request
from amity.scope.requests.commands import close_request
from amity.scope.requests.fields import ClosingFields
from amity.shared.stories import Crew, rows

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk some days ago, below zero one to come, with its people by name.

    `kept`: its promises were kept. `closed`: what became of its requests. `again`: the earlier request that its own
    repeats. `transcript`: the file that is kept with it.
    """

    account: str
    kind: str
    days_ago: int
    hour: int
    author: str
    contacts: tuple[str, ...]
    text: str = ""
    minutes: int | None = None
    project: str = ""
    colleagues: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    kept: bool = False
    closed: str = ""
    again: str = ""
    transcript: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Record the notes, oldest first, and what was kept or closed since, then what has no note or comes from emails."""
    for talk in rows(TABLES, Talk, "talks"):
        note = _record(crew, talk, now)
        _settle(crew, talk, note, now)
        if talk.transcript:
            data = (TABLES.parent / "transcripts" / "demo.vtt").read_bytes()
            keep_transcript(
                by=crew.acting(talk.author), note_id=note.pk, name=talk.transcript, data=data, keep_until=None,
                now=note.added_at,
            )  # fmt: skip
    passing.story(crew, now=now)
    actions.story(crew, now=now)
    find(list(Message.objects.order_by("sent_at", "pk").values_list("pk", flat=True)), now)


def _record(crew: Crew, talk: Talk, now: datetime) -> Note:
    by, account = crew.acting(talk.author), account_named(talk.account)
    held_at = (now - timedelta(days=talk.days_ago)).replace(hour=talk.hour, minute=0, second=0, microsecond=0)
    if talk.days_ago >= 0:
        held_at = min(held_at, now - timedelta(hours=1))
    project = Project.objects.filter(account=account, name=talk.project).first() if talk.project else None
    fields = NoteFields(
        held_at=held_at, kind=talk.kind, minutes=talk.minutes, project_id=project.pk if project else None,
        text=talk.text.strip(), contact_ids=tuple(map(contact_named, talk.contacts)),
        person_ids=tuple(map(crew.id, (talk.author, *talk.colleagues))),
        absent_contact_ids=tuple(map(contact_named, talk.absent)),
    )  # fmt: skip
    written_at = min(held_at + timedelta(minutes=30), now) if talk.days_ago >= 0 else now
    again = Request.objects.filter(account=account, words=talk.again).values_list("pk", flat=True).first()
    points = [
        replace(point, request_id=again) if point.mark == REQUEST else point
        for point in points_read(by, account, fields, written_at)
    ]
    return record_note(by=by, account_id=account.pk, fields=fields, points=points, now=written_at)


def _settle(crew: Crew, talk: Talk, note: Note, now: datetime) -> None:
    by = crew.managing(talk.account)
    for point in note.points.select_related("expectation", "request"):
        promise, request = point.expectation, point.request
        if talk.kept and promise is not None and promise.kind == "promise":
            move_expectation(
                by=by, expectation_id=promise.pk, version=promise.version, move=Move(MET), now=now - timedelta(days=1)
            )
        if talk.closed and request is not None:
            close_request(
                by=by, request_id=request.pk, version=request.version, fields=ClosingFields(talk.closed), now=now
            )
