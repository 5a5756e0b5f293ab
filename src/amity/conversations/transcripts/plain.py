"""Transcripts as plain text: `Name: text`, `[00:01:02] Name: text`, a name and its time above the words, or none."""

import re
from typing import Final

from amity.conversations.transcripts.names import named_line, whole_name
from amity.conversations.transcripts.rules import MOST_SECONDS, Cue

_CLOCK: Final = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?"
_STAMPED: Final = re.compile(rf"[ \t]*[\[(]?{_CLOCK}[\])]?(?:[ \t]+[-–|][ \t]+|[ \t]+|:[ \t]+|$)(.*)")
_HEAD: Final = re.compile(rf"[ \t]*(\D\S*(?:[ \t]+\S+){{0,5}}?)[ \t]*[ \t\-–|,(\[]+{_CLOCK}[\])]?[ \t]*")
_FEWEST_NAMED: Final = 2


def cues_of(text: str, *, has_heading: bool = False) -> list[Cue]:
    """Return the cues of a plain text. Names are read where two lines have one: a single colon is no speaker.

    With `has_heading`, the lines before the first speaker are the title and date of the talk.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    has_names = sum(bool(_read(line)[1]) for line in lines) >= _FEWEST_NAMED
    found: list[Cue] = []
    second, speaker = None, ""
    for line in lines:
        if has_names and (head := _head(line)):
            speaker, second = head
            continue
        at, name, words = _read(line)
        if at is not None:
            second = at
        if has_names and name:
            speaker = name
        elif not has_names:
            words = _stamp(line)[1]
        if words and not (has_heading and has_names and not speaker):
            found.append(Cue(second, speaker, " ".join(words.split())))
    return found


def _read(line: str) -> tuple[int | None, str, str]:
    """Return the second, the speaker and the words of a line. A line that is only a name and a time has no words."""
    if head := _head(line):
        return head[1], head[0], ""
    second, rest = _stamp(line)
    name, words = named_line(rest)
    return second, name, words


def _stamp(line: str) -> tuple[int | None, str]:
    match = _STAMPED.fullmatch(line.rstrip())
    second = _second(match.group(1, 2, 3)) if match else None
    return (second, match[4]) if match and second is not None else (None, line.strip())


def _head(line: str) -> tuple[str, int] | None:
    """Return the name and the second of a line that has nothing else: "Dana Whitlock   14:05"."""
    match = _HEAD.fullmatch(line.rstrip()) if len(line) <= 200 else None
    name = whole_name(match[1]) if match else ""
    second = _second(match.group(2, 3, 4)) if match else None
    return (name, second) if name and second is not None else None


def _second(parts: tuple[str | None, ...]) -> int | None:
    hours, minutes, seconds = (int(part or 0) for part in parts)
    total = hours * 3600 + minutes * 60 + seconds
    return total if seconds < 60 and (minutes < 60 or not parts[0]) and total <= MOST_SECONDS else None
