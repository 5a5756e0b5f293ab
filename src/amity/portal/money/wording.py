"""The sentence on the balance of a retainer that its client reads."""

from django.utils.translation import gettext as _

from amity.retainers.wording import Unit
from amity.ui import formats

HOUR = 3_600


def balance_words(used: int, there: int, unit: Unit, month: str) -> str:
    """Return what is used of what is available in a month, and what is left."""
    words = {"month": month, "there": _quantity(unit, there), "over": _quantity(unit, used - there)}
    if used > there > 0:
        return _("You have used %(over)s more than the %(there)s available for %(month)s.") % words
    if used > there:
        return _("You have used %(over)s more than you had available for %(month)s.") % words
    if not there:
        return _("Nothing is available for %(month)s.") % words
    if not used:
        return _("You haven’t used any of the %(there)s available for %(month)s.") % words
    if used == there:
        return _("You have used all of the %(there)s available for %(month)s.") % words
    words |= {"used": _figure(unit, used), "left": _quantity(unit, there - used)}
    return _("You have used %(used)s of the %(there)s available for %(month)s. You have %(left)s left.") % words


def waiting_words(used: int, unit: Unit, month: str) -> str:
    """Return what is approved of a month while other time isn't. What is left isn't known then."""
    words = {"month": month, "used": _quantity(unit, used)}
    if not used:
        return _("Your hours for %(month)s are still being approved.") % words
    return _("We have approved %(used)s for %(month)s so far. The rest is still being approved.") % words


def _quantity(unit: Unit, quantity: int) -> str:
    """Return a quantity with its unit spelled out, exact to the minute."""
    return formats.hours(quantity, "words") if unit.kind == "hours" else unit.in_prose(quantity)


def _figure(unit: Unit, quantity: int) -> str:
    """Return a quantity before another one with the unit: the 54 in "54 of the 60 hours"."""
    is_part = unit.kind == "hours" and quantity % HOUR
    return _quantity(unit, quantity) if is_part else unit.figure(quantity)
