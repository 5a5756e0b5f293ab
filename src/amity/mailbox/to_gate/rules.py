"""Pure rules of emails to the gate: the recipients in its first lines, and its outcomes."""

import re
from dataclasses import dataclass
from typing import Final

TAKEN: Final = "taken"
DRAFT: Final = "draft"
"""Saved, and not submitted: a check blocks it, or a field is missing."""
KNOWN: Final = "known"
REFUSED: Final = "refused"
"""Refused with an answer to the person who wrote."""
IGNORED: Final = "ignored"
"""Not from a person of the agency, or not written by a person. No one gets an answer."""
BOUNCED: Final = "bounced"
"""It returned an email of ours, which is now not delivered."""
CLEARED: Final = "cleared"
"""A reply to an email about what waits, which cleared one item."""
ANSWERED: Final = "answered"
"""A reply to an email about statuses, which answered at least one."""
OUTCOMES: Final = (TAKEN, DRAFT, KNOWN, REFUSED, IGNORED, BOUNCED, CLEARED, ANSWERED)

MOST_PEOPLE: Final = 20
_LINE: Final = re.compile(r"(to|an|à|a|cc|copy|kopie|copie)\s*:\s*(.+)", re.IGNORECASE)
_COPIES: Final = frozenset({"cc", "copy", "kopie", "copie"})
_ADDRESS: Final = re.compile(r"[^\s<>,;\"()]+@[^\s<>,;\"()]+")


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom an email is for, and its text without the lines that name them."""

    to: tuple[str, ...]
    copies: tuple[str, ...]
    text: str


def addressed(text: str) -> Addressed:
    """Return the recipients in the first lines of a text. Without a line such as "To: cleo@…" there are none."""
    lines = text.replace("\r\n", "\n").lstrip("\n ").split("\n")
    found: dict[bool, list[str]] = {False: [], True: []}
    while lines and (match := _LINE.fullmatch(lines[0].strip())) and (some := _ADDRESS.findall(match[2])):
        found[match[1].lower() in _COPIES] += [address.lower().rstrip(".") for address in some]
        lines.pop(0)
    to = tuple(dict.fromkeys(found[False]))
    return Addressed(to, tuple(one for one in dict.fromkeys(found[True]) if one not in to), "\n".join(lines).strip())
