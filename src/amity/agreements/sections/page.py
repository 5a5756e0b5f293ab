"""The sections of an agreement on its page."""

from dataclasses import dataclass

from amity.agreements.models import Agreement
from amity.agreements.sections.models import Clause
from amity.agreements.sections.rules import paper_blocks
from amity.agreements.versions.content import sections_of


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section on the page, with its heading level there, below that of the card."""

    clause: Clause
    level: int


def section_rows(agreement: Agreement) -> list[SectionRow]:
    """Return the sections in document order."""
    found = sections_of(agreement)
    levels = paper_blocks.nested([one.level for one in found])
    return [SectionRow(one, min(level + 2, 6)) for one, level in zip(found, levels, strict=True)]
