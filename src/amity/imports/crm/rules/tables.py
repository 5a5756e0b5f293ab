"""Pure rules for the tables of a CRM that are imported together: what each is, and how they refer to each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from amity.imports.contacts.rules.rows import contact_columns
from amity.imports.crm.rules.columns import looks_like_companies, looks_like_deals
from amity.imports.crm.rules.rows import TRUE, percent
from amity.imports.crm.rules.stages import NamedStage, named_stage
from amity.imports.rules import Record, Unreadable, cell_text, tidy
from amity.imports.tools.rules.sniffing import bare_word

COMPANIES: Final = "companies"
CONTACTS: Final = "contacts"
DEALS: Final = "deals"
STAGES: Final = "stages"
OWNERS: Final = "owners"
LINKS: Final = "links"
MERGED: Final = "merged"
IMPORTED: Final = (COMPANIES, CONTACTS, DEALS)
"""The tables whose rows become records, in the order in which they are imported."""
DEAL, CONTACT, COMPANY = "deal id", "contact id", "company id"
_THINGS: Final = (DEAL, CONTACT, COMPANY)
_PRIMARY: Final = frozenset(("1", "5"))
"""HubSpot's types of an association with the primary company."""
_OF_TABLE: Final[Mapping[str, str]] = {DEALS: DEAL, CONTACTS: CONTACT, COMPANIES: COMPANY}
_OF_ROW: Final[Mapping[str, Sequence[str]]] = {
    COMPANY: (
        "associated company ids", "associated company id", "associatedcompanyid", "property associatedcompanyid",
    ),
    CONTACT: ("associated contact ids", "associated contact id", "associatedcontactid"),
}  # fmt: skip
_MERGED_IDS: Final = ("merged record ids", "merged object ids", "property hs merged object ids")
_OWNER: Final = ("owner id", "hubspot owner id", "property hubspot owner id", "deal owner id")


@dataclass(frozen=True, slots=True)
class CrmTable:
    """One table of a CRM: the name of its file, what it is, and its rows."""

    name: str
    kind: str
    headers: Sequence[str]
    records: list[Record]

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the readable rows as plain word of a header → text."""
        words = [bare_word(header) for header in self.headers]
        for record in self.records:
            if not record.reason:
                yield dict(zip(words, (tidy(cell_text(cell)) for cell in record.cells), strict=False))


@dataclass(frozen=True, slots=True)
class Links:
    """How rows of different tables belong together, by their ids in the CRM.

    `linked` is (kind, other kind) → id → other id, `merged` is kind → merged id → the id that is left.
    """

    stages: Mapping[str, NamedStage] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    merged: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def other(self, kind: str, key: str, wanted: str) -> str:
        """Return the id of what a row is linked to, the one that is left if it was merged, or ""."""
        merged = self.merged.get(kind, {})
        keys = [key, *(one for one, left in merged.items() if left == key)]
        found = next((one for one in map(self.linked.get((kind, wanted), {}).get, keys) if one), "")
        return self.merged.get(wanted, {}).get(found, found)


def table_kind(headers: Sequence[str]) -> str:
    """Return what a table of a CRM is, "" for one that isn't used."""
    words = {bare_word(header) for header in headers}
    if words >= {"stage id", "label"}:
        return STAGES
    if any(words >= {thing, f"merged {thing}"} for thing in _THINGS):
        return MERGED
    if len(words & set(_THINGS)) == 2 and not any("name" in word or "stage" in word for word in words):
        return LINKS
    if words >= {"owner id", "email"} and DEAL not in words:
        return OWNERS
    if looks_like_deals(headers):
        return DEALS
    if looks_like_companies(headers):
        return COMPANIES
    return CONTACTS if _has_people(headers) else ""


def _has_people(headers: Sequence[str]) -> bool:
    try:
        return bool({"first", "last", "mail"} & contact_columns(headers).keys())
    except Unreadable:
        return False


def links_in(tables: Iterable[CrmTable], chances: Mapping[str, int]) -> Links:
    """Return how the rows of some tables belong together, from the tables that only connect and name others."""
    stages, owners = dict[str, NamedStage](), dict[str, str]()
    linked: dict[tuple[str, str], dict[str, str]] = {}
    merged: dict[str, dict[str, str]] = {}
    for table in tables:
        if table.kind == STAGES:
            stages |= {row["stage id"]: _stage(row, chances) for row in table.rows() if row["stage id"]}
        elif table.kind == OWNERS:
            owners |= {row["owner id"]: _owner(row) for row in table.rows()}
        elif table.kind == MERGED:
            thing = next(thing for thing in _THINGS if f"merged {thing}" in map(bare_word, table.headers))
            merged.setdefault(thing, {}).update({row[f"merged {thing}"]: row[thing] for row in table.rows()})
        elif table.kind == LINKS:
            _link(linked, table)
        elif table.kind in _OF_TABLE:
            _link_by_column(linked, merged, table)
    return Links(stages, owners, linked, merged)


def owner_place(headers: Sequence[str]) -> int | None:
    """Return the column with the owner's id in a table of deals."""
    words = [bare_word(header) for header in headers]
    return next((words.index(word) for word in _OWNER if word in words), None)


def _stage(row: Mapping[str, str], chances: Mapping[str, int]) -> NamedStage:
    def is_true(name: str) -> bool:
        return row.get(name, "").lower() in TRUE

    return named_stage(
        row["label"], won=is_true("closed won"), closed=is_true("is closed") or is_true("closed lost"),
        probability=percent(row.get("probability", "")), chances=chances,
    )  # fmt: skip


def _owner(row: Mapping[str, str]) -> str:
    name = " ".join(filter(None, (row.get("first name", ""), row.get("last name", ""))))
    return row["email"] if "@" in row["email"] else name


def _link(linked: dict[tuple[str, str], dict[str, str]], table: CrmTable) -> None:
    """Add both directions of a table of associations. The primary one is preferred, else the first."""
    words = {bare_word(header) for header in table.headers}
    one, other = (thing for thing in _THINGS if thing in words)
    for row in sorted(table.rows(), key=lambda row: row.get("type id", "") not in _PRIMARY):
        linked.setdefault((one, other), {}).setdefault(row[one], row[other])
        linked.setdefault((other, one), {}).setdefault(row[other], row[one])


def _link_by_column(
    linked: dict[tuple[str, str], dict[str, str]], merged: dict[str, dict[str, str]], table: CrmTable
) -> None:
    """Add the associations and the merged ids that rows have in a column of their own."""
    kind = _OF_TABLE[table.kind]
    for row in table.rows():
        key = _first(row, (kind, "record id", "id"))
        if not key:
            continue
        for one in _first(row, _MERGED_IDS).split(";"):
            if one.strip():
                merged.setdefault(kind, {})[one.strip()] = key
        for wanted, names in _OF_ROW.items():
            found = _first(row, names).partition(";")[0].strip()
            if found and wanted != kind:
                linked.setdefault((kind, wanted), {}).setdefault(key, found)


def _first(row: Mapping[str, str], words: Iterable[str]) -> str:
    """Return the first of some cells that isn't blank."""
    return next((row[word] for word in words if row.get(word)), "")
