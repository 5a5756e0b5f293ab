"""The result of importing a file without time, in the form of the command line's JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from amity.imports.invoices.clients import ClientName
from amity.imports.rules import Reason
from amity.imports.wording import sentence, sentences
from amity.shared.money import Money

THINGS_LISTED = 200

ThingRow = tuple[str, str, str, str, Money | None]
"""Fate, kind, name, parent and cost."""


@dataclass
class FileResult:
    """Counts of one file, its rejected rows with sentences, warnings, and some of its records."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    attached: int = 0
    gone: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)
    duplicates: list[tuple[int, str]] = field(default_factory=list)
    duplicates_choice: str = ""
    warnings: list[str] = field(default_factory=list)
    things: list[ThingRow] = field(default_factory=list)
    clients: list[ClientName] = field(default_factory=list)

    def tell(self, fate: str, kind: str, name: str, under: str, amount: Money | None = None) -> None:
        """Add a record to the preview, up to as many as one page shows."""
        if len(self.things) < THINGS_LISTED:
            self.things.append((fate, kind, name, under, amount))

    def refuse(self, number: int, reasons: Sequence[tuple[str, Reason]]) -> None:
        """Leave a row out, with the reason."""
        self.rejected.append((number, sentences(tuple(reasons))))

    def ask(self, number: int, reason: Reason) -> None:
        """Record that a row looks like an existing record."""
        self.duplicates.append((number, sentence(reason)))

    def count(self, fate: str) -> None:
        """Count a row as created, updated or unchanged."""
        setattr(self, fate, getattr(self, fate) + 1)

    def add(self, part: "FileResult") -> None:
        """Add a committed chunk to the totals."""
        for name in ("rows", "created", "updated", "unchanged"):
            setattr(self, name, getattr(self, name) + getattr(part, name))
        self.rejected += part.rejected
        self.duplicates += part.duplicates
        self.warnings += part.warnings
        self.things += part.things[: THINGS_LISTED - len(self.things)]

    @property
    def clean(self) -> bool:
        """Return whether every row was imported, or skipped by choice."""
        return not self.rejected and (self.duplicates_choice != "" or not self.skipped)

    @property
    def is_all_wrong(self) -> bool:
        """Return whether no row can be imported as the file is now."""
        return bool(self.rejected) and not (self.created or self.updated or self.unchanged or self.skipped)

    @property
    def skipped(self) -> int:
        """The number of rows that look like existing records and are left out."""
        return 0 if self.duplicates_choice == "import" else len(self.duplicates)

    def as_json(self, batch_id: int | None, elapsed: float) -> dict[str, Any]:
        """Return the object for `--json`. Such files have no time, so no seconds were tracked."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "ambiguous": 0,
            "conflicts": 0,
            "gone": self.gone,
            "duplicates": self.skipped,
            "rejected": [{"row": number, "reason": reason} for number, reason in self.rejected],
            "duplicate_rows": [{"row": number, "reason": reason} for number, reason in self.duplicates[: self.skipped]],
            "tracked_seconds": 0,
            "elapsed_seconds": round(elapsed, 2),
            "batch": batch_id,
        }

    def counts(self) -> dict[str, int]:
        """Return the counts for the batch's row."""
        names = ("rows", "created", "updated", "unchanged", "attached", "gone")
        found = {name: getattr(self, name) for name in names}
        return found | {"rejected": len(self.rejected), "duplicate": self.skipped, "tracked_seconds": 0}
