"""Read-backs that the giving side hasn't confirmed yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_managed_accounts
from amity.accounts.waiting import named
from amity.handoff.giver import givers_on
from amity.handoff.models import ReadBack, Version
from amity.handoff.read_backs.commands import AGREED, judge_read_back
from amity.handoff.read_backs.queries import unjudged
from amity.handoff.versions.rules import Item as BlockItem
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.shared.rows.lookup import seen_or_missing
from amity.ui import formats
from amity.waiting.kinds import Act, Item, Kind, Sent, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import ANSWER

CONFIRM = "confirm"
HOLDERS = (
    "handoff__project__account__manager", "handoff__project__account_manager", "handoff__account__manager",
    "handoff__item", "handoff__giver", "handoff__taker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A read-back with the item that it repeats."""

    read_back: ReadBack
    item: BlockItem


def confirm(by: Actor, read_back_id: int, sent: Sent, now: datetime) -> None:
    """Confirm a read-back."""
    row = seen_or_missing(ReadBack.objects, read_back_id, _("Read-back not found."))
    judge_read_back(by=by, handoff_id=row.handoff_id, key=row.key, version=sent.version, verdict=AGREED, now=now)


def _near(person: Person, today: date) -> "QuerySet[ReadBack]":
    """Read-backs of hand-offs whose giving side the person may be."""
    near = (Q(handoff__giver=person), Q(handoff__project__account_manager=person))
    return any_of(unjudged(), *near, of_managed_accounts(person, "handoff__account_id"))


def _of_giver(person: Person, today: date) -> list[Unconfirmed]:
    """Read-backs of hand-offs whose giving side the person is today."""
    rows = list(_near(person, today).select_related(*HOLDERS).order_by("stated_at", "pk"))
    givers = givers_on([row.handoff for row in rows], today) if rows else {}
    mine = [row for row in rows if givers[row.handoff_id] == person]
    items = _items_by_key({row.handoff_id for row in mine}) if mine else {}
    found = ((row, items.get((row.handoff_id, row.handoff.number, row.key))) for row in mine)
    return [Unconfirmed(row, item) for row, item in found if item]


def _items_by_key(handoff_ids: set[int]) -> dict[tuple[int, int, str], BlockItem]:
    versions = Version.objects.filter(handoff__in=handoff_ids)
    return {
        (version.handoff_id, version.number, item.key): item
        for version in versions
        for block in version.parsed_blocks
        for item in block.items
    }


def _items(by: Actor, rows: Sequence[Unconfirmed], today: date) -> list[Item]:
    person = person_of(by)
    return [_item(row.read_back, row.item, person.day_of(row.read_back.stated_at), today) for row in rows]


def _item(row: ReadBack, item: BlockItem, stated_on: date, today: date) -> Item:
    return Item(
        id=row.pk,
        version=row.version,
        title=row.words,
        address=reverse("handoff:handoff", args=[row.handoff_id]) + f"#at-{row.key}",
        account=named(row.handoff.account),
        lead=naming(_("Read back by %(who)s"), row.stated_by),
        notes=[_("Expectation: %(text)s") % {"text": item.text}, str(row.handoff)],
        since=_("read back %(day)s") % {"day": formats.day(stated_on, today)},
        acts=(CONFIRM,),
        open=_("Mark as different"),
        stakes=grown(2, 2),
        cause=f"handoff {row.handoff_id}",
    )


TO_CONFIRM = Kind(
    key="read-back", order=61, todo=ANSWER, icon="arrows-exchange", label=lazy("Read-backs to confirm"),
    rows=_of_giver, candidates=_near, items=_items,
    acts={CONFIRM: Act(label=lazy("Confirm read-back"), run=confirm, done=lazy("Read-back confirmed."))},
)  # fmt: skip
