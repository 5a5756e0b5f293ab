"""Whether a reply agrees: a few fixed words in its first line, and nothing that could take them back. Pure."""

import re
from collections.abc import Collection
from typing import Final

MOST_WORDS: Final = 20
APPROVALS: Final = (
    "approved", "approve", "i approve", "we approve", "i approve this", "we approve this", "i approve it",
    "approved by me", "this is approved", "its approved", "it is approved", "go ahead", "signed off",
    "approval granted", "freigegeben", "freigabe", "freigabe erteilt", "hiermit freigegeben", "genehmigt",
    "ich gebe frei", "wir geben frei", "einverstanden", "ist freigegeben", "von mir freigegeben", "approuvé",
    "approuvée", "j approuve", "nous approuvons", "validé", "validée", "je valide", "nous validons",
    "bon pour accord", "bon à tirer",
)  # fmt: skip
"""The words that approve, without marks. The first line must be one of them, perhaps with a courtesy beside it."""
_COURTESY: Final = (
    "yes", "ok", "okay", "great", "perfect", "thanks", "thank you", "many thanks", "thanks a lot", "looks good",
    "hi", "hello", "dear", "all", "version", "ja", "danke", "vielen dank", "danke schön", "super", "hallo",
    "liebe", "lieber", "guten tag", "oui", "merci", "merci beaucoup", "parfait", "bonjour", "best",
    "best regards", "kind regards", "regards", "cheers", "viele grüße", "beste grüße", "mit freundlichen grüßen",
    "liebe grüße", "gruß", "cordialement", "bien à vous",
)  # fmt: skip
_RECEIPTS: Final = ("received", "got it", "noted", "erhalten", "angekommen", "bien reçu")
"""Lines that only say that something arrived."""
_YES: Final = frozenset({"yes", "yep", "ok", "okay", "ja", "oui"})
_TURNS: Final = frozenset({
    "but", "if", "except", "once", "unless", "however", "provided", "subject", "only", "not", "no", "never",
    "after", "until", "without", "cannot", "cant", "wont", "dont", "isnt", "when", "pending", "aside", "apart",
    "although", "though", "besides", "aber", "wenn", "falls", "außer", "sofern", "sobald", "jedoch", "nur",
    "nicht", "nein", "kein", "keine", "bis", "ohne", "nachdem", "allerdings", "mais", "si", "sauf", "quand",
    "cependant", "seulement", "pas", "non", "ne", "après", "sans", "toutefois", "hormis",
})  # fmt: skip
"""Any of these anywhere in the reply makes it a question."""
_SIGNATURE: Final = re.compile(r"^--\s?$")
_SENT_FROM: Final = re.compile(
    r"^\s*(?:sent (?:from|via|with)|get outlook for|gesendet (?:von|mit)|von mein\w+ .* gesendet"
    r"|envoyé (?:de|depuis|avec))\b",
    re.IGNORECASE,
)
"""How a line of a telephone or a mail program begins."""
_ASKS: Final = re.compile(r"\?(?!\w)")
"""A question mark, though not the one inside the address of a page."""
_NUMBER: Final = re.compile(r"\d{1,4}")
_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)


CLEARANCES: Final = (
    "ok", "okay", "clear", "cleared", "clear it", "frei", "freigeben", "freigegeben", "geht klar", "d accord",
    "valider", "validé",
)  # fmt: skip
"""The words with which a colleague clears an email, as `APPROVALS` are those of a client."""


def is_approval(text: str, known_names: Collection[str] = (), words: Collection[str] = APPROVALS) -> bool:
    """Return whether what someone wrote above the quote is one of the `words`, and says nothing else.

    `known_names` are of people and companies on both sides, which may stand in a greeting and a closing.
    """
    own = _without_signature(text)
    count = len(_words(own))
    turns = _TURNS & set(_words(text.replace("’", "").replace("'", "")))
    if not 0 < count <= MOST_WORDS or _ASKS.search(text) or turns:
        return False
    names = {word for name in known_names for word in _words(name)}
    lines = own_lines(text)
    first, rest = _left_over(lines[0], names, words), lines[1:]
    if first not in words and not (rest and not first and _left_over(rest.pop(0), names, words) in words):
        return False
    return all(not _left_over(line, names) for line in rest)


def is_courtesy(text: str, known_names: Collection[str] = ()) -> bool:
    """Return whether what someone wrote above the quote only greets, thanks or says that it arrived."""
    names = {word for name in known_names for word in _words(name)}
    return not any(_left_over(line, names, _RECEIPTS) not in ("", *_RECEIPTS) for line in own_lines(text))


def answers(text: str, known_names: Collection[str] = ()) -> bool:
    """Return whether what someone wrote above the quote answers a question: more than thanks, or a yes."""
    return bool(_YES.intersection(_words(_without_signature(text)))) or not is_courtesy(text, known_names)


def own_lines(text: str) -> list[str]:
    """Return the lines with a word in them, above a signature, without those that a telephone adds."""
    return [line for line in _without_signature(text).splitlines() if _words(line)]


def _left_over(line: str, names: Collection[str], agreeing: Collection[str] = ()) -> str:
    """Return a line in small letters without marks, courtesies, names and the number of a version.

    One that agrees is returned whole, although its words may be courtesies.
    """
    left = " ".join(_words(line))
    if left in agreeing:
        return left
    for phrase in sorted(set(_COURTESY).difference(agreeing), key=len, reverse=True):
        left = re.sub(rf"\b{re.escape(phrase)}\b", " ", left)
    return " ".join(word for word in left.split() if word not in names and not _NUMBER.fullmatch(word))


def _without_signature(text: str) -> str:
    """Return the lines above a signature, without those that a telephone adds."""
    lines = text.splitlines()
    ends = next((number for number, line in enumerate(lines) if _SIGNATURE.match(line)), len(lines))
    return "\n".join(line for line in lines[:ends] if not _SENT_FROM.match(line))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
