"""What `writing.md` of the project holds by a check: each pattern with what to write instead."""

import re
from typing import Final

PATTERNS: Final = {
    r"\bis no (?!longer\b)": "isn't a …, or an instruction",
    r"^Say\b": "Enter, Choose, Add or Explain",
    r"\b[Oo]nly who\b": "Only the {role} can …",
    r"\banew\b": "again",
    r"\bfor ever\b": "no expiry",
    r"\bparted\b": "separated",
    r"\bof us\b": "on our team",
    r"\b[Mm]ail address": "email address",
    r"\b(stands|lies|hangs)\b": "is, appears, depends on",
    r"^(On|By|Of|Then|And|Whose|Whom)$": "a noun",
    r"\d %": "44%, without a space",
}
MOST_WORDS: Final = 25
_SENTENCE: Final = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z“\"%‘])|\n+")
_COMPILED: Final = [(re.compile(pattern), better) for pattern, better in PATTERNS.items()]


def faults(text: str) -> list[str]:
    """Return what is wrong with the English of a string, by the patterns and the length of its sentences."""
    plain = re.sub(r"<[^>]+>", " ", text.replace("%%", "%"))
    found = [f"“{match[0]}”: {better}" for pattern, better in _COMPILED if (match := pattern.search(plain.strip()))]
    return found + [
        f"{count} words in a sentence, at most {MOST_WORDS}"
        for sentence in _SENTENCE.split(plain)
        if (count := len(re.findall(r"[\w%()’'-]*\w[\w%()’'-]*", sentence))) > MOST_WORDS
    ]
