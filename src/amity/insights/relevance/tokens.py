"""Cut text into the words by which articles are compared, in any language.

Words lose their case, accents and common endings, so that *outages* matches *outage*. Chinese, Japanese and Korean,
which put no space between words, are cut into pairs of characters. Endings are cut the same way in every language: a
wrong cut is the same in article and profile, and costs less than a stemmer for each language.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:[.+#'’][^\W_]+)*[+#]*")
UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
ENDINGS: Final = (
    "ations", "ation", "ments", "ment", "ungen", "ings", "ies", "ing", "ung", "ers", "ed", "er", "en", "es", "ly",
    "em", "s", "e", "n",
)  # fmt: skip
SHORTEST: Final = 4
"""Letters that a word has left once its ending is cut. One less is enough for a plural: *apps*."""
_COMMON: Final = """
    a about after all also an and any are as at be because been before but by can could did do does every for from get
    had has have he her his how i if in into is it its just like made make more most my new no not of on one only or
    other our out over own say she should so some such than that the their them then there these they this those to
    too two up us use used very was we were what when where which while who why will with within would year you your
    aber als am an auch auf aus bei bin bis da das dass dem den der des die dies doch durch ein eine einem einen einer
    eines er es für hat ich ihr im in ist ja jede jeder jedes kein mit nach nicht noch nur oder ohne schon sehr sich
    sie sind so über um und uns unter vom von vor war was wenn wer wie wir wird wo zu zum zur
    au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui mais même ne nous on ou par pas
    plus pour que qui sa se ses son sont sur tout un une vos votre vous
"""


def tokens(text: str) -> list[str]:
    """Return the words of a text in their order, without those that every text has."""
    return list(_cut(_folded(text)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word without a common ending, as long as enough of it remains."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - (ending == "s"):
            return word.removesuffix(ending)
    return word


def _cut(text: str) -> Iterator[str]:
    for found in WORD.finditer(text):
        word = found[0]
        if UNSPACED.search(word):
            yield from _pairs(word)
        elif word not in IGNORED and (len(word) > 1 or not word.isascii()):
            plain = word.replace("’", "'").removesuffix("'s")
            if plain and plain not in IGNORED:
                yield stem(plain)


def _pairs(word: str) -> Iterator[str]:
    """Yield pairs of characters of text without spaces, and what is between them as words."""
    place = 0
    for found in UNSPACED.finditer(word):
        if found.start() > place:
            yield stem(word[place : found.start()])
        run = found[0]
        yield from (run[at : at + 2] for at in range(max(len(run) - 1, 1)))
        place = found.end()
    if place < len(word):
        yield stem(word[place:])


def _folded(text: str) -> str:
    """Return text in small letters without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in split if not _is_accent(sign)))


def _is_accent(sign: str) -> bool:
    """Return whether a character is an accent of Latin, Greek or Cyrillic. Those of other scripts are letters."""
    return "\u0300" <= sign <= "\u036f"


IGNORED: Final = frozenset(_folded(_COMMON).split())
"""Words that every text has, in English, German and French."""
