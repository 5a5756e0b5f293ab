"""Where a comment is pinned, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _

from amity.portal.work.rules import Pin


def described(pin: Pin) -> str:
    """Return the page, the point and the author's own words for the place."""
    parts = []
    if pin.page is not None:
        parts.append(_("page %(number)s") % {"number": pin.page})
    if pin.has_point:
        parts.append(_("%(x)s%% from the left, %(y)s%% from the top") % {"x": _short(pin.x), "y": _short(pin.y)})
    return ", ".join([*parts, pin.words] if pin.words else parts)


def _short(value: Decimal | None) -> str:
    return str(round(value or 0))
