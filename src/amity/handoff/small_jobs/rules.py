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
_VERB: Final = re.compile(r"^to\s+(?=\w)", re.IGNORECASE)
_NO_NAME: Final = re.compile(r"^(?:to be\b|you\b|them\b|him\b|her\b|it\b|that\b|que\b|dass\b)", re.IGNORECASE)
"""What can't begin a name once the opening is gone."""
_END: Final = re.compile(r"[.!?;:\n]|,\s")


def name_from(words: str) -> str:
    """Return a name for a job from the client's words: their first clause, without “we want a”, in one short line.

    “We want to bring it back” becomes “Bring it back”. Words that are no name without their opening keep it.
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
    head, _space, _rest = text[:LONGEST_NAME].rpartition(" ")
    return f"{head or text[: LONGEST_NAME - 1]}…"
