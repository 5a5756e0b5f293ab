"""What a staged row becomes: the columns of its entry, its price, and what is held of it. Writes nothing.

Made before anything is locked, so that nobody waits for it: this is half of the work of applying.
"""

import json
import time
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from amity.agency.queries import agency, exchange_rates
from amity.agency.rules import in_currency, rate_on
from amity.imports.models import Batch
from amity.imports.rules.reasons import Reason
from amity.imports.staging.lines import LineFinder
from amity.imports.staging.stage import ComingRow, Stage
from amity.shared.periods import month_of
from amity.timesheets.models import Entry
from amity.timesheets.new_entries import NewEntry
from amity.timesheets.pricing import PriceList
from amity.timesheets.rules import DRAFT

PRICES_SECONDS = 3.0
_REMEMBERED = 50_000


class Place(NamedTuple):
    """What the names of a row lead to; `missing` says which of them leads nowhere (its kind), if one does."""

    person: int
    account: int | None
    project: int | None
    item: int | None
    missing: str


class Comer:
    """Makes entries of staged rows. Everything looked up by name is read once, before the first chunk."""

    def __init__(self, batch: Batch, stage: Stage, now: datetime) -> None:
        self._now = now
        self._targets = stage.targets()
        self._projects = {target for (kind, _key), target in self._targets.items() if kind == "project"}
        self._lines = LineFinder(batch.source, stage)
        self.is_complete = not any(lines for *_names, lines in stage.frames())
        """Whether everything that prices a row is read by now; the terms of quoted lines are read as they occur."""
        self._rates, self._currency = exchange_rates(), agency().currency
        self._places: dict[tuple[str, str, str, str], Place] = {}
        self._days: dict[str, date] = {}
        self._price_list: PriceList | None = None
        self._priced_at = 0.0

    def day(self, row: ComingRow) -> date:
        """The work date of a row."""
        day = self._days.get(row.work_date)
        if day is None:
            day = self._days[row.work_date] = date.fromisoformat(row.work_date)
        return day

    def made(self, rows: Iterable[ComingRow]) -> dict[int, NewEntry]:
        """Priced entries of the rows that are to be created, by number; without those whose names went away."""
        prices, made = self._price_list or self.prices(), {}
        for row in rows:
            if row.fate == "created" and not self.place(row).missing:
                entry = NewEntry(0, self.day(row), row.seconds, self._now)
                self.put_on(row, entry)
                prices.put_on(entry)
                made[row.number] = entry
        return made

    def prices(self) -> PriceList:
        """Prices read at most a few seconds ago: anew for each chunk would be a quarter of the work."""
        if self._price_list is None or time.monotonic() - self._priced_at > PRICES_SECONDS:
            self._price_list, self._priced_at = PriceList(), time.monotonic()
            self._price_list.know(self._projects)
        return self._price_list

    def why_not(self, row: ComingRow, closed: frozenset[int]) -> tuple[str, Reason] | None:
        """What speaks against a row now: its month was closed, or what it names went away, since the preview."""
        if closed and month_of(self.day(row)) in closed:
            return "date", Reason("month_locked", month=row.work_date[:7])
        missing = self.place(row).missing
        if not missing:
            return None
        body = json.loads(row.body)
        named = {"person": ("person", "mail"), "project": ("project", "project_code"), "client": ("client",)}[missing]
        label = next((body[name] for name in named if body.get(name)), "")
        return missing, Reason(f"{missing}_unknown", name=label)

    def place(self, row: ComingRow) -> Place:
        """Where a row belongs."""
        key = row[5:]
        found = self._places.get(key)
        if found is None:
            if len(self._places) >= _REMEMBERED:
                self._places.clear()
            found = self._places[key] = self._place(row)
        return found

    def _place(self, row: ComingRow) -> Place:
        person = self._targets.get(("person", row.person_key), 0)
        client = self._targets.get(("client", row.client_key), 0)
        project = self._targets.get(("project", row.project_key), 0) if row.project_key else 0
        item = self._targets.get(("task", row.task_key), 0) if project and row.task_key else 0
        missing = "" if person else "person"
        if row.project_key and not project:
            missing = missing or "project"
        elif row.client_key and not row.project_key and not client:
            missing = missing or "client"
        return Place(person, None if project else client or None, project or None, item or None, missing)

    def put_on(self, row: ComingRow, entry: Entry | NewEntry) -> None:
        """Put what a row says onto an entry. Its prices and its project's account are put on when it is written."""
        said: dict[str, Any] = json.loads(row.body)
        place = self.place(row)
        entry.person_id, entry.account_id, entry.project_id, entry.item_id = place[:4]
        entry.work_date, entry.seconds, entry.text = self.day(row), row.seconds, said.get("text", "")
        value, currency = said.get("value"), said.get("currency", "")
        entry.line_id = self._lines.line_of(row.project_key, said.get("line", "")) if place.project else None
        entry.billable = said.get("billable") is not False if place.project else bool(value)
        entry.courtesy = entry.courtesy and not entry.billable
        entry.state = DRAFT  # what a file changes is looked at anew
        entry.value_from_file = value is not None
        if value is not None:
            entry.value, entry.value_currency = value, currency
        cost = self._cost(said.get("cost"), currency, entry.work_date)
        entry.cost_from_file = cost is not None
        if cost is not None:
            entry.cost = cost

    def _cost(self, cost: int | None, currency: str, day: date) -> int | None:
        """The file's cost in the agency's currency, at the rate of its day; unknown where there is no rate."""
        if cost is None or currency == self._currency:
            return cost
        rate = rate_on(self._rates.get(currency, ()), day)
        return in_currency(cost, currency, self._currency, rate) if rate and self._currency else None
