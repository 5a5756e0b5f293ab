"""The reason an administrator gives for an act on someone's sign-in."""

from django.utils.translation import gettext as _

from amity.shared.errors import Invalid
from amity.shared.text.texts import one_line

MOST = 200


def given_reason(reason: str) -> str:
    """Return the reason on one line. Raise `Invalid` if there is none."""
    why = one_line(reason, MOST, "reason")
    if not why:
        raise Invalid(_("Enter a reason. The person reads it."), field="reason")
    return why
