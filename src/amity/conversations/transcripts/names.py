"""Names of speakers as programs write them, and the line that one begins."""

import re
from typing import Final

from amity.conversations.transcripts.rules import MOST_NAME

_NAMED: Final = re.compile(r"[ \t]*(?:[-–•>][ \t]+)?([^:\n]{1,100}?)[ \t]*:(?!//)[ \t]*(\S.*)")
_MOST_WORDS: Final = 6
_NUMBER: Final = re.compile(r"\s\d{1,2}$")
"""Of a speaker no one has named: "Speaker 2"."""
_NOT_IN_NAMES: Final = re.compile(r"[!?;=<>{}\d/\\\"“”]|\.\s+\S{3,}")


def named_line(line: str) -> tuple[str, str]:
    """Return the speaker before a colon and their words, or "" and the line."""
    match = _NAMED.fullmatch(line.rstrip())
    name = whole_name(match[1]) if match else ""
    return (name, match[2]) if match and name else ("", line.strip())


def whole_name(text: str) -> str:
    """Return a text if it can be a name, else "": few words, the first with a capital, and no sentence."""
    name = " ".join(text.split())[:MOST_NAME].strip(" \t-–—,")
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS + name.count("(") * 4 or _NOT_IN_NAMES.search(
        _NUMBER.sub("", name.partition("(")[0])
    ):
        return ""
    return name if name[0].isalpha() and (name[0].isupper() or not name[0].isascii()) else ""
