"""Reads of bundles: what can go with an item, and what a bundle carries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from amity.gate import policy, queries, rules
from amity.gate.answering.registry import asks_question, carries_link
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor

People = Collection[tuple[int, str]]
MOST: Final = 20


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
    rows = queries.items_seen_by(by).filter(account=account_id, state__in=rules.MOVES[rules.BUNDLE_UP])
    rows = rows.exclude(kind=rules.BUNDLE).exclude(state=rules.CLEARED, goes_at__lte=now)
    if item is not None:
        rows = rows.exclude(pk=item.pk)
    person, wanted = person_of(by), set(people)
    found = queries.with_people(rows).order_by("pk")[:MOST]
    return [one for one in found if people_of(one) == wanted and fits(one) and policy.may_bundle(person, one)]


def beside(by: Actor, item: Item, now: datetime) -> Sequence[Item]:
    """Return what can go with an item in one email."""
    if not fits(item) or item.state not in rules.WAITING:
        return []
    if not policy.may_bundle(person_of(by), item):
        return []
    return goes_along(by, item.account_id, people_of(item), now, item)


def parts_of(item: Item) -> Sequence[Item]:
    """Return the items of a bundle, in its order."""
    return list(item.bundled.select_related("author").order_by("pk")) if item.kind == rules.BUNDLE else []
