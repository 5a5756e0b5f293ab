"""Which items wait for whom, and who wants an email about them."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from amity.gate import policy, rules
from amity.gate import queries as gate
from amity.gate.answering.texts import whole_text
from amity.gate.models import Item
from amity.mailbox.to_clear.models import ClearEmails
from amity.mailbox.to_clear.rules import NEAR
from amity.people.models import Person
from amity.shared.text.amounts import amount_in


def wants_emails(person_id: int | None) -> bool:
    """Return whether a person wants the emails about what waits for them."""
    return not ClearEmails.objects.filter(person=person_id, to_clear=False).exists()


def all_waiting() -> Mapping[Person, list[Item]]:
    """Return what waits, by who is asked to clear it."""
    return _by_person(Q())


def near_their_time(now: datetime) -> Mapping[Person, list[Item]]:
    """Return what should be cleared within the next half hour, by who is asked to clear it."""
    return _by_person(Q(clear_by__gt=now, clear_by__lte=now + NEAR))


def clears_by_reply(item: Item) -> bool:
    """Return whether a reply can clear an item: never one with a price or a signature."""
    kinds = {item.kind, *item.bundled.values_list("kind", flat=True)}
    return not kinds & rules.PRICED and not amount_in(f"{item.subject}\n{whole_text(item)}")


def _by_person(which: Q) -> Mapping[Person, list[Item]]:
    rows = gate.whole(Item.objects.filter(which, state__in=rules.WAITING)).order_by("clear_by", "pk")
    found: dict[Person, list[Item]] = {}
    for item in rows:
        asked = {one.pk: one for one in (policy.clearer_of(item), item.asked_again) if one is not None}
        for person in asked.values():
            if person.is_active and person.mail and policy.may_clear(person, item):
                found.setdefault(person, []).append(item)
    unwanted = set(ClearEmails.objects.filter(to_clear=False).values_list("person_id", flat=True))
    return {person: _seen(person, items) for person, items in found.items() if person.pk not in unwanted}


def _seen(person: Person, items: list[Item]) -> list[Item]:
    """Return those that a person can open: what is made to name prices is for those who see fees."""
    seen = Item.objects.visible_to(person).filter(pk__in=[item.pk for item in items])
    known = set(seen.values_list("pk", flat=True))
    return [item for item in items if item.pk in known]
