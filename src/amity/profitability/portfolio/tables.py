"""The columns of the table of accounts, as far as a money right shows them."""

from typing import Final

from django.utils.translation import gettext as _

from amity.profitability.statements.money_view import MoneyView
from amity.ui import formats
from amity.ui.lists import Column

KEY: Final = "money"


def columns(view: MoneyView, target: int) -> list[Column]:
    """Return the columns that the view shows. `target` is the agency's target margin in basis points."""
    against = _("Target %(target)s") % {"target": formats.percent(target, places=0)}
    every = (
        ("account", _("Account"), True),
        ("fees", _("Net fees"), view.fee),
        ("time", _("Time"), True),
        ("rate", _("Average billable rate"), view.fee),
        ("margin", _("Margin"), view.target),
        ("bar", against, view.margin),
        ("over", _("Over-servicing"), True),
    )
    return [Column(key=key, label=label) for key, label, is_seen in every if is_seen]
