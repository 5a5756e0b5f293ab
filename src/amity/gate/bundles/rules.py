"""Pure rules of bundles: the one text of several items, and who has to decide about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amity.gate.lanes.rules import strength
from amity.gate.rules import SUBJECT_MOST

LINE: Final = "-"
_GREETING: Final = re.compile(
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon)|hallo|guten (?:tag|morgen)|liebe[rs]?|sehr geehrte[rs]?|bonjour|"
    r"ch[èe]re?)\b[^,.:;!?]{0,60}[,:!.]?",
    re.IGNORECASE,
)
_SIGN_OFF: Final = re.compile(
    r"(?:(?:kind|best|warm) regards|regards|best wishes|best|all the best|yours sincerely|sincerely|thanks|thank you|"
    r"(?:mit )?(?:freundlichen|besten|herzlichen|viele[n]?|liebe[n]?) grüßen?|cordialement|bien à vous),?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a bundle: its heading, its text, and its author where authors differ."""

    heading: str
    body: str
    author: str = ""


def subject_of(parts: Sequence[Part]) -> str:
    """Return the subject of a bundle: the headings of its items, as far as they fit."""
    whole = " · ".join(part.heading for part in parts)
    if len(whole) <= SUBJECT_MOST:
        return whole
    more = f" + {len(parts) - 1}"
    return parts[0].heading[: SUBJECT_MOST - len(more)] + more


def assembled(parts: Sequence[Part]) -> str:
    """Return one text: each item under its heading, greeted once and signed once, in the words of the first item.

    Only a greeting in the first line and a sign-off of up to three lines at the end are left out.
    """
    greeting, _body, ending = split(parts[0].body)
    blocks = [greeting] if greeting else []
    for number, part in enumerate(parts, 1):
        heading = f"{number}. {part.heading}"
        body = split(part.body)[1]
        signed = f"\n\n{part.author}" if part.author else ""
        blocks.append(f"{heading}\n{LINE * len(heading)}\n{body}{signed}")
    if ending:
        blocks.append(ending)
    return "\n\n".join(blocks)


def split(body: str) -> tuple[str, str, str]:
    """Return a text in three: its greeting, what it is about, and its sign-off. The first and last may be empty."""
    lines = body.strip().split("\n")
    greeting = lines[0] if len(lines) > 1 and not lines[1].strip() and _GREETING.fullmatch(lines[0].strip()) else ""
    rest = lines[1:] if greeting else lines
    at = next((at for at in range(max(len(rest) - 3, 1), len(rest)) if _SIGN_OFF.fullmatch(rest[at].strip())), None)
    if at is None:
        return greeting, "\n".join(rest).strip(), ""
    return greeting, "\n".join(rest[:at]).strip(), "\n".join(rest[at:]).strip()


def strictest(lanes: Sequence[str]) -> str:
    """Return the strictest of some lanes."""
    return max(lanes, key=strength)
