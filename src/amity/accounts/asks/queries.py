"""Read what is asked of a contact now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import CharField, DateField, F, IntegerField, Value
from django.db.models.functions import Cast

from amity.accounts.asks.sources import Source, Text, sources
from amity.accounts.models import Contact
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a contact is asked for, and by when."""

    label: Text
    title: str
    address: str
    due: date | None = None
    days_late: int = 0


MOST_AT_ONCE: Final = 40
"""Contacts in one query. SQLite joins no more than 500 parts."""


def asked_of(by: Actor, contact: Contact, today: date | None = None) -> list[Ask]:
    """Return everything a contact is asked for, the earliest due date first, and on a date how late it is."""
    registered = {source.key: source for source in sources()}
    found = [
        Ask(
            registered[key].label,
            title,
            registered[key].address(pk),
            due,
            max((today - due).days, 0) if today and due else 0,
        )
        for _place, key, pk, title, due in _rows([(by, contact)], list(registered.values()))
    ]
    return sorted(found, key=lambda ask: (ask.due is None, ask.due or date.max, ask.title))


def count_asked(readers: Sequence[tuple[Actor, Contact]]) -> list[int]:
    """Return how many things each contact is asked for, as far as the actor beside them sees, in one query for 40."""
    registered, found = sources(), [0] * len(readers)
    for first in range(0, len(readers), MOST_AT_ONCE):
        counted = Counter(place for place, *_row in _rows(readers[first : first + MOST_AT_ONCE], registered))
        for place, number in counted.items():
            found[first + place] = number
    return found


def _rows(
    readers: Sequence[tuple[Actor, Contact]], registered: Sequence[Source]
) -> Iterator[tuple[int, str, int, str, date | None]]:
    """Yield what each contact is asked for, after the place of its reader."""
    every = [
        source.rows(by, contact).order_by().values_list(
            Value(place, IntegerField()), Value(source.key), F("pk"), Cast(source.title, CharField()),
            F(source.due) if source.due else Cast(Value(None), DateField()),
        )
        for place, (by, contact) in enumerate(readers)
        for source in registered
    ]  # fmt: skip
    if every:
        yield from every[0].union(*every[1:], all=True)
