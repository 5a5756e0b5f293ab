"""Words as commands take them: tidied, and refused where they are too long. Nothing is shortened."""

from django.utils.translation import ngettext

from amity.shared.errors import Invalid


def fitting(text: str, most: int, field: str) -> str:
    """Return `text` without the space around it. Raises `Invalid` beside `field` above `most` characters."""
    kept = text.strip()
    if len(kept) > most:
        raise Invalid(too_long(len(kept), most), field)
    return kept


def one_line(text: str, most: int, field: str) -> str:
    """Return `text` on one line, with single spaces. Raises `Invalid` beside `field` above `most` characters."""
    return fitting(" ".join(text.split()), most, field)


def too_long(length: int, most: int) -> str:
    """Say how much must go."""
    sentence = ngettext(
        "Enter at most %(most)s character. You entered %(length)s.",
        "Enter at most %(most)s characters. You entered %(length)s.",
        most,
    )
    return sentence % {"most": f"{most:,}", "length": f"{length:,}"}
