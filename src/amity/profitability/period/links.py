"""Links to the same page for other months."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from amity.profitability.books.load import Books
from amity.profitability.period.rules import Period
from amity.ui import formats
from amity.ui.links import Link


def period_links(path: str, period: Period, own: Books, kept: Mapping[str, str | Sequence[str]]) -> list[Link]:
    """Return links for 12 months, this year, and one month. `kept` are the other values of the address."""
    month = own.month_shown
    named = [("12", _("12 months")), ("year", str(own.last // 100)), (str(month), formats.month(month))]
    address = {key: f"{path}?{urlencode({'period': key, **kept}, doseq=True)}" for key, _label in named}
    return [Link(label, address[key], key == period.choice) for key, label in named]
