"""Phrases Amity itself writes into records: stored in English, shown in the reader's language.

Only these are translated. What people wrote, and phrases stored in another language, are shown as they are.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from django.utils.translation import gettext, gettext_noop

CALL: Final = gettext_noop("call")
EMAIL: Final = gettext_noop("email")
MEETING: Final = gettext_noop("meeting")
MESSAGE: Final = gettext_noop("message")
PHONE: Final = gettext_noop("phone")
OTHER: Final = gettext_noop("other")
CLIENT_PAGES: Final = gettext_noop("Client pages")
EMAIL_ANSWER: Final = gettext_noop("answer to our email")
SIGNED: Final = gettext_noop("signed in Amity, with a code")
THEIR_REQUEST: Final = gettext_noop("in their request")
SENT_TO: Final = gettext_noop("Sent to %(name)s by email")
CONFLICTS_WITH: Final = gettext_noop("Conflicts with what was agreed: %(agreed)s")
CHANNELS: Final = (CALL, EMAIL, MEETING, MESSAGE)
OUTCOME: Final = gettext_noop("Outcome of the conflict: %(outcome)s")
ANSWER: Final = gettext_noop("Answer: %(answer)s. %(why)s")
_WHOLE: Final = {*CHANNELS, PHONE, OTHER, CLIENT_PAGES, EMAIL_ANSWER, SIGNED, THEIR_REQUEST}
_FILLED: Final = (SENT_TO, CONFLICTS_WITH, OUTCOME, ANSWER)
_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")


def learn(words: Iterable[str]) -> None:
    """Add phrases that a part stores: labels of its own, in English."""
    _WHOLE.update(words)


def stored(phrase: str, values: Mapping[str, str]) -> str:
    """Return a phrase with placeholders as a record stores it."""
    return phrase % values


def shown(text: str) -> str:
    """Return stored text in the reader's language if it is a phrase, or a phrase, a comma and more."""
    head, comma, rest = text.partition(", ")
    if text in _WHOLE:
        return gettext(text)
    if comma and head in _WHOLE:
        return ", ".join((gettext(head), rest))
    for phrase in _FILLED:
        if (found := _pattern(phrase).fullmatch(text)) is not None:
            return gettext(phrase) % {name: shown(value) for name, value in found.groupdict().items()}
    return text


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """Return the expression that finds a filled phrase again, with a group for each placeholder."""
    fixed = [re.escape(piece) for piece in _PLACEHOLDER.split(phrase)[::2]]
    names = [f"(?P<{name}>.*?)" for name in _PLACEHOLDER.findall(phrase)]
    return re.compile("".join(piece for pair in zip(fixed, [*names, ""], strict=True) for piece in pair), re.DOTALL)
