"""Tell a line that a letter marks from prose that begins with the same letter: "a long talk", "a demandé un plan".

Typing stays fast: a letter and a space mark a line unless its next words read as a sentence. English "a" and French "a"
are words, so most of the rule is about them; the other letters begin only a few abbreviations. A colon after the letter
marks the line whatever follows: "a: long list of stations".
"""

import re
from datetime import date
from typing import Final

from amity.shared.text.dates import due_in

_ABBREVIATIONS: Final = {
    "e": re.compile(r"(?:mails?|commerce|g)\b", re.IGNORECASE),
    "p": re.compile(r"(?:\d|(?:ex|s)\b)", re.IGNORECASE),
    "d": re.compile(r"(?:h|accord|abord|ailleurs|autres?|après)\b", re.IGNORECASE),
}
"""What follows a letter in "e mail", "e g", "p 4", "p ex", "d h", "d accord", written without dot or apostrophe."""
_AFTER_AN_ARTICLE: Final = (
    "long short few lot little bit good great bad big small nice couple very quite really rather more much whole "
    "number large hard difficult tense productive friendly useful strange weird strong serious possible real huge "
    "major minor mixed positive negative lively calm heated constructive perfect terrible lovely happy busy bumpy "
    "rough better worse day week month while discussion misunderstanding disagreement surprise pity shame problem "
    "concern worry mistake relief pleasure conversation feeling sense reason"
)
"""English words that follow the article in a report. Verbs are left out: "a clear the rights" is an action."""
_AFTER_FRENCH_HAS: Final = (
    "eu dit fait pris vu mis écrit promis reçu voulu pu dû su lu perdu répondu entendu attendu compris ouvert "
    "offert choisi réussi fini besoin envie peur hâte bien mal déjà aussi encore toujours jamais beaucoup trop "
    "peu raison tort un une des le la les"
)
_ELIDED: Final = re.compile(r"l['’]\w")
_FRENCH_PARTICIPLE: Final = re.compile(r"\w{2,}(?:é|ée|és|ées)$")
_VERBS: Final = (
    "send tell ask write get give find make share prepare confirm add see put let bring pay remind invite arrange "
    "inform explain ensure"
)
"""Verbs that an action begins with, and that are no nouns."""
_FINITE: Final = re.compile(
    r"^(?:[\w’'-]+\s+){1,7}?(?:is|isn['’]t|was|wasn['’]t|are|were|has|had|would|seems|seemed|looked|felt|came|went|took|"
    r"joined|asked|wants|wanted|said|thinks|thought|got|gave|left)\b"
)
_SUBORDINATE: Final = re.compile(
    r"\b(?:that|what|which|who|whether|if|how|why|when|where|because|as|than|before|after)\b"
)
_DEADLINE: Final = re.compile(r"\b(?:by|bis|spätestens|avant|d['’]ici)\s", re.IGNORECASE)
_SOME_DAY: Final = date(2001, 1, 1)


def reads_as_prose(letter: str, words: str) -> bool:
    """Return whether a line that begins with a letter and these words is a sentence and no marked line."""
    if letter != "a":
        known = _ABBREVIATIONS.get(letter)
        return known is not None and known.match(words) is not None
    first = re.split(r"[\s,.;:!?]", words, maxsplit=1)[0]
    if first in _AFTER_AN_ARTICLE.split():
        return not _has_deadline(words)
    if first in _AFTER_FRENCH_HAS.split() or _FRENCH_PARTICIPLE.match(first) or _ELIDED.match(first):
        return True
    return first.islower() and first not in _VERBS.split() and _states_something(words)


def _states_something(words: str) -> bool:
    """Return whether a noun has a finite verb of its own: "meeting with Helen is planned"."""
    found = _FINITE.match(words)
    return found is not None and _SUBORDINATE.search(found[0]) is None and ":" not in found[0]


def _has_deadline(words: str) -> bool:
    return any(due_in(words[found.end() :], _SOME_DAY).day is not None for found in _DEADLINE.finditer(words))
