"""Limits of text. What people enter and is too long is refused, never cut; only what Amity carries over is cut."""

from django.utils.translation import gettext as _

from amity.shared.errors import Invalid
from amity.shared.money import UnknownCurrency, decimals


def within(text: str, most: int, field: str = "") -> str:
    """Return the text without surrounding space. Raises `Invalid` for `field` above `most` characters."""
    text = text.strip()
    if len(text) > most:
        raise Invalid(_("Enter at most %(most)s characters.") % {"most": most}, field)
    return text


def one_line(text: str, most: int, field: str = "") -> str:
    """Return the text on one line. Raises `Invalid` for `field` above `most` characters."""
    return within(" ".join(text.split()), most, field)


def currency_code(text: str, field: str = "currency") -> str:
    """Return the code of a currency. Raise `Invalid` for `field` if there is no such currency."""
    try:
        decimals(text)
    except UnknownCurrency:
        sentence = _("Currency “%(code)s” not found. Enter three letters, for example EUR.")
        raise Invalid(sentence % {"code": text}, field) from None
    return text


def on_one_line(text: str, most: int) -> str:
    """Return a text on one line, cut with an ellipsis if it is longer than allowed."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
