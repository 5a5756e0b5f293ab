"""Price thousands of new entries at once. What similar entries share is calculated only once.

A row has its own seconds, text and amounts. Everything else is shared with rows of the same place (`Alike`) or of the
same day (`OnDay`). A test compares the result with what `PriceList.put_on` returns for single entries.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from amity.shared.dates.periods import month_of
from amity.shared.money import Rate
from amity.timesheets.pricing import PriceList
from amity.timesheets.rules import DRAFT, amount_from_file, priced
from amity.timesheets.sums.rollups import Delta, delta_of

OWN: Final = ("id", "seconds", "text", "cost", "value", "standard")
SHARED: Final = (
    "person_id", "account_id", "project_id", "item_id", "line_id", "billable", "courtesy", "from_split", "state",
    "cost_currency", "cost_from_file", "value_currency", "value_from_file", "logged_at", "version",
)  # fmt: skip
OF_DAY: Final = ("work_date", "discipline_id", "service_id", "cost_rate_id", "card_price_id")
COLUMNS: Final = OWN + SHARED + OF_DAY
"""The order of a row's values in `row_of`."""


@dataclass(slots=True)
class OnDay:
    """Prices on a date for one person, line and currency. There is no cost if it came with a file."""

    columns: tuple[Any, ...]
    cost: Rate | None
    card: Rate | None
    line: Rate | None
    key: tuple[int, int, int]
    """Discipline, service, month."""


@dataclass(slots=True, eq=False)
class Alike:
    """Entries of one person at one place, one object for all of them. `value_currency` is the file's if the value came
    with a file.
    """

    person_id: int
    account_id: int | None
    project_id: int | None
    item_id: int | None
    line_id: int | None
    billable: bool
    value_currency: str
    value_from_file: bool
    cost_from_file: bool
    logged_at: datetime
    courtesy: bool = False
    prices: "Prices | None" = None
    hourly: Rate | None = None
    is_charged: bool = False
    columns: tuple[Any, ...] = ()
    key: tuple[Any, ...] = ()
    days: dict[str, OnDay] = field(default_factory=dict)

    def move_to(self, account_id: int) -> None:
        """Move the entries to come to another account, as their project moved."""
        self.account_id = account_id
        self._settle()

    def priced_by(self, prices: "Prices") -> None:
        """Apply the project's terms, and share the daily prices of those priced the same."""
        agreed = prices.listed.agreed(self.project_id)
        if not self.value_from_file:
            self.value_currency = agreed.currency if agreed else ""
        self.hourly = agreed.hourly if agreed else None
        self.is_charged = self.billable and agreed is not None
        self.days = prices.days_of(self)
        self.prices = prices
        self._settle()

    def _settle(self) -> None:
        assert self.prices is not None  # noqa: S101 - priced before it is written
        currency = self.prices.listed.currency
        self.key = (
            self.account_id or 0, self.project_id or 0, self.line_id or 0, self.person_id, self.billable, currency,
            self.value_currency,
        )  # fmt: skip
        self.columns = (
            self.person_id, self.account_id, self.project_id, self.item_id, self.line_id, self.billable,
            self.courtesy, False, DRAFT, currency, self.cost_from_file, self.value_currency, self.value_from_file,
            self.logged_at, 1,
        )  # fmt: skip


AlikeRow = tuple[Alike, OnDay, int, str, int | None, int | None, int | None]
"""The shared values of a row, then its own seconds, text, cost, value and standard value."""


class Prices:
    """A price list that caches its prices by date."""

    def __init__(self, listed: PriceList) -> None:
        self.listed = listed
        self._days: dict[tuple[int, int | None, str, bool], dict[str, OnDay]] = {}

    def days_of(self, alike: Alike) -> dict[str, OnDay]:
        """Return the dates priced so far for such entries, by date as text."""
        key = (alike.person_id, alike.line_id, alike.value_currency, alike.cost_from_file)
        return self._days.setdefault(key, {})

    def day(self, alike: Alike, work_date: str) -> OnDay:
        """Return the prices of a day for such entries."""
        day = date.fromisoformat(work_date)
        found = self.listed.on_day(alike.person_id, alike.line_id, alike.value_currency, day)
        rate, cost = (None, None) if alike.cost_from_file else (found.cost_rate_id, found.cost)
        columns = (day, found.discipline_id, found.service_id, rate, found.card_price_id)
        key = (found.discipline_id or 0, found.service_id or 0, month_of(day))
        made = alike.days[work_date] = OnDay(columns, cost, found.card, found.line, key)
        return made

    def row(
        self, alike: Alike, work_date: str, seconds: int, text: str, cost: int | None, value: int | None
    ) -> AlikeRow:
        """Return a row with its amounts. Those that came with a file are unchanged."""
        if alike.prices is not self:
            alike.priced_by(self)
        day = alike.days.get(work_date) or self.day(alike, work_date)
        if day.cost:
            cost = priced(worked=seconds, hourly=day.cost)
        if not alike.value_from_file:
            hourly = (day.line or alike.hourly or day.card) if alike.is_charged else None
            value = priced(worked=seconds, hourly=hourly) if hourly else (None if alike.is_charged else 0)
        standard = priced(worked=seconds, hourly=day.card) if day.card else None
        if alike.value_from_file:
            value, standard = amount_from_file(value, standard, billable=alike.billable)
        return alike, day, seconds, text, cost, value, standard


def row_of(number: int, row: AlikeRow) -> tuple[Any, ...]:
    """Return the values of a row in the order of `COLUMNS`."""
    alike, day, *own = row
    return (number, *own, *alike.columns, *day.columns)


def summed(rows: Iterable[AlikeRow]) -> Delta:
    """Return what the rows add to the sums of time, in one pass."""
    sums: dict[tuple[tuple[Any, ...], tuple[int, int, int]], list[int]] = {}
    items: dict[int, int] = {}
    days: dict[tuple[date, int], int] = {}
    for alike, day, seconds, _text, cost, value, standard in rows:
        key = (alike.key, day.key)
        so_far = sums.get(key)
        if so_far is None:
            so_far = sums[key] = [0] * 8
        so_far[0] += 1
        so_far[1] += seconds
        so_far[2 if cost is not None else 3] += seconds if cost is None else cost
        so_far[4 if value is not None else 5] += seconds if value is None else value
        so_far[6 if standard is not None else 7] += seconds if standard is None else standard
        if alike.item_id:
            items[alike.item_id] = items.get(alike.item_id, 0) + seconds
        day_of_person = (day.columns[0], alike.person_id)
        days[day_of_person] = days.get(day_of_person, 0) + seconds
    return delta_of((_keyed(shared, on_day, amounts) for (shared, on_day), amounts in sums.items()), items, days)


def _keyed(
    alike: tuple[Any, ...], day: tuple[int, int, int], amounts: list[int]
) -> tuple[tuple[Any, ...], tuple[int, ...]]:
    """Return the parts of a `WorkKey` and the amounts of `Measures`."""
    account, project, line, person, billable, cost_currency, value_currency = alike
    discipline, service, month = day
    count, seconds, *rest = amounts
    key = (account, project, line, person, discipline, service, month, cost_currency, value_currency)
    return key, (count, seconds, seconds if billable else 0, *rest, 0)
