"""The page of what waits for one person: how much it is, a list for each thing to do, and what is around them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats, slots
from amity.ui.links import Link
from amity.waiting.awaited import MOST_AWAITED, awaited_by
from amity.waiting.dates import next_dates
from amity.waiting.drawing import drawn_for
from amity.waiting.folding import SOON, shortened
from amity.waiting.forms import RowForm
from amity.waiting.kinds import Item, Kind
from amity.waiting.lists import by_todo, in_kinds, lists, row_of
from amity.waiting.queries import Group
from amity.waiting.sections import Section
from amity.waiting.steps import step_for


def context(
    by: Actor, now: datetime, *, only: str = "", todo: str = "", opened: str = "", failed: RowForm | None = None
) -> dict[str, Any]:
    """Return the values of the page. `only` shows one kind, `todo` one list; `failed` is the form of a refused action.

    Of many items only the first of each list are shown, and the rest that is named `opened`.
    """
    person = person_of(by)
    today = person.day_of(now)
    groups = drawn_for(by, now)
    only = only if any(group.kind.key == only for group in groups) else ""
    todo = todo if not only and any(group.kind.todo.key == todo for group in groups) else ""
    shown = [one for one in groups if only in ("", one.kind.key) and todo in ("", one.kind.todo.key)]
    here = reverse("waiting:waiting")
    back = f"{here}?kind={only}" if only else f"{here}?todo={todo}" if todo else here
    awaited = awaited_by(by, today)
    found = lists(shown, back, today, failed, is_mixed=not only)
    return {
        "title": title(groups),
        "sub": " ".join([f"{capfirst(formats.long_day(today))}.", *lateness(groups, today)]),
        "sections": found if only or todo else shortened(found, opened, here),
        "todos": _ways(groups, todo, here, is_all=not only and not todo),
        "kinds": [(todo, [(one.kind, one.total) for one in own]) for todo, own in by_todo(groups).items()],
        "only": only,
        "awaited": awaited[:MOST_AWAITED],
        "awaited_count": len(awaited),
        "dates": next_dates(person, today),
        **({} if shown else first_step(by)),
    }


def first_step(by: Actor) -> dict[str, Link | None]:
    """Return where the person can start when nothing waits: with an agency's first import, or with a step."""
    beginning = next((link for begin in slots.beginnings if (link := begin(by))), None)
    return {"beginning": beginning, "step": None if beginning else step_for(by)}


def open_sections(
    groups: Sequence[Group], back: str, today: date, *, contact: str = "", account_id: int = 0,
    let_pass: Collection[tuple[str, int]] = (),
) -> list[Section]:  # fmt: skip
    """Return what is open on an account, or with the contact of this name, ready to draw.

    Those due by today come first, then the kinds that an account opens with. With `account_id`, kinds that have a
    page for all of theirs show only their first few. What the reader `let_pass` is with its kind, and says so.
    """
    if contact:
        groups = [replace(group, items=[_on_contact(group.kind, item) for item in group.items]) for group in groups]
    urgent, others = _by_urgency(groups, today, let_pass)
    others.sort(key=lambda group: not group.kind.opens_with)
    return [
        *_urgent_section(urgent, back),
        *(
            _section(
                _first(group, account_id), back, _heading_open(group.kind, contact), _all(group, account_id), today
            )
            for group in others
        ),
    ]


def _on_contact(kind: Kind, item: Item) -> Item:
    """Return an item as its contact's own page shows it."""
    return item.on_contact or (replace(item, lead="") if kind.only_names_contact else item)


def _by_urgency(
    groups: Sequence[Group], today: date, let_pass: Collection[tuple[str, int]]
) -> tuple[list[tuple[Kind, Item]], list[Group]]:
    """Return the items that are late or due today, the latest first, and the others by kind.

    Several that are answered on one page are among the others, so that they don't bury the urgent ones.
    """
    urgent: list[tuple[date, Kind, Item]] = []
    others = []
    for group in in_kinds(groups):
        passed = {item.id for item in group.items if (group.kind.key, item.id) in let_pass}
        due = [
            (item.due, group.kind, item)
            for item in group.items
            if item.due and item.due <= today and item.id not in passed
        ]
        if group.kind.one_page and len(due) > 1:
            others.append(group)
            continue
        urgent += due
        shown = {item.id for _due, _kind, item in due}
        rest = [_passed(item) if item.id in passed else item for item in group.items if item.id not in shown]
        if group.total > len(due):
            others.append(replace(group, items=rest, total=group.total - len(due)))
    return [(kind, item) for _due, kind, item in sorted(urgent, key=lambda found: found[0])], others


def _passed(item: Item) -> Item:
    """Return an item that says that its reader let it pass."""
    return replace(item, notes=[*item.notes, _("You let this pass")])


def _urgent_section(urgent: Sequence[tuple[Kind, Item]], back: str) -> list[Section]:
    rows = [row_of(kind, item, back) for kind, item in urgent]
    return [Section("urgent", _("Late or due today"), rows, len(rows), is_mixed=True)] if rows else []


def _section(group: Group, back: str, heading: str, all_open: str, today: date) -> Section:
    rows = [row_of(group.kind, item, back) for item in group.items]
    is_soon = any(item.due is not None and item.due - today <= SOON for item in group.items)
    return Section(
        group.kind.key, heading, rows, group.total, all_open, is_soon=is_soon, opens_with=group.kind.opens_with
    )


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


def lateness(groups: Sequence[Group], today: date) -> list[str]:
    """Return how many are late and how many are due today, a sentence each."""
    late = sum(group.late for group in groups)
    due = sum(item.due == today and not item.days_late for group in groups for item in group.items)
    late_words = ngettext("%(count)s is late.", "%(count)s are late.", late)
    due_words = ngettext("%(count)s is due today.", "%(count)s are due today.", due)
    return [
        words % {"count": formats.number(count)} for words, count in ((late_words, late), (due_words, due)) if count
    ]


def _heading_open(kind: Kind, contact: str) -> str:
    if contact and kind.label_contact:
        return str(kind.label_contact) % {"name": contact}
    return str(kind.label_open or kind.label)


def _ways(groups: Sequence[Group], only: str, here: str, *, is_all: bool) -> list[Link]:
    """Return the ways to everything and to each list, with their counts."""
    found = [Link(_("Everything"), here, is_all, count=sum(group.total for group in groups))]
    for todo, own in by_todo(groups).items():
        count = sum(group.total for group in own)
        found.append(Link(str(todo.label), f"{here}?todo={todo.key}", todo.key == only, count=count))
    return found
