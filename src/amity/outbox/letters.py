"""The frame of every email: a greeting, paragraphs with one link, and why the recipient gets it."""

from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

BY_WHOLE_NAME: Final = frozenset({"de"})
"""Languages in which colleagues are addressed formally, and therefore by their full name."""


def letter(name: str, *paragraphs: str, why: str) -> str:
    """Return the body of an email in the active language, without its empty paragraphs."""
    greeting = _("Hello %(name)s,") % {"name": greeted(name)}
    return "\n\n".join(text for text in (greeting, *paragraphs, why) if text) + "\n"


def greeted(name: str) -> str:
    """Return the name to greet someone by in the active language: the first name, or the full name."""
    return name if (get_language() or "en")[:2] in BY_WHOLE_NAME else name.partition(" ")[0]
