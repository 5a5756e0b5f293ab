"""Frozen versions: a content as plain data, its hash, and what differs between two of them, field by field."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

MONEY: Final = frozenset({
    "paid.fee", "paid.discount", "paid.cap", "paid.hourly_rate", "paid.overage_rate", "paid.piece_price",
})  # fmt: skip
"""Fields that are amounts; the rate and the price of a line, or of a change to one, are too."""
PRICES: Final = (".rate", ".price")


def sha256(content: Mapping[str, Any]) -> str:
    """SHA-256 of a content as hex: of its JSON with sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: its value before and after; "" if there was or is none."""

    field: str
    before: str
    after: str

    @property
    def about(self) -> str:
        """Return what the field belongs to: a term, line, section or part."""
        return about(self.field)


def is_money(field: str) -> bool:
    """Return whether a field shows an amount."""
    return field in MONEY or field.endswith(PRICES)


def about(field: str) -> str:
    """The thing a field belongs to: "lines.2" of "lines.2.rate", "terms.payment" of itself."""
    return ".".join(field.split(".")[:2])


def fields(content: Mapping[str, Any]) -> dict[str, str]:
    """A content as fields and texts: "terms.payment": "45", "lines.2.rate": "125"."""
    return dict(_flat("", content))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The fields in which two contents differ: in the order of the newer one, then what is gone."""
    old, new = fields(before), fields(after)
    names = [*new, *(name for name in old if name not in new)]
    pairs = [(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [Difference(name, was, now) for name, was, now in pairs if was != now]


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), one)
    elif value not in (None, "", [], {}):
        yield path, str(value)
