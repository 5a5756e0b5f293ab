"""Which sentences of an email are asked about: few, and those that almost surely are what they seem. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.accounts.preferences.attitudes import attitude_in
from amity.accounts.preferences.rules import DISLIKE, LIKE, NEVER
from amity.conversations.candidates.recognition import (
    ASKED,
    COMMITMENT,
    DATE,
    PREFERRED,
    Candidate,
    candidates_in,
    is_deadline,
)
from amity.conversations.notes.marks import AGENCY, CLIENT, Side
from amity.conversations.rules import PREFERENCE, PROMISE, REQUEST
from amity.shared.text.dates import due_in

MOST: Final = 3
"""Sentences of one email that are asked about."""
LONGEST: Final = 300
"""Characters of a request or a preference. A longer sentence tells a story."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A sentence, what it would become, and the due date in it."""

    mark: str
    text: str
    due_on: date | None


def suspects_in(text: str, side: Side, written_on: date) -> list[Suspect]:
    """Return what one side of an email may have promised, requested or preferred, in order, the first few."""
    found = candidates_in(text, side, written_on)
    chosen = [one for one in found if (_promises(one) if side == AGENCY else _concerns_us(one))]
    return [Suspect(one.mark, _capitalised(one.text), due_in(one.text, written_on).day) for one in chosen[:MOST]]


def _capitalised(text: str) -> str:
    """Return a sentence with a capital, which it lacks after "Hello Mara,"."""
    return text[:1].upper() + text[1:]


def _promises(one: Candidate) -> bool:
    """Return whether a sentence of ours says that we will do something, or by when. An amount alone isn't enough."""
    dates = (one.text[match.start : match.end] for match in one.matches if match.signal == DATE)
    return one.mark == PROMISE and (
        any(match.signal == COMMITMENT for match in one.matches) or any(map(is_deadline, dates))
    )


def _concerns_us(one: Candidate) -> bool:
    """Return whether a client's sentence asks us for work, or says how they like it."""
    signals = {match.signal for match in one.matches}
    if len(one.text) > LONGEST or _FORMULA.search(one.text):
        return False
    if one.mark == REQUEST:
        return ASKED in signals and not _asks_for_talk(one)
    is_clear = PREFERRED in signals and attitude_of(one.text) != ""
    return one.mark == PREFERENCE and is_clear and not _MEETS.search(one.text)


def attitude_of(text: str) -> str:
    """Return the attitude that the words of a preference state, "" where they leave it open."""
    return attitude_in(text) or next((attitude for attitude, phrase in _WORDED if phrase.search(text)), "")


def _asks_for_talk(one: Candidate) -> bool:
    """Return whether every request of a sentence is about talking or answering, or the writer's own task."""
    asking = [match for match in one.matches if match.signal == ASKED]
    return all(_TALK.match(one.text, match.end) or _OWN_TASK.match(one.text, match.start) for match in asking)


def side_of(direction_is_out: bool) -> Side:
    """Return whose words an email has."""
    return AGENCY if direction_is_out else CLIENT


def _any(expressions: Sequence[str]) -> str:
    return "|".join(expressions)


_TALKING: Final = (
    r"(?:give\s+(?:me|us)\s+a\s+)?(?:call|ring|phone)\b(?!\s+(?:it|the\s+\w+\s+by))",
    r"(?:quickly\s+)?(?:talk|speak|meet|chat|discuss|catch\s+up|schedule|find\s+a\s+(?:time|slot|date))\b",
    r"be\s+(?:available|free|there)|join|attend|make\s+(?:it|(?:mon|tues|wednes|thurs|fri)day)\b",
    r"(?:please\s+)?(?:let\s+(?:me|us)\s+know|confirm|get\s+back|come\s+back|reply|answer|respond|acknowledge|advise)\b",
    r"(?:to\s+)?(?:thank|invite|inform|introduce|wish|congratulate|know|hear|understand|learn|meet|apologi[sz]e)\b",
    r"(?:mich\s+|uns\s+)?(?:kurz\s+)?(?:anrufen|telefonieren|sprechen|treffen|zurückrufen|bescheid|bestätigen|antworten)",
    r"(?:(?:mich|uns|mir|bitte)\s+){0,3}(?:kurz\s+)?(?:anrufen|telefonieren|sprechen|bescheid|bestätigen)",
    r"(?:me\s+|nous\s+)?(?:rappeler|appeler|parler|confirmer|répondre|dire|tenir\s+au\s+courant)",
    r"(?:ihnen\s+|dir\s+)?(?:danken|einladen|mitteilen|gratulieren)",
)  # fmt: skip
_TALK: Final = re.compile(rf"[,\s]*(?:{_any(_TALKING)})", re.IGNORECASE)
"""What follows "can you" where it isn't work."""
_OWN_TASK: Final = re.compile(
    r"(?:we|i)(?:['’]d|\s+would)\s+(?:really\s+|also\s+)?like\s+to\s+"
    r"(?!(?:add|change|remove|have|use|move|replace|include|update|get|see|show|order|keep|shorten)\b)"
    r"|(?:wir|ich)\s+(?:brauchen?|bräuchten?)\s+(?:noch\s+)?(?:etwas\s+)?(?:zeit|geduld)\b"
    r"|(?:nous\s+avons|on\s+a|j['’]ai)\s+besoin\s+de\s+(?:temps|réfléchir|valider)\b",
    re.IGNORECASE,
)
"""What someone needs who then does it themselves."""
_MEETS: Final = re.compile(
    r"\b(?:prefer|rather|bevorzugen?|lieber|préf\w+|mieux)\b.{0,20}\b(?:mon|tues|wednes|thurs|fri)day|\bo[’']clock"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|uhr|lundi|mardi|mercredi|jeudi|vendredi)\b",
    re.IGNORECASE,
)
"""A preference for a day is about a meeting."""
_WORDED: Final = (
    (NEVER, re.compile(r"\bplease\s+(?:don['’]t|do\s+not)\b|\bbitte\s+(?:kein\w*|nicht)\b", re.IGNORECASE)),
    (
        DISLIKE,
        re.compile(r"\b(?:hassen|détest\w+)\b|\bn['’]aim\w+\s+pas\b|\bdon['’]t\s+(?:really\s+)?like\b", re.IGNORECASE),
    ),
    (LIKE, re.compile(r"\b(?:bevorzugen|lieber|préférons|mieux|rather)\b", re.IGNORECASE)),
)
"""Attitudes of whole phrases, which a marked line doesn't need."""
_FORMULA: Final = re.compile(
    r"\b(?:unsubscribe|confidential|intended\s+recipient|this\s+(?:e-?mail|message)\s+(?:and|is|was|may)|view\s+in\s+browser"
    r"|do\s+not\s+(?:reply|hesitate|print)|don['’]t\s+(?:reply|hesitate|worry|forget|print)|any\s+(?:further\s+)?questions"
    r"|out\s+of\s+(?:the\s+)?office|vertraulich|abmelden|zögern\s+sie\s+nicht|n['’]hésitez\s+pas|désabonner|se\s+désinscrire)\b",
    re.IGNORECASE,
)
"""What stands under every email."""
