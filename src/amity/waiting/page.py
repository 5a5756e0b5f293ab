"""The page of what waits for one person: a title that says how much, the rows by kind, and what is around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats, slots
from amity.ui.links import Link
from amity.waiting.dates import next_dates
from amity.waiting.forms import RowForm, forms_of
from amity.waiting.kinds import Item, Kind
from amity.waiting.queries import MOST_AWAITED, Group, awaited_by, waiting_for


@dataclass(frozen=True, slots=True)
class Row:
    """An item with the form of each act that can be done to it."""

    kind: Kind
    item: Item
    forms: Sequence[RowForm]

    @property
    def asking(self) -> RowForm | None:
        """The form that asks for a value, if there is one."""
        return next((form for form in self.forms if form.act.asks), None)


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one kind, how many there are beside those shown, and the address of all of them."""

    group: Group
    rows: Sequence[Row]
    heading: str
    all_open: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.group.total - len(self.rows)


def context(by: Actor, now: datetime, *, only: str = "", failed: RowForm | None = None) -> dict[str, Any]:
    """Return the values of the page. `only` shows one kind; `failed` is the form of an act that was refused."""
    person = person_of(by)
    today = person.day_of(now)
    groups = waiting_for(by, now)
    only = only if any(group.kind.key == only for group in groups) else ""
    shown = [group for group in groups if only in ("", group.kind.key)]
    here = reverse("waiting:waiting")
    back = f"{here}?kind={only}" if only else here
    awaited = awaited_by(person, today)
    return {
        "title": title(groups),
        "sub": " ".join([f"{formats.long_day(today)}.", *lateness(groups)]),
        "sections": sections(shown, back, failed),
        "kinds": _by_kind(groups, only, here),
        "total": sum(group.total for group in groups),
        "awaited": awaited[:MOST_AWAITED],
        "awaited_count": len(awaited),
        "dates": next_dates(person, today),
        "beginning": None if shown else next((link for begin in slots.beginnings if (link := begin(by))), None),
    }


def sections(groups: Sequence[Group], back: str, failed: RowForm | None = None) -> list[Section]:
    """Return groups of items ready to draw; `back` is the page that their acts return to."""
    return [Section(group, _rows(group, back, failed), str(group.kind.label)) for group in groups]


def open_sections(groups: Sequence[Group], back: str, *, contact: str = "", account_id: int = 0) -> list[Section]:
    """Return what is open on an account, or with the contact of this name, ready to draw.

    With `account_id`, kinds that have a page for all of theirs show only their first few.
    """
    return [
        Section(
            group, _rows(_first(group, account_id), back), _heading_open(group.kind, contact), _all(group, account_id)
        )
        for group in groups
    ]


def _first(group: Group, account_id: int) -> Group:
    return replace(group, items=group.items[: group.kind.most_open]) if _all(group, account_id) else group


def _all(group: Group, account_id: int) -> str:
    kind = group.kind
    return kind.all_open(account_id) if account_id and kind.all_open and group.total > kind.most_open else ""


def title(groups: Sequence[Group]) -> str:
    """Return how many things wait."""
    total = sum(group.total for group in groups)
    if not total:
        return _("Nothing is waiting for you")
    words = ngettext("%(count)s thing is waiting for you", "%(count)s things are waiting for you", total)
    return words % {"count": formats.number(total)}


def lateness(groups: Sequence[Group]) -> list[str]:
    """Return how many are late, as a sentence."""
    late = sum(group.late for group in groups)
    words = ngettext("%(count)s is late.", "%(count)s are late.", late)
    return [words % {"count": formats.number(late)}] if late else []


def _rows(group: Group, back: str, failed: RowForm | None = None) -> list[Row]:
    return [Row(group.kind, item, _forms(group.kind, item, back, failed)) for item in group.items]


def _heading_open(kind: Kind, contact: str) -> str:
    if contact and kind.label_contact:
        return str(kind.label_contact) % {"name": contact}
    return str(kind.label_open or kind.label)


def _forms(kind: Kind, item: Item, back: str, failed: RowForm | None) -> list[RowForm]:
    return [failed.again(form) if failed and failed.key == form.key else form for form in forms_of(kind, item, back)]


def _by_kind(groups: Sequence[Group], only: str, here: str) -> list[tuple[Link, int]]:
    found = [(Link(_("Everything"), here, not only), sum(group.total for group in groups))]
    for group in groups:
        key = group.kind.key
        found.append((Link(str(group.kind.label), f"{here}?kind={key}", key == only), group.total))
    return found
