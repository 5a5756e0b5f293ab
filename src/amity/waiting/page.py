"""The page of what waits for one person: a title that says how much, the rows by kind, and what is around them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats, slots
from amity.ui.links import Link
from amity.waiting.dates import next_dates
from amity.waiting.folding import folded
from amity.waiting.forms import RowForm, forms_of
from amity.waiting.kinds import Item, Kind
from amity.waiting.queries import MOST_AWAITED, Group, awaited_by, waiting_for
from amity.waiting.sections import Row, Section
from amity.waiting.steps import step_for

SEVERAL: Final = 3
"""How many items of a kind that is answered on one page are listed apart."""


def context(
    by: Actor, now: datetime, *, only: str = "", opened: str = "", failed: RowForm | None = None
) -> dict[str, Any]:
    """Return the values of the page. `only` shows one kind; `failed` is the form of an act that was refused.

    Of many items only the most urgent are open, and the section that is named `opened`.
    """
    person = person_of(by)
    today = person.day_of(now)
    groups = waiting_for(by, now)
    only = only if any(group.kind.key == only for group in groups) else ""
    shown = [group for group in groups if only in ("", group.kind.key)]
    here = reverse("waiting:waiting")
    back = f"{here}?kind={only}" if only else here
    awaited = awaited_by(person, today)
    found = sections(shown, back, today, failed)
    return {
        "title": title(groups),
        "sub": " ".join([f"{capfirst(formats.long_day(today))}.", *lateness(groups)]),
        "sections": found if only else folded(found, opened, here),
        "kinds": _by_kind(groups, only, here),
        "total": sum(group.total for group in groups),
        "awaited": awaited[:MOST_AWAITED],
        "awaited_count": len(awaited),
        "dates": next_dates(person, today),
        **({} if shown else first_step(by)),
    }


def first_step(by: Actor) -> dict[str, Link | None]:
    """Return where the person can start when nothing waits: with an agency's first import, or with a step."""
    beginning = next((link for begin in slots.beginnings if (link := begin(by))), None)
    return {"beginning": beginning, "step": None if beginning else step_for(by)}


def sections(groups: Sequence[Group], back: str, today: date, failed: RowForm | None = None) -> list[Section]:
    """Return groups of items ready to draw, those due by today first; `back` is the page that their acts return to."""
    urgent, others = _by_urgency(groups, today)
    first = _urgent_section(urgent, back, failed)
    return [*first, *(_section(group, back, str(group.kind.label), failed=failed) for group in others)]


def in_order(groups: Sequence[Group], today: date) -> list[tuple[Kind, Item]]:
    """Return items as the page lists them: those due by a day first, then by kind."""
    urgent, others = _by_urgency(groups, today)
    return [*urgent, *((group.kind, item) for group in others for item in group.items)]


def open_sections(
    groups: Sequence[Group], back: str, today: date, *, contact: str = "", account_id: int = 0
) -> list[Section]:
    """Return what is open on an account, or with the contact of this name, ready to draw, those due by today first.

    With `account_id`, kinds that have a page for all of theirs show only their first few.
    """
    if contact:
        groups = [replace(group, items=[_on_contact(group.kind, item) for item in group.items]) for group in groups]
    urgent, others = _by_urgency(groups, today)
    return [
        *_urgent_section(urgent, back),
        *(
            _section(_first(group, account_id), back, _heading_open(group.kind, contact), _all(group, account_id))
            for group in others
        ),
    ]


def _on_contact(kind: Kind, item: Item) -> Item:
    """Return an item as its contact's own page shows it."""
    return item.on_contact or (replace(item, lead="") if kind.only_names_contact else item)


def _by_urgency(groups: Sequence[Group], today: date) -> tuple[list[tuple[Kind, Item]], list[Group]]:
    """Return the items that are late or due today, the latest first, and the others by kind.

    Several of a kind that is answered on one page come first among the others, so that they don't bury the urgent ones.
    """
    urgent: list[tuple[date, Kind, Item]] = []
    apart, others = [], []
    for group in sorted(groups, key=lambda group: (group.kind.order, group.kind.key)):
        due = [(item.due, group.kind, item) for item in group.items if item.due and item.due <= today]
        if group.kind.on_one_page and len(due) >= SEVERAL:
            apart.append(group)
            continue
        urgent += due
        rest = [item for item in group.items if item.due is None or item.due > today]
        if group.total > len(due):
            others.append(replace(group, items=rest, total=group.total - len(due)))
    return [(kind, item) for _due, kind, item in sorted(urgent, key=lambda found: found[0])], [*apart, *others]


def _urgent_section(urgent: Sequence[tuple[Kind, Item]], back: str, failed: RowForm | None = None) -> list[Section]:
    rows = [_row(kind, item, back, failed) for kind, item in urgent]
    return [Section("urgent", _("Late or due today"), rows, len(rows), is_mixed=True)] if rows else []


def _section(group: Group, back: str, heading: str, all_open: str = "", failed: RowForm | None = None) -> Section:
    rows = [_row(group.kind, item, back, failed) for item in group.items]
    return Section(group.kind.key, heading, rows, group.total, all_open)


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


def _row(kind: Kind, item: Item, back: str, failed: RowForm | None) -> Row:
    return Row(kind, item, _forms(kind, item, back, failed))


def _heading_open(kind: Kind, contact: str) -> str:
    if contact and kind.label_contact:
        return str(kind.label_contact) % {"name": contact}
    return str(kind.label_open or kind.label)


def _forms(kind: Kind, item: Item, back: str, failed: RowForm | None) -> list[RowForm]:
    return [failed.again(form) if failed and failed.key == form.key else form for form in forms_of(kind, item, back)]


def _by_kind(groups: Sequence[Group], only: str, here: str) -> list[tuple[Link, int]]:
    found = [(Link(_("Everything"), here, not only), sum(group.total for group in groups))]
    for group in sorted(groups, key=lambda group: (group.kind.order, group.kind.key)):
        key = group.kind.key
        found.append((Link(str(group.kind.label), f"{here}?kind={key}", key == only), group.total))
    return found
