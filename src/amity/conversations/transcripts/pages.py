"""Values of the page of a stored transcript: its lines with their time, and who said them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from amity.conversations.models import Note
from amity.conversations.transcripts.models import Transcript
from amity.conversations.transcripts.rules import Cue, clock, minutes_of
from amity.conversations.transcripts.wording import REMARKS


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page. `is_new` begins what another person says."""

    time: str
    speaker: str
    side: str
    text: str
    is_new: bool


def context(note: Note, found: Transcript, shown: "Page[Cue]") -> dict[str, Any]:
    """Return the values of the page."""
    return {
        "transcript": found,
        "note": note,
        "account": note.account,
        "minutes": minutes_of(found.seconds),
        "remarks": [REMARKS[code] for code in found.remarks if code in REMARKS],
        "lines": list(_lines(found, shown.object_list)),
        "page": shown,
    }


def _lines(found: Transcript, cues: Iterable[Cue]) -> Iterable[Line]:
    before = None
    for cue in cues:
        side = str(found.speakers.get(cue.speaker, "")).partition("-")[0]
        yield Line(
            "" if cue.second is None else clock(cue.second), cue.speaker,
            {"contact": "client", "person": "agency"}.get(side, ""), cue.text, cue.speaker != before,
        )  # fmt: skip
        before = cue.speaker
