"""Links to the same table of accounts in another order. Each keeps the period and the columns asked for."""

from collections.abc import Sequence
from urllib.parse import urlencode

from amity.profitability.period.links import period_links
from amity.profitability.portfolio.queries import ORDERS, Portfolio, opening_order
from amity.ui.links import Link
from amity.ui.lists.saved import COLUMNS

ALL = "all"


class TableLinks:
    """The links of the table. `columns` are those named in the address, none for the person's own."""

    def __init__(self, path: str, seen: Portfolio, columns: Sequence[str]) -> None:
        self._path, self._order, self._seen, self._columns = path, seen.order, seen, columns

    @property
    def every_account(self) -> str:
        """Return the address of the same page with every account."""
        return self._to(self._order, show=ALL)

    @property
    def headings(self) -> dict[str, str]:
        """Return the addresses that sort by each column, by the key of the order, as the person's rights allow."""
        total = self._seen.together
        known = {"fees": total.agi, "rate": total.hourly, "margin": self._seen.view.target or None}
        return {key: self._to(key) for key in ORDERS if known.get(key, True) is not None}

    @property
    def periods(self) -> list[Link]:
        """Return the same table for other months."""
        order = {} if self._order == opening_order(self._seen.view) else {"sort": self._order}
        return period_links(self._path, self._seen.period, self._seen.books, {**order, COLUMNS: self._columns})

    def _to(self, order: str, **more: str) -> str:
        query = {"period": self._seen.period.choice, "sort": order, COLUMNS: self._columns, **more}
        return f"{self._path}?{urlencode(query, doseq=True)}"
