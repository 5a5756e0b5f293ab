"""Pure rules that learn from all rows how a file writes dates and numbers, before it is read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice
from operator import itemgetter
from typing import Final

from amity.imports.cells.rules.dates import DateOrder, DateSurvey
from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey
from amity.imports.columns.rules.fields import Columns
from amity.imports.rules import Reason, Record

_DISTINCT = 20_000
_AT_ONCE: Final = 100
"""Records counted together: a column repeats its cells. They are few, because the cells may be very long."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The format of a file's cells, with the `currency`, `person` and `project` (a code) for rows that name none."""

    date_order: DateOrder = DateOrder.DAY_FIRST
    mark: DecimalMark = DecimalMark.POINT
    hours_mark: DecimalMark = DecimalMark.POINT
    zone: tzinfo | None = None
    currency: str = ""
    person: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """A dialect, the number of records, and a question where the order of day and month is open."""

    dialect: Dialect
    records: int
    question: Reason | None


def survey(
    columns: Columns,
    records: Iterable[Record],
    *,
    date_order: DateOrder | None = None,
    mark: DecimalMark | None = None,
    zone: tzinfo | None = None,
    currency: str = "",
    person: str = "",
    project: str = "",
) -> Survey:
    """Read all records once as evidence.

    `date_order` and `mark` are the person's answers, which settle the question.
    """
    date_places = [place for place in (columns.places.get("date"), *columns.also_dates) if place is not None]
    hours_places = [columns.places[name] for name in ("hours", "billed") if name in columns.places]
    prices = [columns.places[name] for name in ("price", "amount", "cost", "cost_amount") if name in columns.places]
    dates, hours, amounts = Counter[str](), Counter[str](), Counter[str]()
    count = 0
    kinds = ((date_places, dates), (hours_places, hours), (prices, amounts))
    counted = [(itemgetter(place), seen) for places, seen in kinds for place in places]
    waiting = iter(records)
    while rows := [record.cells for record in islice(waiting, _AT_ONCE)]:
        count += len(rows)
        for cell_of, seen in counted:
            for cell, times in Counter(map(cell_of, rows)).items():
                if isinstance(cell, str):
                    _count(seen, cell, times)
    days, time, money = DateSurvey(), NumberSurvey(), NumberSurvey()
    for text, times in dates.items():
        days.add(text, times=times)
    for text, times in hours.items():
        time.add(text, times=times, small=":" not in text)
    for text, times in amounts.items():
        money.add(text, times=times)
    order = date_order or days.verdict()
    known = order if isinstance(order, DateOrder) else DateOrder.DAY_FIRST
    # Each kind of column decides for itself, and for the other kind where that has no evidence.
    hours_mark = mark or time.proven() or money.verdict()
    money_mark = mark or money.proven() or time.verdict()
    dialect = Dialect(known, money_mark, hours_mark, zone, columns.currency or currency, person, project)
    return Survey(dialect, count, order if isinstance(order, Reason) else None)


def _count(seen: Counter[str], text: str, times: int) -> None:
    """Count a text. Beyond a limit, count only known ones, so that memory use stays constant for any file."""
    if text in seen or len(seen) < _DISTINCT:
        seen[text] += times
