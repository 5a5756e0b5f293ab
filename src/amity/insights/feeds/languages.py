"""Tell the language of an article, offline. Short texts have that of their feed: a few words can't be told."""

from collections.abc import Iterable
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN: Final = ""
SURE: Final = 0.6
LONGEST: Final = 4_000
_CODES: Final = """
ar bg bn ca cs cy da de el en es et fa fi fr ga he hi hr hu id is it ja ko lt lv ms nl no pl pt ro ru sk sl sq sr sv sw
ta te th tr uk ur vi zh
"""
NEWSPAPERS: Final = frozenset(_CODES.split())
"""Languages of newspapers. Among all that the model knows, a short text is soon taken for a rare one."""
_known: list[LanguageIdentifier] = []


def language_of(text: str, fallback: str = UNKNOWN) -> str:
    """Return the code of the language of a text, or `fallback` where it can't be told for sure."""
    plain = " ".join(text.split())[:LONGEST]
    if not plain:
        return fallback
    code, sureness = _identifier().classify(plain)
    return str(code) if sureness >= SURE else fallback


def language_of_feed(declared: str, texts: Iterable[str]) -> str:
    """Return the code of the language that a feed declares, or that of its texts together, or ""."""
    code = declared.strip().lower().replace("_", "-").partition("-")[0]
    return code if code in NEWSPAPERS else language_of(" ".join(texts))


def _identifier() -> LanguageIdentifier:
    if not _known:
        made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        made.set_languages([code for code in made.labels if code in NEWSPAPERS])
        _known.append(made)
    return _known[0]
