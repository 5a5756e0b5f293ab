"""Read a transcript from an uploaded file or pasted text: its format is found by its content, not by its name."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Final

from django.utils.translation import gettext as _

from amity.conversations.transcripts import captions, plain
from amity.conversations.transcripts.documents import UnreadableDocument, text_of
from amity.conversations.transcripts.encoding import decoded
from amity.conversations.transcripts.rules import (
    CUT_OFF,
    DOCX,
    MOST_CHARACTERS,
    MOST_CUES,
    MOST_SPEAKERS,
    NO_SPEAKERS,
    NO_TIMES,
    SRT,
    TXT,
    VTT,
    Cue,
    Talk,
    speakers_of,
)
from amity.shared.errors import Invalid
from amity.shared.text.dates import dates_in

_ZIP: Final = b"PK\x03\x04"
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_SRT_TIME: Final = re.compile(r"^\s*\d{1,3}:\d{1,2}:\d{1,2},\d{1,3}\s*-->", re.MULTILINE)
_VTT_TIME: Final = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3}\s*-->", re.MULTILINE)
_IN_NAME: Final = re.compile(r"(GMT)?(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?:[-_T ]+(\d\d)[-:h]?(\d\d)(?:[-:]?\d\d)?)?(?!\d)")
_OF_DAY: Final = re.compile(r"(?<![\d:])(\d{1,2})[:.h](\d{2})\s?([AP]M)?(?!\w)", re.IGNORECASE)
_LONG_AGO: Final = date(2000, 1, 1)
_HEADING: Final = 6
"""Lines at the top of a document in which its date can be."""
_USUAL: Final = frozenset("<>-:.,;!?'\"’“”„«»()[]/&–…%€£$+*#_")
_UNUSUAL: Final = 0.2
"""Share of characters that are neither letters nor usual in text, above which a file is no transcript."""


def talk_in(data: bytes, name: str = "") -> Talk:
    """Return what was said when by whom. Raises `Invalid` for what can't be read; degraded readings have remarks."""
    remarks: list[str] = []
    if data.startswith(_ZIP):
        form = DOCX
        text = _document(data)
    else:
        if data.startswith((_OLD_WORD, b"%PDF")) or b"\x00\x00\x00\x00" in data[:200]:
            raise Invalid(_("Upload a transcript as VTT, SRT, DOCX or TXT."), "file")
        text, remarks = decoded(data)
        form = _form_of(text)
    if len(text) > MOST_CHARACTERS * 3:
        raise Invalid(_("This transcript is too long. Upload the part that matters."), "file")
    cues, more = _cues(text, form)
    _check(cues, text)
    held_on, held_time, is_utc = _held(name, text if form == DOCX else "")
    return Talk(form, tuple(cues), (*remarks, *more, *_lacks(cues, text, form)), held_on, held_time, is_utc)


def _document(data: bytes) -> str:
    try:
        return text_of(data)
    except UnreadableDocument:
        raise Invalid(
            _("This Word document is damaged, locked or too large. Copy its text and paste it instead."), "file"
        ) from None


def _form_of(text: str) -> str:
    if text.lstrip().startswith("WEBVTT") or (_VTT_TIME.search(text) and not _SRT_TIME.search(text)):
        return VTT
    return SRT if _SRT_TIME.search(text) else TXT


def _cues(text: str, form: str) -> tuple[list[Cue], list[str]]:
    if form == VTT:
        bare = text.lstrip()
        return captions.cues_of(bare if bare.startswith("WEBVTT") else f"WEBVTT\n\n{bare}", VTT)
    if form == SRT:
        return captions.cues_of(text.lstrip(), SRT)
    if form == DOCX and captions.ARROW in text:
        return captions.cues_of(f"WEBVTT\n\n{_VTT_TIME.sub(_on_new_block, text)}", VTT, names_above=True)
    return plain.cues_of(text, has_heading=form == DOCX), []


def _on_new_block(match: re.Match[str]) -> str:
    return f"\n{match[0]}"


def _check(cues: Sequence[Cue], text: str) -> None:
    if not cues:
        if captions.ARROW in text:
            raise Invalid(_("No line of this transcript could be read. Check that the file is complete."), "file")
        raise Invalid(_("This transcript has no words."), "file")
    if len(cues) > MOST_CUES or sum(len(cue.text) for cue in cues) > MOST_CHARACTERS:
        raise Invalid(_("This transcript is too long. Upload the part that matters."), "file")
    if len(speakers_of(cues)) > MOST_SPEAKERS:
        raise Invalid(
            _("This transcript has over %(most)s speakers. Check that it is one talk.") % {"most": MOST_SPEAKERS},
            "file",
        )
    sample = text[:20_000]
    strange = sum(not (char.isalnum() or char.isspace() or char in _USUAL) for char in sample)
    if strange > len(sample) * _UNUSUAL:
        raise Invalid(_("Upload a transcript as VTT, SRT, DOCX or TXT."), "file")


def _lacks(cues: Sequence[Cue], text: str, form: str) -> list[str]:
    found = []
    if all(cue.second is None for cue in cues):
        found.append(NO_TIMES)
    if not any(cue.speaker for cue in cues):
        found.append(NO_SPEAKERS)
    if form in (VTT, SRT) and text.rstrip().rpartition("\n")[2].rstrip().endswith(captions.ARROW):
        found.append(CUT_OFF)
    return found


def _held(name: str, text: str) -> tuple[date | None, time | None, bool]:
    """Return the date and time that the name of the file or the top of a document states."""
    for match in _IN_NAME.finditer(name):
        day = _day(*map(int, match.group(2, 3, 4)))
        clock = _clock(match[5], match[6]) if match[5] else None
        if day:
            return day, clock, bool(match[1])
    for line in [line for line in text.split("\n") if line.strip()][:_HEADING]:
        days = {each.day for each in dates_in(line, _LONG_AGO) if each.day and each.day.year > _LONG_AGO.year + 1}
        if len(days) == 1:
            found = _OF_DAY.search(re.sub(r"\d{1,2}\.\d{1,2}\.\d{2,4}", "", line))
            return days.pop(), _clock(*found.group(1, 2, 3)) if found else None, False
    return None, None, False


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _clock(hours: str, minutes: str, half: str | None = None) -> time | None:
    hour = int(hours) % 12 + (12 if half.upper() == "PM" else 0) if half else int(hours)
    return time(hour, int(minutes)) if hour < 24 and int(minutes) < 60 else None
