"""Run in one place: *Going out* of an account manager with 1,000 items and of one with 10,000. Prints JSON.

Most items were sent, as in an agency after some months; as many wait for one of them as for the other.
"""

import json
import sys
from datetime import timedelta
from typing import Final

import django

django.setup()

from django.db import connection
from django.utils import timezone

from amity.accounts.models import Account, Contact
from amity.gate import rules
from amity.gate.lanes.rules import HOLD
from amity.gate.models import Item, Recipient
from amity.people import rules as roles
from amity.people.models import HeldRole, Person
from bench.sizes import BySize, asked_in_turn

SIZES: Final = (1_000, 10_000)
WAITING: Final = 30
"""Items that wait, however many were sent."""


def main(rounds: int) -> None:
    """Add the items, and print the milliseconds and the number of queries of the queue by size."""
    readers = {size: seeded(size) for size in SIZES}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps(measured(readers, rounds)))


def seeded(items: int) -> Person:
    """Return an account manager of an account with this many items."""
    now = timezone.now()
    reader = Person(name=f"Reader of {items} items", mail=f"items{items}@bench.example")
    reader.set_unusable_password()
    reader.save()
    HeldRole.objects.create(person=reader, role=roles.ACCOUNT_MANAGER)
    account = Account.objects.create(
        name=f"Going out of {items}", currency="EUR", manager=reader, opened_at=now - timedelta(days=400)
    )
    contact = Contact.objects.create(account=account, name="Dana Contact", mail=f"dana{items}@client.example")
    rows = Item.objects.bulk_create(_item(account, reader, number, items) for number in range(items))
    Recipient.objects.bulk_create(
        Recipient(item=row, contact=contact, name=contact.name, address=contact.mail, salt="0" * 32) for row in rows
    )
    return reader


def _item(account: Account, author: Person, number: int, items: int) -> Item:
    at = timezone.now() - timedelta(days=300 * number / items, minutes=10)
    waits = number < WAITING
    return Item(
        account=account, author=author, subject=f"Proof {number}", body="Here is the proof.", lane=HOLD,
        state=rules.SUBMITTED if waits else rules.SENT, digest="0" * 64, revision=1, submitted_at=at,
        clear_by=at + timedelta(hours=4), decided_by=None if waits else author, decided_at=None if waits else at,
        released_at=None if waits else at, sent_at=None if waits else at, created_at=at, changed_at=at,
    )  # fmt: skip


def measured(readers: dict[int, Person], rounds: int) -> BySize:
    """Return milliseconds, processor time and queries of the queue by number of items."""
    return {"queue": asked_in_turn({size: (reader, "/going-out/") for size, reader in readers.items()}, rounds)}


if __name__ == "__main__":
    main(int(sys.argv[1]))
