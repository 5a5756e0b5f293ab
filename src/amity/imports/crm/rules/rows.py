"""Pure rules for the rows of a CRM: a deal or a company each, and those that were deleted or merged."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from amity.growth.rules import LOST, MOST_VALUE, SPOTTED, WON
from amity.imports.cells.rules.currency import currency_in_header, parse_currency
from amity.imports.cells.rules.dates import DateOrder, DateSurvey, parse_date
from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey, parse_number
from amity.imports.crm.rules.columns import needed
from amity.imports.crm.rules.stages import NamedStage, stage_of
from amity.imports.rules import Reason, Record, Unreadable, cell_text, name_key, tidy
from amity.imports.time_rows.rules.rows import Rejected
from amity.shared.money import round_half_even

DAYS: Final = ("closes", "added", "next_on")
TRUE: Final = frozenset(("true", "1", "yes", "t"))
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal of a file. `key` identifies it in its CRM. `stage` is ours, `stage_word` theirs where it isn't known."""

    number: int
    key: str
    title: str
    company: str = ""
    stage: str = SPOTTED
    value: int | None = None
    currency: str = ""
    probability: int | None = None
    closes: str = ""
    added: str = ""
    owner: str = ""
    next_step: str = ""
    next_on: str = ""
    text: str = ""
    person: str = ""
    mail: str = ""
    stage_word: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the deal without its place in the file, its person and blanks, to compare it with a later file."""
        left_out = ("number", "key", "person", "mail")
        columns = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in left_out}
        return {name: value for name, value in columns.items() if value not in ("", None)}


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company of a file. `key` is its id in its CRM."""

    number: int
    name: str
    domain: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class DealTable:
    """The format of a file of deals: field → column, how its cells are read, and the ids merged into another one.

    `stages` are those that the CRM names in a table of its own, by their id.
    """

    places: Mapping[str, int]
    order: DateOrder
    mark: DecimalMark
    currency: str
    merged: frozenset[str]
    stages: Mapping[str, NamedStage] = field(default_factory=dict)


def surveyed(
    headers: Sequence[str], places: Mapping[str, int], records: Iterable[Record], *, currency: str,
    date_order: DateOrder | None = None, mark: DecimalMark | None = None, also_merged: Collection[str] = (),
    stages: Mapping[str, NamedStage] | None = None,
) -> DealTable:  # fmt: skip
    """Return how the file writes dates and amounts. Raises `Unreadable`: a column is missing, or a date order open."""
    needed(places, headers, "title", "product", "id")
    days, amounts, merged = DateSurvey(), NumberSurvey(), set(also_merged)
    for record in records:
        if record.reason:
            continue
        for name in DAYS:
            if name in places:
                days.add(cell_text(record.cells[places[name]]))
        if "value" in places:
            amounts.add(cell_text(record.cells[places["value"]]))
        merged |= merged_ids(places, record)
    order = date_order or days.verdict()
    if isinstance(order, Reason):
        raise Unreadable(order.code, **dict(order.params))
    shown = currency_in_header(headers[places["value"]]) if "value" in places else ""
    return DealTable(places, order, mark or amounts.verdict(), shown or currency, frozenset(merged), stages or {})


def merged_ids(places: Mapping[str, int], record: Record) -> set[str]:
    """Return the ids that were merged into a record."""
    if "merged" not in places or record.reason:
        return set()
    return {part.strip() for part in cell_text(record.cells[places["merged"]]).split(";") if part.strip()}


def deals_in(table: DealTable, records: Iterable[Record]) -> Iterator[DealRow | Rejected]:
    """Yield the deals of a file in order, or all reasons against a row."""
    seen: dict[str, int] = {}
    for record in records:
        if (out := gone(table.places, record, table.merged)) is not None:
            yield out
            continue
        row = _deal(table, record)
        if isinstance(row, DealRow) and "id" not in table.places:
            seen[row.key] = seen.get(row.key, 0) + 1
            row = _keyed(row, seen[row.key])
        yield row


def companies_in(
    places: Mapping[str, int], records: Sequence[Record], also_merged: Collection[str] = ()
) -> Iterator[CompanyRow | Rejected]:
    """Yield the companies of a file in order, or the reason against a row."""
    merged = {one for record in records for one in merged_ids(places, record)}.union(also_merged)
    for record in records:
        if (out := gone(places, record, merged)) is not None:
            yield out
            continue
        texts = _texts(places, record)
        if not texts.get("name"):
            yield Rejected(record.number, (("company", Reason("company_missing")),))
            continue
        yield CompanyRow(record.number, texts["name"][:MOST], domain_of(texts.get("domain", "")), texts.get("id", ""))


def domain_of(text: str) -> str:
    """Return the domain of a web address or a domain, "" if it isn't one."""
    host = text.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").partition("/")[0]
    return host if "." in host and " " not in host else ""


def gone(places: Mapping[str, int], record: Record, merged: Collection[str]) -> Rejected | None:
    """Return why a record isn't one any more: unreadable, deleted, or merged into another one."""
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    if "deleted" in places and cell_text(record.cells[places["deleted"]]).strip().lower() in TRUE:
        return Rejected(record.number, (("", Reason("crm_deleted")),))
    if "id" in places and cell_text(record.cells[places["id"]]).strip() in merged:
        return Rejected(record.number, (("", Reason("crm_merged")),))
    return None


def _texts(places: Mapping[str, int], record: Record) -> dict[str, str]:
    return {name: tidy(cell_text(record.cells[place])) for name, place in places.items()}


def _deal(table: DealTable, record: Record) -> DealRow | Rejected:
    texts = _texts(table.places, record)
    wrong: list[tuple[str, Reason]] = []
    days = {name: _day(table, record, name, texts, wrong) for name in DAYS}
    currency = parse_currency(texts["currency"]) if texts.get("currency") else table.currency
    if isinstance(currency, Reason):
        wrong.append(("currency", currency))
        currency = table.currency
    value = _value(table, texts.get("value", ""), currency, wrong)
    title = texts.get("title") or texts.get("product", "")
    if not title:
        wrong.append(("title", Reason("crm_untitled")))
    if wrong:
        return Rejected(record.number, tuple(wrong))
    word, company = texts.get("stage", ""), texts.get("company", "")[:MOST]
    named = table.stages.get(word)
    stage = named.stage if named else stage_of(word)
    chance = percent(texts.get("probability", ""))
    key = texts.get("id") or "|".join((name_key(title), name_key(company), days["added"]))
    return DealRow(
        record.number, key, title[:MOST], company, stage or SPOTTED, None if stage == LOST and not value else value,
        currency, named.probability if named and chance is None else chance, days["closes"], days["added"],
        texts.get("owner", "")[:MOST], texts.get("next_step", "")[:MOST], days["next_on"],
        texts.get("text", "")[:2000], texts.get("person", "")[:MOST], texts.get("mail", "").lower(),
        named.label[:MOST] if named and named.by_chance else "" if stage else word[:MOST],
    )  # fmt: skip


def _keyed(row: DealRow, times: int) -> DealRow:
    """Return a deal without an id with the number of times its name was met, as often as both sides have it."""
    return replace(row, key=f"{row.key}|{times}")


def _day(
    table: DealTable, record: Record, name: str, texts: Mapping[str, str], wrong: list[tuple[str, Reason]]
) -> str:  # fmt: skip
    if not texts.get(name):
        return ""
    found = parse_date(record.cells[table.places[name]], table.order)
    if isinstance(found, date):
        return found.isoformat()
    wrong.append((name, found))
    return ""


def _value(table: DealTable, text: str, currency: str, wrong: list[tuple[str, Reason]]) -> int | None:
    if not text:
        return None
    amount = parse_number(text, table.mark)
    if isinstance(amount, Decimal) and 0 <= (minor := round_half_even(amount, currency)) <= MOST_VALUE:
        return minor
    wrong.append(("value", amount if isinstance(amount, Reason) else Reason("amount_too_large")))
    return None


def percent(text: str) -> int | None:
    """Return a probability in percent from 25, 25% or 0.25, None for anything else."""
    found = parse_number(text.rstrip("% "), DecimalMark.POINT) if text else None
    if not isinstance(found, Decimal) or not 0 <= found <= 100:
        return None
    return round(found * 100 if 0 < found < 1 and "%" not in text else found)


def closed_on(row: DealRow, today: date) -> date | None:
    """Return the day on which a won or lost deal was closed: its close date, else when it was added, else today."""
    if row.stage not in (WON, LOST):
        return None
    day = row.closes or row.added
    return date.fromisoformat(day) if day else today
