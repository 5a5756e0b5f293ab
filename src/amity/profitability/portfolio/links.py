"""Links to sort the portfolio."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from amity.profitability.portfolio.queries import ORDERS, Portfolio
from amity.ui.links import Link

ALL = "all"


def every_account_link(path: str, order: str, seen: Portfolio) -> str:
    """Return the address of the same page with every account."""
    return f"{path}?{urlencode({'period': seen.period.choice, 'sort': order, 'show': ALL})}"


def heading_links(path: str, seen: Portfolio) -> dict[str, str]:
    """Return the addresses that sort by each column, by the key of the order, as the person's rights allow."""
    known = {"fees": seen.together.agi, "rate": seen.together.hourly, "margin": seen.together.margin}
    allowed = [key for key in ORDERS if known.get(key, True) is not None]
    return {key: f"{path}?{urlencode({'period': seen.period.choice, 'sort': key})}" for key in allowed}


def order_links(path: str, order: str, seen: Portfolio) -> list[Link]:
    """Return the orders by net fees, margin or over-servicing that the person's rights allow."""
    named = [("fees", _("By net fees") if seen.together.agi else _("By time"))]
    if seen.together.margin is not None:
        named.append(("margin", _("By margin")))
    named.append(("over", _("By over-servicing")))
    chosen = order if order in ORDERS else "fees"
    query = {"period": seen.period.choice}
    return [Link(label, f"{path}?{urlencode({**query, 'sort': key})}", key == chosen) for key, label in named]
