"""The sentences of the page of all accounts' health."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.health import wording
from amity.health.portfolio.queries import HealthPortfolio, Mover
from amity.health.rules import UNKNOWN, UNWELL, WATCH, WELL


def title(seen: HealthPortfolio) -> str:
    """Return the finding of the page."""
    unwell = seen.counts[UNWELL]
    if not seen.rows:
        return _("No health yet")
    if not unwell:
        return _("No account is unwell")
    return ngettext("%(n)d account is unwell", "%(n)d accounts are unwell", unwell) % {"n": unwell}


def sub(seen: HealthPortfolio) -> str:
    """Return how many accounts are in the other bands."""
    if not seen.rows:
        return _("Health is calculated every morning at 6:00.")
    words = {"watch": seen.counts[WATCH], "well": seen.counts[WELL], "unknown": seen.counts[UNKNOWN]}
    if not words["unknown"]:
        return _("To watch: %(watch)d. Well: %(well)d.") % words
    return _("To watch: %(watch)d. Well: %(well)d. Without a number: %(unknown)d.") % words


def more_unknown(seen: HealthPortfolio) -> str:
    """Return how many accounts without a number aren't listed, or ""."""
    others = seen.counts[UNKNOWN] - len(seen.unknown)
    return _("%(count)d others") % {"count": others} if others > 0 else ""


def because(mover: Mover) -> str:
    """Return what changed, in a few words."""
    changed = [str(wording.CAPS[key]) for key in mover.caps] + [str(wording.INPUTS[key]) for key in mover.because]
    return ", ".join(changed[:2])
