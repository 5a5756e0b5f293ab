"""What a change order made from a request is called: what is ordered, without the client's courtesy and question.

Clients ask in any language, so the phrases of English, German and French are all tried.
"""

import re
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.agreements.models import Agreement
from amity.scope.models import Request
from amity.scope.rules import TITLE_MOST
from amity.ui import formats
from amity.ui.reader_format import in_language

_GREETING: Final = re.compile(r"^(?:hi|hello|hey|dear|hallo|guten tag|bonjour|salut)\b[^,!.?]{0,40}[,!.]\s*", re.I)
_END: Final = re.compile(r"[\s,]*\b(?:as well|too|please|bitte|aussi|s[’']il (?:vous|te) pla[iî]t|svp)\s*$", re.I)
_FILLER: Final = r"(?:(?:please|also|still|maybe|perhaps|bitte|auch|noch|aussi|encore)\s+)*"
_IS: Final = re.compile(
    r"^(?:could|can|should|might|may)\s+(?P<what>(?!you\b|we\b|i\b|there\b).+?)\s+(?:also\s+)?be\s+(?P<rest>.+)$",
    re.I,
)
_SEIN: Final = re.compile(
    r"^(?:könnten?|kann|können|sollten?|dürften?)\s+(?P<what>(?!sie\b|wir\b|ihr\b|du\b).+?)\s+"
    r"(?:auch\s+)?(?P<rest>\S+(?:\s+\S+)?\s+\S+)\s+(?:sein|stehen)$",
    re.I,
)
_ETRE: Final = re.compile(
    r"^(?P<what>.+?)\s+(?:pourrait|pourraient|peut|peuvent)(?:-(?:il|elle|ils|elles))?\s+(?:aussi\s+)?"
    r"(?:être|figurer|apparaître)\s+(?P<rest>.+)$",
    re.I,
)
_LEADS: Final = tuple(
    re.compile(rf"^(?:{lead})\s*{_FILLER}", re.I)
    for lead in (
        r"(?:would|is) it (?:be )?possible to\b",
        r"(?:could|can|would|will) you\b",
        r"(?:could|can|may) (?:we|i) (?:please |also )?(?:have|get)\b",
        r"(?:could|can|may) (?:we|i)\b",
        r"(?:we|i)(?:[’']d| would) (?:also )?(?:like|love|need)(?: to have| to get)?\b",
        r"(?:we|i) (?:also )?(?:need|want)(?: to have)?\b",
        r"please\b",
        r"(?:könnten|können|würden) (?:sie|wir)\b",
        r"(?:könnt|kannst|könntest) (?:ihr|du)\b",
        r"(?:wir|ich) (?:hätten?|möchten?|bräuchten?|brauchen?|wünschen?)(?: uns| gerne?)*\b",
        r"bitte\b",
        r"(?:pourriez|pouvez)-vous\b",
        r"(?:serait-il|est-il|est-ce) possible d(?:e\b|[’'])",
        r"(?:pourrait|peut)-on\b",
        r"(?:nous|je) (?:voudrions|voudrais|aimerions|aimerais|souhaitons|souhaite)(?: avoir)?\b",
        r"merci d(?:e\b|[’'])",
    )
)


def ordered(words: str) -> str:
    """Return what a request orders, as a title. "" where its words still are a question."""
    text = _GREETING.sub("", " ".join(words.split()))
    sentence, sign = _first_sentence(text)
    plain = _END.sub("", sentence)
    for pattern in (_IS, _SEIN, _ETRE):
        if sign == "?" and (found := pattern.match(plain)):
            return _as_title(" ".join(part for part in found.groupdict().values() if part))
    for lead in _LEADS:
        shorter = lead.sub("", plain, count=1)
        if shorter != plain:
            return _as_title(shorter)
    return "" if sign == "?" else _as_title(sentence)


def words_for(row: Request, parent: Agreement | None) -> tuple[str, str]:
    """Return the proposed title and the reason of a change order, in the language of the client who signs it."""
    with in_language(language_for(row.contact)):
        return proposed_title(row, parent), reason_of(row)


def proposed_title(row: Request, parent: Agreement | None) -> str:
    """Return the title proposed for the change order of a request. Where its words only ask, it names the work."""
    if found := ordered(row.words):
        return found
    about = row.project.name if row.project else str(parent) if parent else ""
    return (_("Extra work: %(what)s") % {"what": about})[:TITLE_MOST] if about else _("Extra work")


def reason_of(row: Request) -> str:
    """Return the reason of the change order: what the client asked, who asked and when."""
    names = {"day": formats.dated(row.asked_on), "words": row.words, "who": row.contact.name if row.contact else ""}
    if row.contact is not None:
        return _("%(who)s asked on %(day)s: “%(words)s”") % names
    return _("The client asked on %(day)s: “%(words)s”") % names


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence without the sign that ends it, and that sign."""
    found = re.match(r"(.+?)([.!?…])(?=\s|$)", text)
    return (found[1].strip(), found[2]) if found else (text.strip(), "")


def _as_title(text: str) -> str:
    plain = _END.sub("", text).strip(" ,;:")
    short = plain if len(plain) <= TITLE_MOST else f"{plain[: TITLE_MOST - 1]}…"
    return short[:1].upper() + short[1:]
