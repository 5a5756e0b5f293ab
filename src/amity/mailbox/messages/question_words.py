"""Whether a reply to a contact report only asks something, or corrects it too. Pure."""

import re
from collections.abc import Collection
from typing import Final

from amity.mailbox.messages.reply_words import is_courtesy

_CORRECTS: Final = re.compile(
    r"\b(?:wrong|incorrect|inaccurate|mistakes?|errors?|(?:please|you|to) correct|correct(?:ed|ions?)|chang(?:e|ing)"
    r"|changed to|amend\w*|instead|rather|remove|delete|add|update|replace|missing|should (?:be|read|say)"
    r"|falsch\w*|fehler\w*|korrigier\w*|korrektur\w*|änder\w*|geändert werden|statt|stattdessen|sondern|streich\w*"
    r"|ergänz\w*|fehlt|stimmt nicht|berichtig\w*|richtigstell\w*|müsste|heißen"
    r"|faux|fausse\w*|erreurs?|corrig\w*|corrections?|changer|changez|modifi(?:er|ez)|rectifi\w*|plutôt|au lieu"
    r"|supprim\w*|ajout\w*|manque|remplac\w*)\b",
    re.IGNORECASE,
)
"""Words with which people ask for something to be put right, also in the form of a question."""
_DENIES: Final = re.compile(r"^\W*(?:no|nope|actually|nein|eigentlich|non|en fait)\b\s*[,:–-]", re.IGNORECASE)
_LEADS: Final = re.compile(r"\b(?:questions?|frage|fragen|rückfrage|rückfragen|query)\b", re.IGNORECASE)
_THANKS: Final = re.compile(
    r"^\W*(?:many thanks|thanks|thank you|danke|vielen dank|herzlichen dank|merci|merci beaucoup)\s+"
    r"(?:for|für|pour|de|d.)\b[^,;:–]*$",
    re.IGNORECASE,
)
_WAITS: Final = re.compile(
    r"^\W*(?:(?:please |just )?let me know|thanks in advance|(?:i )?look(?:ing)? forward to"
    r"|(?:vielen )?dank(?:e)? im voraus"
    r"|(?:ich )?bitte um (?:eine )?(?:kurze )?(?:info|rückmeldung|antwort|klärung)|(?:ich )?freue mich auf"
    r"|merci d.avance|merci de (?:me|nous) (?:dire|confirmer)|dans l.attente)\b",
    re.IGNORECASE,
)
_TURNS: Final = re.compile(
    r"\b(?:but|however|except|aber|jedoch|allerdings|außer|mais|sauf|cependant)\b", re.IGNORECASE
)
_CLOSES: Final = re.compile(
    r"^\W*(?:best|best regards|kind regards|regards|cheers|thanks|many thanks|(?:viele|beste|liebe|schöne) grüße"
    r"|mit freundlichen grüßen|gruß|lg|vg|mfg|cordialement|bien à vous|bonne journée)\W*$",
    re.IGNORECASE,
)
_END: Final = re.compile(r"(?<=[?!…])\s+|(?<=[^\W\d_]{2}[.])\s+")
"""Between two sentences. The point of a date ("14. Mai") or a short form ("z. B.") ends none."""
_MARK: Final = re.compile(r"\?(?!\w)")


def is_question(text: str, known_names: Collection[str] = ()) -> bool:
    """Return whether what someone wrote above the quote asks something, and corrects nothing.

    Any other sentence counts as a correction, except greetings, thanks, and those that lead to the question.
    """
    sentences = _sentences(text, known_names)
    return any(map(_MARK.search, sentences)) and all(_is_harmless(one) for one in sentences)


def _is_harmless(sentence: str) -> bool:
    if _CORRECTS.search(sentence) or _DENIES.search(sentence):
        return False
    if _MARK.search(sentence):
        return True
    leads = _LEADS.search(sentence) or _THANKS.search(sentence) or _WAITS.search(sentence)
    return bool(leads) and not _TURNS.search(sentence)


def _sentences(text: str, names: Collection[str]) -> list[str]:
    """Return the sentences of a text up to its closing, without lines that only greet or thank."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.rstrip() == "--" or (lines and _CLOSES.match(line)):
            break
        if not is_courtesy(line, names):
            lines.append(line.strip())
    found = (one.strip() for one in _END.split(" ".join(lines)))
    return [one for one in found if not is_courtesy(one, names)]
