"""Find a length of time among words: "half an hour call with Dana", "wireframes 1:30", "30 min"."""

from typing import Final

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as lazy

from amity.timesheets import typed
from amity.ui.reader_format import ways
from amity.ui.search.words import folded

SPELLED: Final = (
    (lazy("half an hour"), 1800), (lazy("half hour"), 1800), (lazy("a quarter of an hour"), 900),
    (lazy("an hour"), 3600), (lazy("one hour"), 3600),
)  # fmt: skip
"""Lengths of time that people write in words, in seconds."""
MOST_WORDS: Final = 5
"""Words of the longest length of time, such as 1 h 30 min."""


def time_and_text(words: str) -> tuple[str, str]:
    """Return the time that words begin or end with, as the field of a time has it, and the other words.

    A bare number is a time only on its own: in "3 banners" it isn't one.
    """
    parts = words.split()
    for count in range(min(MOST_WORDS, len(parts)), 0, -1):
        for time, text in ((parts[:count], parts[count:]), (parts[-count:], parts[:-count])):
            if seconds := _seconds(" ".join(time), is_alone=not text):
                return typed.spell_time(seconds), " ".join(text)
    return "", words.strip()


def _seconds(words: str, *, is_alone: bool) -> int:
    """Return words as a length of time, 0 if they aren't one."""
    for language in ("en", get_language() or "en"):
        with override(language):
            spelled = {folded(str(name)): seconds for name, seconds in SPELLED}
        if seconds := spelled.get(folded(words), 0):
            return seconds
    has_unit = ":" in words or any(map(str.isalpha, words))
    try:
        return max(typed.read_time(words, ways().locale), 0) if is_alone or has_unit else 0
    except typed.NotTime:
        return 0
