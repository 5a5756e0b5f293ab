"""Values for the page on which a person sees and changes the columns of a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.imports.columns.rules.fields import FIELDS as MAPPABLE
from amity.imports.labels import FIELDS
from amity.imports.source_file.look import COSTS, PRICES, FileLook
from amity.imports.source_file.options import Options
from amity.shared.errors import Invalid
from amity.shared.permission import MoneyRight

_AS_FIELD = {"amount": "price", "cost_amount": "cost"}
"""An amount for the whole row is chosen as a price, because its header decides which one it is."""


@dataclass(frozen=True)
class Column:
    """One column: its header, first value and field. `sure` is known, assumed or empty."""

    place: int
    header: str
    first: str
    becomes: str
    label: str
    sure: str
    hidden: bool
    choices: list[tuple[str, str]]


def columns_of_page(seen: FileLook, right: MoneyRight) -> list[Column]:
    """Return the columns of a file with the fields each can be."""
    first = seen.rows[0] if seen.rows else []
    columns = []
    for place, header in enumerate(seen.headers):
        slot = seen.fields.get(place, "")
        columns.append(
            Column(
                place=place,
                header=header,
                first=first[place] if place < len(first) else "",
                becomes=slot,
                label=str(FIELDS.get(slot, "")),
                sure=seen.sureness.get(slot, "") if slot else "",
                hidden=(slot in COSTS and right < MoneyRight.COST) or (slot in PRICES and right < MoneyRight.FEE),
                choices=_choices(slot),
            )
        )
    return columns


def unused(columns: list[Column]) -> list[str]:
    """Return the headers of columns without a field."""
    return [column.header for column in columns if not column.becomes]


def mapping_from(seen: FileLook, options: Options, posted: Mapping[str, str]) -> dict[str, str]:
    """Return field → header as a person chose, "" for a removed field.

    Raises `Invalid` where two columns have the same field.
    """
    chosen: dict[str, str] = {}
    for place, header in enumerate(seen.headers):
        slot = posted.get(f"c-{place}", seen.fields.get(place, ""))
        if not slot or slot not in FIELDS:
            continue
        name = _AS_FIELD.get(slot, slot)
        if name in chosen:
            words = {"field": FIELDS[name], "one": chosen[name], "other": header}
            raise Invalid(_("Two columns cannot both be %(field)s: “%(one)s” and “%(other)s”.") % words, "columns")
        chosen[name] = header
    now = {_AS_FIELD.get(slot, slot): seen.headers[place] for slot, place in seen.places.items()}
    if chosen == now:
        return dict(options.columns)
    out = {name: "" for name in now if name not in chosen}
    return dict(sorted({**out, **chosen}.items(), key=lambda pair: _ORDER.get(pair[0], len(_ORDER))))


_ORDER = {name: place for place, name in enumerate(MAPPABLE)}
"""Whole names come before their parts, because mapping a whole name removes its parts."""


def _choices(slot: str) -> list[tuple[str, str]]:
    names = [name for name in FIELDS if name in MAPPABLE and _AS_FIELD.get(slot) != name]
    extra = [slot] if slot and slot not in MAPPABLE else []
    return [("", _("not used")), *((name, str(FIELDS[name])) for name in [*extra, *names])]
