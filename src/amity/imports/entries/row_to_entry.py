"""Convert a staged row to the columns of its entry, its price, and its held row. Writes nothing.

This takes half of the time of applying, and runs before anything is locked, so that no one waits for it.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.agency.rules import in_currency, in_force
from amity.imports.line_codes.finder import LineFinder
from amity.imports.models import Batch
from amity.imports.rules import Reason
from amity.imports.stage.rows import FrameKeys, StagedChange
from amity.imports.stage.stage import Stage
from amity.projects.models import Project, WorkItem
from amity.timesheets.bulk.pricing import Alike, AlikeRow, Prices, summed
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.rules import DRAFT
from amity.timesheets.sums.rollups import Delta

PRICES_SECONDS = 3.0
_REMEMBERED = 50_000

Why = tuple[str, Reason]


@dataclass(slots=True)
class Place:
    """The records that the names of a frame match. `missing` is the kind of a name without a match."""

    keys: FrameKeys
    person: int
    account: int | None
    project: int | None
    item: int | None
    missing: str
    alike: dict[tuple[Any, ...], Alike] = field(default_factory=dict)


@dataclass(slots=True)
class ChunkRows:
    """Rows to write: new ones with prices, updates of entries, and the reasons against others.

    `sums` is what the new ones add to the monthly sums, or None where some of them were taken out.
    """

    new: list[tuple[StagedChange, Place, AlikeRow]] = field(default_factory=list)
    updates: list[tuple[StagedChange, Place]] = field(default_factory=list)
    wrong: dict[int, Why] = field(default_factory=dict)
    sums: Delta | None = None


class EntryMaker:
    """Makes entries of staged rows. Records looked up by name are read once, before the first chunk."""

    def __init__(self, batch: Batch, stage: Stage, now: datetime) -> None:
        self._now = now
        self._targets = stage.targets()
        self._projects = {target for (kind, _key), target in self._targets.items() if kind == "project"}
        self._lines = LineFinder(batch.source, stage)
        self.is_complete = not any(lines for *_names, lines in stage.frames())
        """Whether all prices have been read. The terms of quoted lines are read as they occur."""
        self._rates, self._currency = exchange_rates(), agency().currency
        items = WorkItem.objects.filter(project__in=self._projects, project__account__isnull=False, at_no_charge=True)
        self._at_no_charge = set(items.values_list("pk", flat=True))
        """The work items whose time is at no charge, whatever a file says of it."""
        self._accounts = dict(Project.objects.filter(pk__in=self._projects).values_list("pk", "account_id"))
        self._places: dict[int, Place] = {}
        self._prices: Prices | None = None
        self._priced_at = 0.0

    def prices(self) -> Prices:
        """Return prices read at most a few seconds ago: reading them for each chunk would be a quarter of the work."""
        if self._prices is None or time.monotonic() - self._priced_at > PRICES_SECONDS:
            listed = PriceList()
            listed.know(self._projects)
            self._prices, self._priced_at = Prices(listed), time.monotonic()
            for place in self._places.values():
                place.alike = {}  # rows made before keep what they were priced with, as their sums do
        return self._prices

    def made(self, rows: Sequence[StagedChange], stage: Stage) -> ChunkRows:
        """Return the values to write for the rows, with the latest prices."""
        prices, places = self._prices or self.prices(), self._places_of(rows, stage)
        coming = ChunkRows()
        for row in rows:
            place = places[row.frame]
            if place.missing:
                coming.wrong[row.number] = _nowhere(place.missing, row)
            elif row.fate == "created":
                coming.new.append((row, place, self._new(row, place, prices)))
            else:
                coming.updates.append((row, place))
        coming.sums = summed(made for _row, _place, made in coming.new)
        return coming

    def put_on(self, row: StagedChange, place: Place, entry: Entry) -> None:
        """Copy a row's values and prices to an entry. Its project's account is set when it is saved."""
        body: dict[str, Any] = json.loads(row.body)
        alike, cost, value = self._shared(body, row.work_date, place)
        entry.person_id, entry.account_id, entry.project_id = alike.person_id, alike.account_id, alike.project_id
        entry.item_id, entry.line_id, entry.billable = alike.item_id, alike.line_id, alike.billable
        entry.work_date, entry.seconds = date.fromisoformat(row.work_date), row.seconds
        entry.text = body.get("text", "")
        entry.courtesy = alike.courtesy or (entry.courtesy and not entry.billable)
        entry.state = DRAFT  # an entry changed by a file is a draft again
        entry.value_from_file, entry.cost_from_file = alike.value_from_file, alike.cost_from_file
        if alike.value_from_file:
            entry.value, entry.value_currency, entry.standard = value, body.get("currency", ""), None
        if alike.cost_from_file:
            entry.cost = cost
        self.prices().listed.put_on(entry)

    def put_over(self, row: StagedChange, place: Place, entry: Entry) -> None:
        """Copy a row over the entry of another source. Fields without a column in the row's file stay unchanged.

        An imported amount of the entry keeps its hourly rate where the row has none.
        """
        body: dict[str, Any] = json.loads(row.body)
        seconds, item, line, billable = entry.seconds, entry.item_id, entry.line_id, entry.billable
        value = (entry.value if billable else entry.standard) if entry.value_from_file else None
        cost, currency = entry.cost if entry.cost_from_file else None, entry.value_currency
        same_project = place.project == entry.project_id
        self.put_on(row, place, entry)
        if same_project:
            entry.item_id, entry.line_id = entry.item_id or item, entry.line_id or line
            entry.billable = entry.billable if body.get("billable") is not None else billable
            if entry.item_id in self._at_no_charge:
                entry.billable, entry.courtesy = False, True
            if value is not None and not entry.value_from_file:
                entry.value_from_file, entry.value_currency = True, currency
                entry.value, entry.standard = _at_rate(value, entry.seconds, seconds), None
        if cost is not None and not entry.cost_from_file:
            entry.cost_from_file, entry.cost = True, _at_rate(cost, entry.seconds, seconds)
        self.prices().listed.put_on(entry)

    def _new(self, row: StagedChange, place: Place, prices: Prices) -> AlikeRow:
        body: dict[str, Any] = json.loads(row.body)
        alike, cost, value = self._shared(body, row.work_date, place)
        return prices.row(alike, row.work_date, row.seconds, body.get("text", ""), cost, value)

    def _shared(self, body: dict[str, Any], work_date: str, place: Place) -> tuple[Alike, int | None, int | None]:
        """Return the values a row shares with others of its place, and its imported cost and value."""
        cost, value, currency, line = body.get("cost"), body.get("value"), body.get("currency", ""), body.get("line")
        if cost is not None and currency != self._currency:
            cost = self._exchanged(cost, currency, date.fromisoformat(work_date))
        at_no_charge = place.item in self._at_no_charge
        billable = body.get("billable") is not False and (bool(place.project) or bool(value)) and not at_no_charge
        shared = (line, billable, currency if value is not None else None, cost is not None)
        alike = place.alike.get(shared)
        if alike is None:
            line_id = self._lines.line_of(place.keys.project, line or "") if place.project else None
            alike = place.alike[shared] = Alike(
                place.person, place.account, place.project, place.item, line_id, billable,
                value_currency=currency if value is not None else "", value_from_file=value is not None,
                cost_from_file=cost is not None, logged_at=self._now, courtesy=at_no_charge,
            )  # fmt: skip
        return alike, cost, value

    def _places_of(self, rows: Sequence[StagedChange], stage: Stage) -> dict[int, Place]:
        """Return where the rows belong, by frame."""
        frames = {row.frame for row in rows}
        new = frames - self._places.keys()
        if new and len(self._places) + len(new) > _REMEMBERED:
            self._places = {}
            new = frames
        self._places.update((frame, self._place(keys)) for frame, keys in stage.keys_of(new).items())
        return self._places

    def _place(self, keys: FrameKeys) -> Place:
        person = self._targets.get(("person", keys.person), 0)
        client = self._targets.get(("client", keys.client), 0)
        project = self._targets.get(("project", keys.project), 0) if keys.project else 0
        item = self._targets.get(("task", keys.task), 0) if project and keys.task else 0
        missing = "" if person else "person"
        if keys.project and not project:
            missing = missing or "project"
        elif keys.client and not keys.project and not client:
            missing = missing or "client"
        account = self._accounts.get(project) if project else client
        return Place(keys, person, account or None, project or None, item or None, missing)

    def _exchanged(self, cost: int, currency: str, day: date) -> int | None:
        """Return the file's cost in the agency's currency at the date's rate, or None without a rate."""
        rate = in_force(self._rates.get(currency, ()), day)
        return in_currency(cost, currency, self._currency, rate) if rate and self._currency else None


def _at_rate(amount: int, seconds: int, before: int) -> int:
    """Return the amount for `seconds` at the hourly rate of an amount for `before` seconds."""
    return round(Fraction(amount * seconds, before)) if before else amount


def _nowhere(missing: str, row: StagedChange) -> Why:
    """Return the reason that a record named by a row was deleted since the preview."""
    body = json.loads(row.body)
    named = {"person": ("person", "mail"), "project": ("project", "project_code"), "client": ("client",)}[missing]
    label = next((body[name] for name in named if body.get(name)), "")
    return missing, Reason(f"{missing}_unknown", name=label)
