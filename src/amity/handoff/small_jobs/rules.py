"""Pure rules of small jobs: the name of a job from the words of the request."""

import re
from typing import Final

LONGEST_NAME: Final = 60
_OPENINGS: Final = (
    r"(?:we|i)(?: would|’d|'d)? (?:want|need|like)(?: to have)?", r"(?:can|could|would) you (?:please )?\w+(?: us)?",
    "please", r"(?:wir|ich) (?:möchten?|wollen|will|brauchen?|hätten?) (?:gerne?)?", r"(?:können|könnten) sie(?: uns)?",
    "bitte", r"(?:nous|je) (?:voulons|aimerions|souhaitons|veux|voudrais|souhaite)", "il nous faut",
    r"(?:pouvez|pourriez)-vous(?: nous)? \w+",
)  # fmt: skip
_ARTICLES: Final = ("an?", "the", "some", "ein(?:e[nmrs]?)?", "une?", "des", "du", "les?", "la")
_OPENING: Final = re.compile(rf"^(?:{'|'.join(_OPENINGS)})\s+(?=\S)", re.IGNORECASE)
_ARTICLE: Final = re.compile(rf"^(?:{'|'.join(_ARTICLES)})\s+(?=\S)", re.IGNORECASE)
_VERB: Final = re.compile(
    r"^to\s+(?:(?:have|get|see|do|make|build|create|produce|develop|order|commission|design|print|film|write)\s+)?(?=\w)",
    re.IGNORECASE,
)
"""An infinitive, with its verb where the thing itself names the job: to build a shop page is a shop page."""
_JOINTS: Final = (
    "with", "for", "in", "on", "at", "by", "from", "into", "and", "or", "so", "that", "which", "where", "when", "to",
    "because", "before", "after", "until", "during", "mit", "für", "auf", "bei", "und", "oder", "damit", "dass", "vor",
    "nach", "bis", "zu", "zum", "zur", "avec", "pour", "dans", "sur", "et", "ou", "afin", "que", "qui", "par", "avant",
    "après",
)  # fmt: skip
_JOINT: Final = re.compile(rf"\s(?=(?:{'|'.join(_JOINTS)})\s)", re.IGNORECASE)
"""Where a clause can end without breaking off a thought."""
_SHORTEST: Final = 12
_NO_NAME: Final = re.compile(r"^(?:to be\b|you\b|them\b|him\b|her\b|it\b|that\b|que\b|dass\b)", re.IGNORECASE)
"""What can't begin a name once the opening is gone."""
_END: Final = re.compile(r"[.!?;:\n]|,\s")


def name_from(words: str) -> str:
    """Return a name for a job from the client's words: their first clause, without “we want a”, in one short line.

    “We want to bring it back” becomes “Bring it back”, “We want to build a page” becomes “Page”. Words that are no name
    without their opening keep it. A long clause ends where a thought does, or with an ellipsis.
    """
    text = words.strip().strip("“”„\"»«’'").strip()
    opened = _OPENING.sub("", text, count=1)
    opened = text if _NO_NAME.match(opened) else _VERB.sub("", opened, count=1)
    bare = _ARTICLE.sub("", opened, count=1) or text
    clause = " ".join(_END.split(bare, maxsplit=1)[0].split()) or " ".join(text.split())
    return _cut(clause[:1].upper() + clause[1:])


def _cut(text: str) -> str:
    if len(text) <= LONGEST_NAME:
        return text
    ends = [joint.start() for joint in _JOINT.finditer(text) if _SHORTEST <= joint.start() <= LONGEST_NAME]
    if ends:
        return text[: ends[-1]]
    head, _space, _rest = text[:LONGEST_NAME].rpartition(" ")
    return f"{head or text[: LONGEST_NAME - 1]}…"
