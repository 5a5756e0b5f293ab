"""Reads of what a person was shown."""

from amity.people.models import Person
from amity.today.models import OwnToday


def state_of(person: Person) -> OwnToday:
    """Return a person's Today as it is stored, or a new one that isn't."""
    return OwnToday.objects.filter(person=person.pk).first() or OwnToday(person=person)


def state_to_change(person: Person) -> OwnToday:
    """Return a person's Today, stored and locked until the transaction ends."""
    OwnToday.objects.get_or_create(person=person)
    return OwnToday.objects.select_for_update().get(person=person)
