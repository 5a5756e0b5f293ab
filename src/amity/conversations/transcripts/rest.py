"""REST operations for the transcript of a note, and for what its lines could become."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id
from amity.conversations.notes.proposals import people_around
from amity.conversations.notes.queries import fields_of
from amity.conversations.router import SETUP, router
from amity.conversations.transcripts import commands, queries
from amity.conversations.transcripts.offers import Offer, offers_of, who_spoke

if TYPE_CHECKING:
    from amity.conversations.transcripts.models import Transcript

MOST_TEXT = 4_000_000
MOST_FILE_NAME = 255


class SpokenLine(Answered):
    """A line of a transcript. `second` is from the start of the talk, null where the file has no times."""

    second: int | None
    speaker: str
    text: str


class TranscriptShape(Answered):
    """The transcript of a note. It is deleted after `keep_until`. `seconds` is the length of the talk, 0 if unknown."""

    note_id: Id
    name: str
    format: str
    seconds: int
    keep_until: date
    added_at: datetime
    remarks: list[str] = Field(description="What could only be read in part.")
    lines: list[SpokenLine]


class CandidateShape(Answered):
    """Words that could become a record: send them as a point of the note to save them. `why` are those that matched."""

    second: int | None
    speaker: str
    text: str
    mark: str
    why: list[str]
    contact_id: Id | None
    person_id: Id | None
    due_on: date | None
    asks: list[str] = Field(description="Fields that the words leave open.")


class CandidateList(Answered):
    """The candidates of a transcript in the order of the talk. `left_out` have fewer reasons."""

    items: list[CandidateShape]
    left_out: int


class NewTranscript(Body):
    """Request body: the text of a VTT, SRT or plain transcript. Without a date the agency’s usual one applies."""

    name: Annotated[str, Field(max_length=MOST_FILE_NAME)] = ""
    text: Annotated[str, Field(max_length=MOST_TEXT)]
    keep_until: Annotated[date | None, Field(strict=False)] = None


@reads(router, "/notes/{int:note_id}/transcript", TranscriptShape)
def read_transcript(request: HttpRequest, note_id: Path[Id]) -> dict[str, Any]:
    """Return the transcript kept with a note."""
    _note, found = queries.transcript_seen_by(asker(request), note_id)
    return _shape(found)


@reads(router, "/notes/{int:note_id}/transcript/candidates", CandidateList)
def list_transcript_candidates(request: HttpRequest, note_id: Path[Id]) -> dict[str, Any]:
    """List what the lines of a transcript could become."""
    by = asker(request)
    note, found = queries.transcript_seen_by(by, note_id)
    fields = fields_of(note)
    people = people_around(note.account, by, fields.contact_ids, fields.person_ids)
    recorded = set(note.points.values_list("second", "text"))
    offers = offers_of(
        by, note.account, found.cues, people, who_spoke(found.cues, people, found.speakers),
        queries.names_on(note.account), note.held_at, timezone.now(), recorded,
    )  # fmt: skip
    return {"items": [_candidate(one) for one in offers.shown], "left_out": offers.left_out}


@writes(
    router, "POST", "/notes/{int:note_id}/transcript", TranscriptShape, scope=SETUP, status=201,
    beside={"file": "text"},
)  # fmt: skip
def attach_transcript(request: HttpRequest, note_id: Path[Id], body: NewTranscript) -> dict[str, Any]:
    """Keep a transcript with a note until a date. It replaces the one before."""
    kept = commands.keep_transcript(
        by=asker(request), note_id=note_id, name=body.name, data=body.text.encode("utf-8", "replace"),
        keep_until=body.keep_until, now=timezone.now(),
    )  # fmt: skip
    return _shape(kept)


@writes(router, "DELETE", "/notes/{int:note_id}/transcript", None, scope=SETUP, status=204)
def delete_transcript(request: HttpRequest, note_id: Path[Id]) -> None:
    """Delete the transcript of a note. Its records stay."""
    commands.delete_transcript(by=asker(request), note_id=note_id, now=timezone.now())


def _shape(found: "Transcript") -> dict[str, Any]:
    lines = [{"second": cue.second, "speaker": cue.speaker, "text": cue.text} for cue in found.cues]
    return TranscriptShape.of(found, lines=lines)


def _candidate(one: Offer) -> dict[str, Any]:
    reading = one.proposal.reading
    return {
        "second": one.second, "speaker": one.speaker, "text": reading.text, "mark": one.candidate.mark,
        "why": list(one.candidate.why), "contact_id": reading.contact_id, "person_id": reading.person_id,
        "due_on": reading.due.day, "asks": sorted(reading.asks),
    }  # fmt: skip
