"""The chosen format of a file, stored with its batch and part of its source's identity."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self
from zoneinfo import ZoneInfo

from amity.imports.cells.rules.dates import DateOrder
from amity.imports.cells.rules.numbers import DecimalMark
from amity.imports.line_codes.rules import LineCodes, line_codes


@dataclass(frozen=True)
class Options:
    """The chosen format. `columns` maps a field to a header; with a `recipe` (its name) nothing else is guessed.

    `project` is a code or name for files of one project, and most others answer questions a file may leave open.
    `create_missing` creates unknown clients, projects and people. `duplicates` is one of `commands.CHOICES`, once a
    person has chosen what happens to rows that look like existing time. `opens` has the name of a project's new
    account, by the project's key. `due_days` are the days to pay an invoice where the file has no due date.
    """

    create_missing: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    project: str = ""
    person: str = ""
    date_order: str = ""
    mark: str = ""
    zone: str = ""
    currency: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    line_code: str = ""
    line_aliases: Mapping[str, str] = field(default_factory=dict)
    default_line: str = ""
    recipe: str = ""
    duplicates: str = ""
    opens: Mapping[str, str] = field(default_factory=dict)
    due_days: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the options for a JSON column, without empty answers."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the options stored by `as_json`."""
        return cls(**stored)

    def changed(self, **answers: Any) -> "Options":
        """Return the options with some answers replaced."""
        return replace(self, **answers)

    @property
    def codes(self) -> LineCodes | None:
        """Return how line codes are found in texts, if enabled. Raises `Unreadable` for a broken expression."""
        if not (self.line_code or self.line_aliases or self.default_line):
            return None
        return line_codes(self.line_code, self.line_aliases, self.default_line)

    def survey_arguments(self) -> dict[str, Any]:
        """Return the answers that a survey of the file accepts."""
        return {
            "date_order": DateOrder(self.date_order) if self.date_order else None,
            "mark": DecimalMark(self.mark) if self.mark else None,
            "zone": ZoneInfo(self.zone) if self.zone else None,
            "currency": self.currency,
            "person": self.person,
            "project": self.project,
        }
