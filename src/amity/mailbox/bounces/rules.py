"""Pure rules of bounces: which headers look like one, and which of our emails it returns."""

import re
from typing import Final

_LOOKS: Final = re.compile(
    rb"^(?:content-type:\s*multipart/report|from:[^\n]*\b(?:mailer-daemon|postmaster)\b|return-path:\s*<>)",
    re.IGNORECASE | re.MULTILINE,
)
_OURS: Final = re.compile(rb"<[0-9a-f]{32}@[a-z0-9.-]{1,200}>", re.IGNORECASE)
MOST_IDS: Final = 20


def looks_bounced(headers: bytes) -> bool:
    """Return whether the headers of an email look like those of one that came back, so that it is worth reading."""
    return _LOOKS.search(re.split(rb"\r?\n\r?\n", headers, maxsplit=1)[0]) is not None


def ids_in(raw: bytes) -> list[str]:
    """Return Message-IDs in a bounce that may be ours: it quotes the headers of what it returns."""
    found = dict.fromkeys(match.decode("ascii", "replace") for match in _OURS.findall(raw))
    return list(found)[:MOST_IDS]
