"""What waits as rows under headings, ready to draw."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amity.waiting.forms import RowForm
from amity.waiting.kinds import Item, Kind

KINDS_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Row:
    """An item with the form of each act that can be done to it. `count` are the items that the row is for."""

    kind: Kind
    item: Item
    forms: Sequence[RowForm]
    count: int = 1

    @property
    def kind_label(self) -> str:
        """The name of its kind, "" where the title begins with it."""
        label = str(self.kind.label)
        return "" if self.count > 1 or self.item.title.startswith(label) else label

    @property
    def asking(self) -> RowForm | None:
        """The form that asks for a value in the row, if there is one."""
        return next((form for form in self.shown if form.act.asks), None)

    @property
    def shown(self) -> Sequence[RowForm]:
        """The forms of the acts that are offered first."""
        return [form for form in self.forms if not form.act.is_last]

    @property
    def last(self) -> RowForm | None:
        """The form of the act that is folded away, if there is one."""
        return next((form for form in self.forms if form.act.is_last), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, how many there are in all, and the address of all of them. `is_mixed` has several kinds,
    `late` says how many are past their date, `is_soon` that one is due within days. Where it `names_kinds`, each row
    has the name of its kind. An account `opens_with` its kind.

    The `rest` of its rows shows its count, and its rows only once it is opened.
    """

    key: str
    heading: str
    rows: Sequence[Row]
    total: int
    all_open: str = ""
    is_mixed: bool = False
    rest: Sequence[Row] = ()
    is_open: bool = False
    late: int = 0
    is_soon: bool = False
    names_kinds: bool = False
    opens_with: bool = False

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - sum(row.count for row in (*self.rows, *self.rest))

    @property
    def rest_kinds(self) -> Sequence[tuple[str, int]]:
        """The most frequent kinds of the rest with their counts, none where it has one kind."""
        counts = Counter(str(row.kind.label) for row in self.rest for _item in range(row.count))
        return counts.most_common(KINDS_NAMED) if len(counts) > 1 else []

    @property
    def folded_count(self) -> int:
        """How many are in the rest."""
        return sum(row.count for row in self.rest)
