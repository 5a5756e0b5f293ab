"""Read what is asked of a contact now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DateField, F, Value
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
        for key, pk, title, due in _rows(by, contact, list(registered.values()))
    ]
    return sorted(found, key=lambda ask: (ask.due is None, ask.due or date.max, ask.title))


def _rows(by: Actor, contact: Contact, registered: list[Source]) -> Iterator[tuple[str, int, str, date | None]]:
    every = [
        source.rows(by, contact).order_by().values_list(
            Value(source.key), F("pk"), Cast(source.title, CharField()),
            F(source.due) if source.due else Cast(Value(None), DateField()),
        )
        for source in registered
    ]  # fmt: skip
    if every:
        yield from every[0].union(*every[1:], all=True)
