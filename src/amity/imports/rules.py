"""Shared values of every import: a row of a file, reasons to refuse, ask or assume, and comparable names.

The sentences of reasons are in `imports/wording.py`.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True, init=False)
class Reason:
    """A code and its parameters, comparable and hashable: `Reason("date_no_such_month", month=13)`."""

    code: str
    params: tuple[tuple[str, str], ...]

    def __init__(self, code: str, **params: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "params", tuple((name, str(value)) for name, value in sorted(params.items())))

    def __getitem__(self, name: str) -> str:
        """Return a parameter as text. Raises `KeyError` when the reason doesn't have it."""
        return dict(self.params)[name]

    def as_json(self) -> dict[str, str]:
        """Return the reason as a flat object for a JSON column. `Reason.from_json` reads it back."""
        return {"code": self.code, **dict(self.params)}

    @classmethod
    def from_json(cls, stored: Mapping[str, str]) -> "Reason":
        """Return the reason stored by `as_json`."""
        return cls(stored["code"], **{name: value for name, value in stored.items() if name != "code"})


def reasons_text(reasons: Sequence[tuple[str, Reason]]) -> str:
    """Return reasons with their fields as JSON text."""
    return json.dumps([(field, reason.as_json()) for field, reason in reasons]) if reasons else "[]"


class Unreadable(Exception):
    """The file can't be read as the chosen kind. `reason` states why."""

    def __init__(self, code: str, **params: object) -> None:
        self.reason = Reason(code, **params)
        super().__init__(f"{code} {dict(self.reason.params)}")


class Sureness(StrEnum):
    """The certainty of a guess: read from the file, assumed until confirmed, or open."""

    KNOWN = "known"
    ASSUMED = "assumed"
    OPEN = "open"


Cell = str | int | float | bool | date | datetime | time | timedelta


MOST_TYPED = 100
"""Characters that no date, time or duration exceeds. A longer text is refused before it is parsed."""


class Record(NamedTuple):
    """A data record: its number in the file (first = 1), one cell per header, and the reason if it is unusable."""

    number: int
    cells: Sequence[Cell]
    reason: Reason | None = None


def cell_text(cell: Cell) -> str:
    """Return a cell as a person would have typed it: whole floats without ".0", dates in ISO, no midnight."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, timedelta):
        hours, rest = divmod(round(cell.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return str(cell)


def tidy(text: str) -> str:
    """Return Unicode NFC with every run of white space as one space, as stored and shown."""
    spaced = " ".join(text.split())
    return spaced if spaced.isascii() else unicodedata.normalize("NFC", spaced)


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """Return the form in which two equal names are the same: tidy, without case."""
    return unicodedata.normalize("NFC", tidy(text).casefold())


_AFTER_CLIENT = re.compile(r"\s+[-–—|/·]\s+|:\s+|\s+\(")


def client_in(project: str) -> str:
    """Return a guess at the client in a project's name: "Osprey" in "Osprey – Website", or the whole name."""
    return _AFTER_CLIENT.split(tidy(project), maxsplit=1)[0] or tidy(project)


_LEGAL_WORDS = "gmbh ag kg ohg ug mbh inc ltd llc llp plc co corp oy ab as aps bv nv sa sas sarl srl spa se ltda pty"
_LEGAL_FORMS = frozenset(_LEGAL_WORDS.split())


@lru_cache(maxsize=65_536)
def loose_key(text: str) -> str:
    """Return the form in which similar names are probably the same: no accents, marks or legal form, `&` as "and"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("ß", "ss"))
    words = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
    core = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(core or words)
