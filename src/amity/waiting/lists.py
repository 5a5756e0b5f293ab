"""What waits in one list for each thing to do: what is late or due soon comes first."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import ngettext

from amity.waiting.forms import RowForm, forms_of
from amity.waiting.kinds import Item, Kind, OnePage
from amity.waiting.queries import Group
from amity.waiting.sections import Row, Section
from amity.waiting.todos import TODOS, Todo

SOON: Final = timedelta(days=7)
"""Items without a date come after those that are due within this time."""
NAMED: Final = 3
"""Items that the row of several names."""


def lists(
    groups: Sequence[Group], back: str, today: date, failed: RowForm | None = None, *, is_mixed: bool = True
) -> list[Section]:
    """Return a list of rows for each thing to do; `back` is the page that their actions return to.

    Where a list `is_mixed`, rows name their kind, and several that are answered on one page are one row.
    """
    return [_list(todo, own, back, today, failed, is_mixed=is_mixed) for todo, own in by_todo(groups).items()]


def by_todo(groups: Sequence[Group]) -> dict[Todo, list[Group]]:
    """Return the groups of each thing to do, in the order of their kinds."""
    found = in_kinds(groups)
    return {todo: own for todo in TODOS if (own := [group for group in found if group.kind.todo == todo])}


def in_kinds(groups: Sequence[Group]) -> list[Group]:
    """Return groups in the order of their kinds."""
    return sorted(groups, key=lambda group: (group.kind.order, group.kind.key))


def _list(
    todo: Todo, groups: Sequence[Group], back: str, today: date, failed: RowForm | None, *, is_mixed: bool
) -> Section:
    rows = [row for group in groups for row in _rows(group, back, failed, is_mixed=is_mixed)]
    rows.sort(key=lambda row: row.item.due or today + SOON)
    total, late = sum(group.total for group in groups), sum(group.late for group in groups)
    return Section(todo.key, str(todo.label), rows, total, is_mixed=is_mixed, late=late)


def _rows(group: Group, back: str, failed: RowForm | None, *, is_mixed: bool) -> list[Row]:
    kind = group.kind
    if is_mixed and kind.one_page and group.total > 1:
        return [Row(kind, several(group.items, kind.one_page, group.total), (), group.total)]
    return [row_of(kind, item, back, failed) for item in group.items]


def several(items: Sequence[Item], page: OnePage, total: int) -> Item:
    """Return several items of a kind as one that leads to the page on which they are answered."""
    accounts, more = {item.account for item in items}, total - NAMED
    return Item(
        id=items[0].id, title=page.title(total), address=page.address(), open=page.open,
        account=accounts.pop() if len(accounts) == 1 else None,
        due=min((item.due for item in items if item.due), default=None),
        days_late=max(item.days_late for item in items), notes=[
            *(item.title for item in items[:NAMED]),
            *([ngettext("%(count)s more", "%(count)s more", more) % {"count": more}] if more > 0 else []),
        ],
    )  # fmt: skip


def row_of(kind: Kind, item: Item, back: str, failed: RowForm | None = None) -> Row:
    """Return an item with its forms. The form of an action that `failed` has what was typed."""
    forms = forms_of(kind, item, back)
    return Row(
        kind,
        item.opened_from(back),
        [failed.again(form) if failed and failed.key == form.key else form for form in forms],
    )
