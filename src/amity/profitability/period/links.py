"""Links to the same page for other months."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from amity.profitability.period.rules import Period
from amity.ui import formats
from amity.ui.links import Link


def period_links(path: str, period: Period, last: int, order: str = "fees") -> list[Link]:
    """Return links for 12 months, this year, and one month."""
    named = [("12", _("12 months")), ("year", str(last // 100)), (str(last), formats.month(last))]
    query = {"sort": order} if order != "fees" else {}
    return [Link(label, f"{path}?{urlencode({'period': key, **query})}", key == period.choice) for key, label in named]
