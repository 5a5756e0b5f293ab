"""The matrix of lanes: kinds by author, with what can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from amity.accounts.models import Account
from amity.gate import rules as items
from amity.gate import wording
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.queries import lanes_by_charter, matrix, settings_of


@dataclass(frozen=True, slots=True)
class LaneCell:
    """The lane of a kind by an author: its field's name, what it is without a setting, and what can be chosen."""

    name: str
    author: Any
    usual: Any
    options: Sequence[tuple[str, Any, bool]]


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A kind with its cells. `is_floored`: no setting lets it go without someone's decision."""

    kind: Any
    is_floored: bool
    cells: Sequence[LaneCell]


def field_name(kind: str, author: str) -> str:
    """Return the name of a cell's field."""
    return f"lane-{kind}-{author}"


def lane_rows(account: Account | None) -> list[LaneRow]:
    """Return the matrix of the agency, or of an account."""
    own, usual = settings_of(account)
    chosen = usual if account is None else own
    fallback = lanes.DEFAULTS if account is None else {**lanes.DEFAULTS, **lanes_by_charter(account), **usual}
    return [
        LaneRow(
            wording.KINDS[kind],
            kind in items.BINDING,
            [_cell(kind, author, chosen.get((kind, author), ""), fallback[kind, author]) for author in lanes.AUTHORS],
        )
        for kind in lanes.KINDS
    ]


def account_rows(account: Account) -> list[tuple[Any, list[Any]]]:
    """Return the lanes of an account in words: each kind with its lane by author."""
    lane_by = matrix(account)
    return [
        (wording.KINDS[kind], [wording.LANES[lane_by[kind, author]] for author in lanes.AUTHORS])
        for kind in lanes.KINDS
    ]


def _cell(kind: str, author: str, chosen: str, usual: str) -> LaneCell:
    options = [(lane, wording.LANES[lane], lane == chosen) for lane in lanes.allowed(kind)]
    return LaneCell(field_name(kind, author), wording.AUTHORS[author], wording.LANES[usual], options)
