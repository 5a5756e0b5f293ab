"""A stored transcript as a file: WebVTT with a voice for each speaker."""

import re
from collections.abc import Sequence
from typing import Final

from webvtt import Caption, WebVTT

from amity.conversations.transcripts.models import Transcript
from amity.conversations.transcripts.rules import Cue, clock

_UNSAFE: Final = re.compile(r"[^\w. -]", re.ASCII)
_LENGTH: Final = 4
"""Seconds of a cue whose end isn't known."""


def webvtt(cues: Sequence[Cue]) -> str:
    """Return the cues as WebVTT. Without times, each cue comes some seconds after the one before it."""
    file, at = WebVTT(), 0
    for cue in cues:
        begin = cue.second if cue.second is not None else at
        until = cue.until if cue.until is not None and cue.until > begin else begin + _LENGTH
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        file.captions.append(Caption(f"{clock(begin)}.000", f"{clock(until)}.000", f"{voice}{_escaped(cue.text)}"))
        at = until
    return str(file.content)


def file_name(found: Transcript) -> str:
    """Return a name for the download that every system takes."""
    stem = _UNSAFE.sub("-", str(found).rpartition(".")[0] or str(found)).strip(" .-")
    return f"{stem[:100] or 'transcript'}.vtt"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
