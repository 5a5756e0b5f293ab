"""Pure rules for a time record in normal form, equal for all kinds of files, with its two fingerprints."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from hashlib import blake2b

from amity.imports.rules import name_key

SEPARATOR = "\x1f"
"""The separator of a key's parts, which no name contains."""


@dataclass(frozen=True)
class SourceRow:
    """The values of one row at its source: the canonical part that identifies it, and its payload.

    Time is whole seconds, `value` and `cost` minor units of `currency` (None = unknown), `rate` and `cost_rate` the
    hourly rates in major units as text. Names are tidy but in their own spelling. `bare` is the text without a line
    code.
    """

    work_date: date
    person: str
    client: str
    project: str
    task: str
    seconds: int
    text: str
    mail: str = ""
    project_code: str = ""
    line: str = ""
    billable: bool | None = None
    value: int | None = None
    cost: int | None = None
    rate: str = ""
    cost_rate: str = ""
    currency: str = ""
    reference: str = ""
    bare: str = ""

    @property
    def person_key(self) -> str:
        """The person for grouping: the name without case, or the email without a name."""
        return name_key(self.person or self.mail)

    @property
    def project_key(self) -> str:
        """The project: its name (or code) within its client, without case."""
        return project_key(self.client, self.project or self.project_code)

    @cached_property
    def identity(self) -> bytes:
        """The 16-byte fingerprint of the canonical row: date, person, client, project, task, seconds, text."""
        canonical = (
            self.work_date.isoformat(),
            self.person_key,
            self.project_key,
            name_key(self.task),
            str(self.seconds),
            self.text,
        )
        return _digest(SEPARATOR.join(canonical))

    @cached_property
    def payload(self) -> bytes:
        """The 16-byte fingerprint of all other imported fields. If it differs, the same row has changed."""
        carried = (self.line, self.billable, self.value, self.cost, self.rate, self.cost_rate, self.currency)
        return _digest(SEPARATOR.join("" if part is None else str(part) for part in carried))

    def changes_to(self, new: "SourceRow") -> tuple[str, ...]:
        """Return the names of the fields that differ in `new`, comparing names without case."""
        return tuple(name for name in _COMPARED if _comparable(self, name) != _comparable(new, name))

    def as_json(self) -> dict[str, str | int | bool | None]:
        """Return the row as a flat object for a JSON column, without empty fields.

        `SourceRow.from_json` reads it back.
        """
        values: dict[str, str | int | bool | None] = {"work_date": self.work_date.isoformat()}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != "work_date" and value not in ("", None):
                values[field.name] = value
        return values

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "SourceRow":
        """Return the row stored by `as_json`."""
        empty: dict[str, object] = dict.fromkeys(("person", "client", "project", "task", "text"), "")
        given = {**empty, **stored, "work_date": date.fromisoformat(str(stored["work_date"]))}
        return cls(**given)  # type: ignore[arg-type]

    @classmethod
    def from_text(cls, stored: str) -> "SourceRow":
        """Return the row stored as JSON text."""
        return cls.from_json(json.loads(stored))


def project_key(client: str, project: str) -> str:
    """Return the key of a project (its name or code) within its client, without case."""
    return f"{name_key(client)}{SEPARATOR}{name_key(project)}"


_COMPARED = tuple(field.name for field in fields(SourceRow) if field.name not in ("bare", "mail", "reference"))
_NAMES = frozenset(("person", "client", "project", "task"))


def _comparable(row: SourceRow, name: str) -> object:
    value = getattr(row, name)
    return name_key(value) if name in _NAMES else value


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
