"""A source row in two parts: the part it shares with many others, and its own.

A file of a million rows has a few thousand shared parts. Each is read, checked and stored once.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from amity.imports.time_rows.rules.canonical import SourceRow

SHARED: Final = (
    "person", "mail", "client", "project", "project_code", "task", "billable", "rate", "cost_rate", "currency",
)  # fmt: skip
"""The fields of `SourceRow` that make up a `Shared`, in its order."""


@dataclass(slots=True, eq=False)
class Shared:
    """Person, client, work and rate, as one object for all rows of a file that share them."""

    person: str
    mail: str
    client: str
    project: str
    project_code: str
    task: str
    billable: bool | None
    rate: str
    cost_rate: str
    currency: str
    project_key: str


class RowParts(NamedTuple):
    """The fields of `SourceRow`, by the same names."""

    shared: Shared
    work_date: date
    seconds: int
    text: str
    line: str
    value: int | None
    cost: int | None
    reference: str
    bare: str

    def own(self) -> tuple[str, str, int | None, int | None, str, str]:
        """Return what the row doesn't share, after its date and seconds."""
        return self[3:]

    def whole(self) -> SourceRow:
        """Return the whole row."""
        shared = self.shared
        return SourceRow(
            self.work_date, shared.person, shared.client, shared.project, shared.task, self.seconds, self.text,
            shared.mail, shared.project_code, self.line, shared.billable, self.value, self.cost, shared.rate,
            shared.cost_rate, shared.currency, self.reference, self.bare,
        )  # fmt: skip
