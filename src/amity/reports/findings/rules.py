"""Shapes of a finding: its kind, subject, money or hours, and evidence. Also of a missing fact."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from amity.profitability.figures.rules import Input
from amity.shared.money import Money


class Sureness(IntEnum):
    """The sureness of a finding's money. Findings are ranked by it before their amount."""

    TO_FILL = 1
    """A gap in the data, with what it would be worth at an average."""
    AT_STAKE = 2
    """Nothing is lost yet: the yearly amount that depends on it."""
    ASK = 3
    """Hours and a question, with money only at a price that is an assumption."""
    DERIVED = 4
    """Follows from stored amounts through an average rate."""
    SURE = 5
    """Follows from stored amounts and agreed terms alone."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a finding: kind (account, project, line, item or entry) and id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The entries behind a finding, as a filter. 0 and None mean "any"."""

    account_id: int = 0
    project_id: int = 0
    line_id: int = 0
    first: date | None = None
    last: date | None = None
    entries: int | None = None
    only: str = ""
    """A further condition by code: uncosted | unvalued | unlined | not_billed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding. `money` is None if there is only time, and `seconds` is 0 if there is only money.

    `numbers` are the inputs its sentence and its "Why?" show. `evidence` opens to entries.
    """

    kind: str
    subjects: tuple[Subject, ...]
    sureness: Sureness
    money: Money | None = None
    seconds: int = 0
    numbers: tuple[Input, ...] = ()
    evidence: tuple[Rows, ...] = ()

    def number(self, label: str) -> Input:
        """Return the input with that label. Raise `KeyError` if the finding has none."""
        for one in self.numbers:
            if one.label == label:
                return one
        raise KeyError(label)


@dataclass(frozen=True, slots=True)
class Missing:
    """A kind of finding that can't be shown yet, and the one fact that would make it possible.

    `state` is to_find_out, or assumed if an assumption is used. `numbers` are the figures waiting for the fact.
    """

    kind: str
    fact: str
    state: str = "to_find_out"
    numbers: tuple[Input, ...] = ()
