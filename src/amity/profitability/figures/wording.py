"""Figures inside sentences."""

from django.utils.translation import gettext as _

from amity.profitability.figures.rules import Figure
from amity.shared.money import Money
from amity.ui import formats


def amount_text(figure: Figure) -> str:
    """Return the amount of a figure as text."""
    return formats.money(Money(figure.value or 0, figure.currency))


def share_text(figure: Figure) -> str:
    """Return the share of a figure as text, with "at most" where it is a bound."""
    share = formats.percent(figure.value)
    return _("at most %(share)s") % {"share": share} if figure.bound == "at_most" else share
