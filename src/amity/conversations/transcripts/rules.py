"""Pure rules of transcripts: what was said when by whom, in turns, and time stamps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

MOST_CUES: Final = 20_000
"""Lines of a transcript. A talk of five hours has about 6,000."""
MOST_CHARACTERS: Final = 1_000_000
MOST_SECONDS: Final = 24 * 3600
MOST_NAME: Final = 100
MOST_SPEAKERS: Final = 60
PAUSE: Final = 8
"""Seconds after which the same speaker begins a new turn."""
MOST_IN_TURN: Final = 4_000
"""Characters of a turn, so that no sentence is looked for in an hour of text."""

VTT: Final = "vtt"
SRT: Final = "srt"
DOCX: Final = "docx"
TXT: Final = "txt"
FORMATS: Final = (VTT, SRT, DOCX, TXT)

BAD_CUES: Final = "bad_cues"
BAD_CHARACTERS: Final = "bad_characters"
GUESSED_ENCODING: Final = "guessed_encoding"
NO_TIMES: Final = "no_times"
NO_SPEAKERS: Final = "no_speakers"
CUT_OFF: Final = "cut_off"
REMARKS: Final = (BAD_CUES, BAD_CHARACTERS, GUESSED_ENCODING, NO_TIMES, NO_SPEAKERS, CUT_OFF)
"""What was read only in part, for the person to know."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of one speaker. `second` is from the start of the talk, None where the file has no times."""

    second: int | None
    speaker: str
    text: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript as it was read: its cues, and the date and time that its file states."""

    format: str
    cues: tuple[Cue, ...]
    remarks: tuple[str, ...] = ()
    held_on: date | None = None
    held_time: time | None = None
    is_utc: bool = False

    @property
    def seconds(self) -> int:
        """Return the length of the talk, 0 where the file has no times."""
        return max((cue.until or cue.second or 0 for cue in self.cues), default=0)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said without a pause, and which second each place in its text was said at."""

    speaker: str
    text: str
    starts: tuple[tuple[int, int | None], ...]

    def second_at(self, place: int) -> int | None:
        """Return the second at which the cue of a place in the text begins."""
        return next((second for start, second in reversed(self.starts) if start <= place), None)


def minutes_of(seconds: int) -> int | None:
    """Return whole minutes of a talk, at least one, or None where its length is unknown."""
    return max(1, round(seconds / 60)) if seconds else None


def speakers_of(cues: Iterable[Cue]) -> list[str]:
    """Return the names of the speakers in the order in which they first spoke."""
    return list(dict.fromkeys(cue.speaker for cue in cues if cue.speaker))


def turns(cues: Sequence[Cue]) -> Iterator[Turn]:
    """Yield what each speaker said without a pause. Files cut a sentence into cues, and a cue into lines."""
    words: list[str] = []
    starts: list[tuple[int, int | None]] = []
    length, before = 0, None
    for cue in cues:
        if before is not None and (length > MOST_IN_TURN or not _continues(before, cue)):
            yield Turn(before.speaker, " ".join(words), tuple(starts))
            words, starts, length = [], [], 0
        starts.append((length, cue.second))
        words.append(cue.text)
        length += len(cue.text) + 1
        before = cue
    if before is not None:
        yield Turn(before.speaker, " ".join(words), tuple(starts))


def clock(second: int) -> str:
    """Return a time stamp as players show it: 00:14:05."""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def _continues(before: Cue, cue: Cue) -> bool:
    if cue.speaker != before.speaker:
        return False
    ended = before.until if before.until is not None else before.second
    return ended is None or cue.second is None or cue.second - ended <= PAUSE
