"""Pure rules of agency standards: the words that break one."""

import re
from typing import Final

TEXT_MOST: Final = 200
WORDS_MOST: Final = 300
STANDARDS_MOST: Final = 100


def split(words: str) -> list[str]:
    """Return the words or phrases of a standard, each once."""
    found = (" ".join(part.split()) for part in words.split(","))
    return list(dict.fromkeys(part for part in found if part))


def broken_by(words: str, text: str) -> str:
    """Return the first word or phrase of a standard that a text has as whole words, as it is written there, or ""."""
    for phrase in split(words):
        gaps = r"\s+".join(re.escape(part) for part in phrase.split(" "))
        if match := re.search(rf"(?<!\w){gaps}(?!\w)", text, re.IGNORECASE):
            return match[0]
    return ""
