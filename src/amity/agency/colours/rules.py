"""Colours as #rrggbb: their contrast by WCAG 2.2, and shades of one that can be read on a background. Pure."""

import re
from typing import Final

READABLE: Final = 4.5
"""The least contrast of text."""
WHITE: Final = "#ffffff"
LIGHT: Final = "#f7f5f1"
DARK: Final = "#26242a"
"""The backgrounds of the two themes: of the light one the darker, of the dark one the lighter."""
_HEX: Final = re.compile(r"#[0-9a-f]{6}")
_STEPS: Final = 20


def tidy_colour(text: str) -> str:
    """Return a colour in small letters with its #, or "" for text that isn't one."""
    found = text.strip().lower()
    found = found if found.startswith("#") else f"#{found}"
    if len(found) == 4:
        found = "#" + "".join(2 * one for one in found[1:])
    return found if _HEX.fullmatch(found) else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str) -> str:
    """Return the colour, mixed with black or white until text in it can be read on a background."""
    toward = (0, 0, 0) if _luminance(ground) > 0.5 else (255, 255, 255)
    for step in range(_STEPS + 1):
        mixed = _mixed(colour, toward, step / _STEPS)
        if contrast(mixed, ground) >= READABLE:
            return mixed
    return mixed


def _mixed(colour: str, toward: tuple[int, int, int], share: float) -> str:
    parts = zip(_channels(colour), toward, strict=True)
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in parts)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(one / 255) for one in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
