"""Emails where they wait: to be cleared, returned to their author, and not delivered."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_covered_manager
from amity.accounts.waiting import named
from amity.gate import queries, rules, wording
from amity.gate.decisions import grounds
from amity.gate.models import Item, ItemQuerySet, Step
from amity.people.any_person import moment_for
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Item as Waits
from amity.waiting.kinds import Kind, days_late, naming, sharing_accounts
from amity.waiting.stakes import Stakes, grown
from amity.waiting.todos import ANSWER, DECIDE, TALK

TO_READ: Final = grown(2, 2)
BACK: Final = grown(2, 2)
NOT_THERE: Final = (3, 3)
"""What emails mean: nothing moves until one is read or written again, and a client waits for one that is lost."""


def register() -> None:
    """Register the kinds."""
    for kind in (TO_CLEAR, RETURNED, LOST):
        kinds.register(kind)


def _to_clear(person: Person, today: date) -> ItemQuerySet:
    return queries.with_people(Item.objects.waiting_for(person, moment_for(person))).order_by("clear_by", "pk")


def _on_account(by: Actor, account_id: int, today: date) -> ItemQuerySet:
    rows = queries.items_seen_by(by).filter(account=account_id, state__in=rules.WAITING)
    return queries.with_people(rows).order_by("clear_by", "pk")


def _own(person: Person, rows: ItemQuerySet) -> ItemQuerySet:
    """Return those items that are the person's, or an account manager's whom they stand in for."""
    return any_of(rows, Q(author=person), of_covered_manager(person, "author"))


def _returned(person: Person, today: date) -> ItemQuerySet:
    return queries.with_people(_own(person, Item.objects.filter(state=rules.RETURNED))).order_by("changed_at", "pk")


def _lost(person: Person, today: date) -> ItemQuerySet:
    return queries.with_people(_own(person, queries.not_delivered(Item.objects.all()))).order_by("changed_at", "pk")


def _clear_items(by: Actor, rows: Sequence[Item], today: date) -> list[Waits]:
    return _items(rows, today, by, lambda item: [wording.what_happens(item)], _("Read email"), TO_READ)


def _returned_items(by: Actor, rows: Sequence[Item], today: date) -> list[Waits]:
    steps = list(Step.objects.filter(item__in=[row.pk for row in rows], verb=rules.RETURN).order_by("pk"))
    cited = grounds.cited_by(steps)
    why = {
        step.item_id: [
            str(wording.GROUNDS.get(step.ground, "")), cited.get((step.ground, step.ground_id or 0), ""), step.words,
        ]
        for step in steps
    }  # fmt: skip
    return _items(rows, today, by, lambda item: [note for note in why.get(item.pk, ()) if note], _("Edit email"), BACK)


def _lost_items(by: Actor, rows: Sequence[Item], today: date) -> list[Waits]:
    items = _items(rows, today, by, _why_not_there, _("Decide about the delivery"))
    return [_due_when_it_left(item, row, today) for item, row in zip(items, rows, strict=True)]


def _due_when_it_left(item: Waits, row: Item, today: date) -> Waits:
    """Return what waits, due on the day on which the email should have reached its client."""
    due = timezone.localdate(row.released_at or row.changed_at)
    late = days_late(due, today)
    return replace(item, due=due, days_late=late, stakes=grown(*NOT_THERE, days_late=late))


def _why_not_there(item: Item) -> list[str]:
    return [str(wording.STATES[item.state])] if item.state == rules.STORED else []


def _since(row: Item, today: date) -> str:
    """Return when an email was submitted or returned, or since when it hasn't been delivered."""
    changed = timezone.localtime(row.changed_at)
    if row.state in rules.NOT_DELIVERED:
        return formats.day_with("since", changed, today)
    if row.state == rules.RETURNED:
        return _("returned %(day)s") % {"day": formats.day(changed, today)}
    return _("submitted %(day)s") % {"day": formats.day(timezone.localtime(row.submitted_at or row.changed_at), today)}


def _items(
    rows: Sequence[Item], today: date, by: Actor, notes: Callable[[Item], list[str]], label: str,
    stakes: Stakes | None = None,
) -> list[Waits]:  # fmt: skip
    sharing_accounts(rows)
    return [
        Waits(
            id=row.pk,
            version=row.version,
            title=str(row),
            address=_address(row),
            account=named(row.account),
            lead=naming(_("From %(who)s"), row.author.name) if row.author_id != by.person_id else "",
            notes=notes(row),
            due=timezone.localdate(row.clear_by) if row.clear_by else None,
            days_late=0,
            since=_since(row, today),
            open=label,
            stakes=stakes,
            cause=f"email {row.pk}",
        )
        for row in rows
    ]


def _address(row: Item) -> str:
    return reverse("gate:undelivered") if row.state in rules.NOT_DELIVERED else address_with("gate:item", row.pk)


TO_CLEAR = Kind(
    key="outgoing", order=8, todo=DECIDE, icon="mail-forward", label=lazy("Emails to clear"),
    words=lazy("approve clear release"), label_open=lazy("Emails to clear"),
    rows=_to_clear, by_moment=True, on_account=_on_account, items=_clear_items,
)  # fmt: skip
RETURNED = Kind(
    key="outgoing_returned", order=12, todo=ANSWER, icon="arrow-back-up", label=lazy("Emails returned to you"),
    rows=_returned,
    by_roles=True,
    items=_returned_items,
)  # fmt: skip
LOST = Kind(
    key="outgoing_lost", order=9, todo=TALK, icon="mail", label=lazy("Emails not delivered"), rows=_lost, by_roles=True,
    items=_lost_items,
)  # fmt: skip
