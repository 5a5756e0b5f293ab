"""Reads of bundles: what can go with an item, and what a bundle carries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.db.models import BigIntegerField, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.gate import policy, queries, rules
from amity.gate.answering.registry import asks_question, carries_link
from amity.gate.models import Item, ItemQuerySet, Recipient
from amity.people.any_person import NOW
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.joined import Joined, values_in
from amity.shared.rows.prepared import NO_ROW, Given

People = Collection[tuple[int, str]]
MOST: Final = 20
OWN: Final = Given("own", BigIntegerField())


def people_of(item: Item) -> set[tuple[int, str]]:
    """Return the recipients of an item, as ids of contacts with their way."""
    return {(one.contact_id, one.way) for one in item.recipients.all()}


def fits(item: Item) -> bool:
    """Return whether an item can be part of a bundle. What asks for an answer goes alone."""
    return item.kind != rules.BUNDLE and not carries_link(item) and not asks_question(item)


def goes_along(by: Actor, account_id: int, people: People, now: datetime, item: Item | None = None) -> Sequence[Item]:
    """Return items for exactly the same people that haven't left and that the actor can bundle, the oldest first."""
    if not people:
        return []
    person, own = person_of(by), item.pk if item else NO_ROW
    same = frozenset(f"{contact_id} {way}" for contact_id, way in people)
    found = rows_on_account(by, account_id, _along, own=own, now=now)
    return [one for one in found if values_in(one.people) == same and fits(one) and policy.may_bundle(person, one)]


def _along(by: Actor) -> ItemQuerySet:
    """Return the oldest items of an account that can be bundled, but the one whose page is shown.

    `people` are their recipients as one text, each as `contact way`.
    """
    people = Recipient.objects.filter(item=OuterRef("pk")).order_by()
    people = people.annotate(people=Joined(Concat("contact_id", Value(" "), "way", output_field=TextField())))
    rows = queries.items_seen_by(by).filter(account=ACCOUNT, state__in=rules.MOVES[rules.BUNDLE_UP]).exclude(pk=OWN)
    rows = rows.exclude(kind=rules.BUNDLE).exclude(state=rules.CLEARED, goes_at__lte=NOW)
    return queries.with_account(rows).annotate(people=Subquery(people.values("people"))).order_by("pk")[:MOST]


def beside(by: Actor, item: Item, now: datetime) -> Sequence[Item]:
    """Return what can go with an item in one email."""
    if not fits(item) or item.state not in rules.WAITING:
        return []
    if not policy.may_bundle(person_of(by), item):
        return []
    return goes_along(by, item.account_id, people_of(item), now, item)


def parts_of(item: Item) -> Sequence[Item]:
    """Return the items of a bundle, in its order."""
    queries.read_bundled([item])
    return list(item.bundled.all()) if item.kind == rules.BUNDLE else []
