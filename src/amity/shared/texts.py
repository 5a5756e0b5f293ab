"""Texts that people type, held to their limits: what is too long is refused, never cut."""

from django.utils.translation import gettext as _

from amity.shared.errors import Invalid


def within(text: str, most: int, field: str = "") -> str:
    """Return the text without surrounding space. Raises `Invalid` for `field` above `most` characters."""
    text = text.strip()
    if len(text) > most:
        raise Invalid(_("Enter at most %(most)s characters.") % {"most": most}, field)
    return text


def one_line(text: str, most: int, field: str = "") -> str:
    """Return the text on one line. Raises `Invalid` for `field` above `most` characters."""
    return within(" ".join(text.split()), most, field)
