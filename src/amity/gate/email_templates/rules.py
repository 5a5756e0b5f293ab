"""Pure rules of email templates: the placeholders there are, and a text with their values."""

import re
from collections.abc import Mapping
from typing import Final

NAME_MOST: Final = 80
TEMPLATES_MOST: Final = 100
PLACEHOLDERS: Final = (
    "first_name", "full_name", "account", "sender", "agency", "today", "next_working_day", "in_a_week",
)  # fmt: skip
_PLACE: Final = re.compile(r"\{\s*(\w{1,40})\s*\}")


def unknown_in(text: str) -> list[str]:
    """Return what is in braces and isn't a placeholder, each once."""
    return list(dict.fromkeys(found for found in _PLACE.findall(text) if found not in PLACEHOLDERS))


def left_in(text: str) -> list[str]:
    """Return the placeholders that a text still has, each once, as they are written there."""
    return list(dict.fromkeys(match[0] for match in _PLACE.finditer(text) if match[1] in PLACEHOLDERS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with the values in the place of placeholders. One without a value stays, and so does the rest."""
    return _PLACE.sub(lambda match: values.get(match[1]) or match[0], text)


def placed_before(template: str, text: str) -> str:
    """Return a template's text with what was typed before below it."""
    return f"{template}\n\n{text.strip()}" if text.strip() else template
