"""Queries for what went to clients although it doesn't serve their strategy."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from amity.gate import rules as gate
from amity.gate import wording
from amity.gate.models import Item, Overruling
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.strategy.gate_check import KEY


@dataclass(frozen=True, slots=True)
class AnsweredNo:
    """Something for a client about which someone answered that it doesn't serve the strategy."""

    account_id: int
    item_id: int
    title: str
    kind: str
    by_name: str
    at: datetime

    @property
    def address(self) -> str:
        """The page of the email."""
        return reverse("gate:item", args=[self.item_id])


def answered_no(by: Actor, account_ids: Collection[int], first: date, last: date) -> list[AnsweredNo]:
    """Return the emails of some accounts that don't serve the strategy, as answered from `first` to `last`.

    They are those that the actor can read, newest first.
    """
    seen = Item.objects.visible_to(person_of(by)).filter(account__in=account_ids)
    rows = Overruling.objects.filter(
        finding__startswith=KEY, chip=gate.STRAYS, at__date__gte=first, at__date__lte=last, item__in=seen.order_by()
    )
    return [
        AnsweredNo(
            row.item.account_id, row.item_id, str(row.item), str(wording.KINDS[row.item.kind]), row.person.name, row.at
        )
        for row in rows.select_related("item", "person").order_by("-at", "-pk")
    ]
