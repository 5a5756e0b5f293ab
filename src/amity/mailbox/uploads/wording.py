"""Sentences about uploads of emails, for the page and the command line."""

from django.utils.translation import ngettext


def staying(count: int) -> str:
    """Return how many emails stay when their import is undone, and why."""
    sentence = ngettext(
        "%(count)s email stays, because it’s in a mailbox too or has become a record.",
        "%(count)s emails stay, because they’re in a mailbox too or have become records.",
        count,
    )
    return sentence % {"count": count}
