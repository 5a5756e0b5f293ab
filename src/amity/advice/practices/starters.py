"""The starter practices, as a table beside this file has them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amity.advice.fields import PracticeFields
from amity.shared.stories import rows

TABLE: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Starter:
    """A starter practice. `key` tells which ones an agency already has, whatever they are called now."""

    key: str
    title: str
    situation: str
    advice: str
    why: str
    evidence: str
    when_not: str
    services: str = ""
    measures: str = ""
    industries: str = ""

    @property
    def fields(self) -> PracticeFields:
        """Return what a practice has of it."""
        return PracticeFields(
            self.title, self.situation, self.advice, self.why, self.evidence, self.when_not, self.services.strip(),
            self.measures.strip(), self.industries.strip(),
        )  # fmt: skip


def starters() -> list[Starter]:
    """Return the starter practices in their order."""
    return list(rows(TABLE, Starter, "starters"))
