"""The columns of the map, of which the reader chooses those shown, and the orders of its accounts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agency.models import Service
from amity.services.map.queries import AccountServices
from amity.ui.asked import queried
from amity.ui.lists import Column
from amity.ui.lists.computed import in_order
from amity.ui.lists.keyset import Order
from amity.ui.lists.rows import Heading
from amity.ui.lists.saved import COLUMNS
from amity.ui.lists.statements import StatementTools

KEY: Final = "services"
ACCOUNT, HEALTH, DELIVERED = "account", "health", "delivered"
ORDERS: Final[Mapping[str, Callable[[AccountServices], Any]]] = {
    ACCOUNT: lambda row: row.account.name.casefold(),
    HEALTH: lambda row: row.health.score if row.health else None,
    DELIVERED: lambda row: row.penetration.share,
}


class MapColumns:
    """The columns that the page shows, the order it was asked for, and the menus above it."""

    def __init__(self, request: HttpRequest, services: Sequence[Service]) -> None:
        own = [Column(key=_key_of(one), label=one.name) for one in services]
        self._fixed = {
            ACCOUNT: Column(key=ACCOUNT, label=_("Account")),
            HEALTH: Column(key=HEALTH, label=_("Health")),
            DELIVERED: Column(key=DELIVERED, label=_("Delivered"), kind="number"),
        }
        self._tools = StatementTools(request, KEY, [*self._fixed.values(), *own])
        asked = queried(request)
        self.everyone = asked.has("all")
        orders = [f"{sign}{name}" for name in ORDERS for sign in ("", "-")]
        self._sort = asked.choice("sort", ["", *orders], "")
        self.services = [one for one in services if _key_of(one) in self._tools.shown]

    def in_order(self, rows: Sequence[AccountServices]) -> Sequence[AccountServices]:
        """Return the accounts in the order asked for, those whose growth is closed last if there is none."""
        if not self._sort:
            return rows
        name = self._sort.removeprefix("-")
        return in_order(rows, Order(name, descending=self._sort.startswith("-")), ORDERS[name])

    def context(self) -> dict[str, Any]:
        """Return the headings of the columns that aren't services, and the menus."""
        heads = {key: self._heading(one) for key, one in self._fixed.items() if key in self._tools.shown}
        all_url = self._url(sort=self._sort, all="1")
        return {"heads": heads, "all_url": all_url, **self._tools.context(reverse("services:map_file"))}

    def _heading(self, column: Column) -> Heading:
        up, down = self._sort == column.key, self._sort == f"-{column.key}"
        first = f"-{column.key}" if (column.numeric and not down) or up else column.key
        way = "ascending" if up else "descending" if down else ""
        return Heading(column, self._url(sort=first, all="1" if self.everyone else ""), way)

    def _url(self, **changes: str) -> str:
        given = {name: value for name, value in changes.items() if value}
        return f"?{urlencode({**given, COLUMNS: self._tools.asked}, doseq=True)}"


def _key_of(service: Service) -> str:
    return f"service{service.pk}"
