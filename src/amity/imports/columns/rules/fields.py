"""Pure rules for the fields a time file can fill, and their mapping to its headers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amity.imports.cells.rules.currency import currency_in_header
from amity.imports.rules import Sureness, Unreadable

FIELDS = (
    "date",
    "person",
    "mail",
    "client",
    "project",
    "task",
    "line",
    "hours",
    "text",
    "billable",
    "cost",
    "price",
    "currency",
)
"""The fields a person can map by `--map FIELD=COLUMN`."""

FINER_FIELDS = (
    "first_name", "last_name", "project_code", "amount", "cost_amount", "reference", "item_key", "billed",
)  # fmt: skip
"""Further fields of recognised layouts.

Price and cost are per hour, the amounts are for the whole row. `item_key` is put before the task's name. `billed` is
time: a row is billable where it is above zero.
"""


_NAMED = 30


@dataclass(frozen=True)
class Columns:
    """Field → position of its column (0 = first), with the certainty of each and the currency in a header.

    `hours_unit` is the seconds of a plain number in the hours column. `name` identifies the mapping and is part of the
    source, so that a file read with another mapping is another source. `second` is the column used where a field's own
    is empty. `also_dates` show the date format without being imported. `span` are the columns of start date, start
    time, end date and end time, where no column has the duration.
    """

    places: Mapping[str, int]
    sureness: Mapping[str, Sureness] = field(default_factory=dict)
    currency: str = ""
    hours_unit: int = 3600
    name: str = ""
    second: Mapping[str, int] = field(default_factory=dict)
    also_dates: tuple[int, ...] = ()
    span: tuple[int, ...] = ()

    def unused(self, headers: Sequence[str]) -> list[str]:
        """Return the headers of columns that no field uses."""
        used = {*self.places.values(), *self.second.values(), *self.also_dates, *self.span}
        return [header for place, header in enumerate(headers) if header and place not in used]

    def missing(self) -> tuple[str, ...]:
        """Return the missing required fields: date, hours, and a person or an email."""
        needed = [name for name in ("date", "hours") if name not in self.places]
        if self.span and "hours" in needed:
            needed.remove("hours")
        if not {"person", "mail", "first_name", "last_name"} & self.places.keys():
            needed.append("person")
        return tuple(needed)

    def or_refuse(self, headers: Sequence[str] = (), person: str = "") -> "Columns":
        """Return itself when complete, or raise `Unreadable` (`columns_missing`) with the missing fields.

        A file needs no column for the person if `person` worked all of its time.
        """
        if missing := [name for name in self.missing() if not (person and name == "person")]:
            raise Unreadable("columns_missing", fields=", ".join(missing), found=named(headers))
        return self


def named(headers: Sequence[str]) -> str:
    """Return the headers of a file as one text, limited to the length of a sentence."""
    return ", ".join(filter(None, headers[:_NAMED])) + (" …" if len(headers) > _NAMED else "")


def parse_map_option(text: str, known: Sequence[str] = FIELDS) -> tuple[str, str]:
    """Return `"hours=Zeit (h)"` as field and header. Without a header the field is removed.

    Raises `Unreadable` (`map_option`, `map_field`).
    """
    name, mark, header = text.partition("=")
    name = name.strip().lower()
    if not mark:
        raise Unreadable("map_option", text=text)
    if name not in known:
        raise Unreadable("map_field", text=name, fields=" ".join(known))
    return name, header.strip()


def mapped(headers: Sequence[str], chosen: Mapping[str, str], guessed: "Columns | None" = None) -> Columns:
    """Return the columns with the person's choice (field → header) over the guesses. An empty header removes a field.

    A price or cost mapped to a header for an amount is the amount of the row. Raises `Unreadable` (`map_column`) for a
    header that isn't in the file.
    """
    by_name = {header.casefold(): place for place, header in reversed(list(enumerate(headers)))}
    places = dict(guessed.places) if guessed else {}
    sureness = dict(guessed.sureness) if guessed else {}
    for name, header in chosen.items():
        for slot in (name, *_CONFLICTING.get(name, ())):
            places.pop(slot, None)
            sureness.pop(slot, None)
        if not header:
            continue
        place = by_name.get(header.casefold())
        if place is None:
            raise Unreadable("map_column", text=header, columns=", ".join(headers))
        slot = _AMOUNTS[name] if name in _AMOUNTS and speaks_of_amount(header) else name
        for other in [taken for taken, where in places.items() if where == place and taken not in chosen]:
            places.pop(other)
            sureness.pop(other, None)
        places[slot], sureness[slot] = place, Sureness.KNOWN
    money = [headers[places[slot]] for slot in ("amount", "price", "cost_amount", "cost") if slot in places]
    currency = next((code for code in map(currency_in_header, money) if code), "")
    unit = hours_unit(headers[places["hours"]]) if "hours" in places else 3600
    name = mapping_name(headers, places)
    if guessed is None:
        return Columns(places, sureness, currency, unit, name)
    second = {slot: place for slot, place in guessed.second.items() if slot not in chosen}
    return Columns(places, sureness, currency, unit, name, second, guessed.also_dates, guessed.span)


def mapping_name(headers: Sequence[str], places: Mapping[str, int]) -> str:
    """Return the mapping as a stable text, `"date=Datum;hours=Zeit"`, which identifies the source."""
    return ";".join(f"{name}={headers[place]}" for name, place in sorted(places.items()))


def speaks_of_amount(header: str) -> bool:
    """Return whether a money header means the whole row, not an hour."""
    words = header.casefold()
    return any(
        word in words for word in ("amount", "total", "betrag", "summe", "montant", "fees", "importe", "importo")
    )


def hours_unit(header: str) -> int:
    """Return the seconds of one unit under this header: minutes or seconds if it names them, otherwise hours."""
    words = header.casefold()
    if "minut" in words or "(min)" in words:
        return 60
    return 1 if "second" in words or "sekund" in words else 3600


_AMOUNTS = {"price": "amount", "cost": "cost_amount"}
_CONFLICTING = {
    "price": ("amount",),
    "cost": ("cost_amount",),
    "person": ("first_name", "last_name"),
    "project": ("project_code",),
    "task": ("item_key",),
    "billable": ("billed",),
}
