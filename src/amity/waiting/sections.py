"""What waits as rows under headings, ready to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.waiting.forms import RowForm
from amity.waiting.kinds import Item, Kind


@dataclass(frozen=True, slots=True)
class Row:
    """An item with the form of each act that can be done to it."""

    kind: Kind
    item: Item
    forms: Sequence[RowForm]

    @property
    def kind_label(self) -> str:
        """The name of its kind, "" where the title begins with it."""
        label = str(self.kind.label)
        return "" if self.item.title.startswith(label) else label

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
    """Rows under a heading, how many there are in all, and the address of all of them. `is_mixed` has several kinds.

    A section that `is_folded` shows its count, and its rows only once it is opened. So does the `rest` of its rows.
    """

    key: str
    heading: str
    rows: Sequence[Row]
    total: int
    all_open: str = ""
    is_mixed: bool = False
    rest: Sequence[Row] = ()
    is_folded: bool = False
    is_open: bool = False

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows) - len(self.rest)
