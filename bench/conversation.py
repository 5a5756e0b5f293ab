"""Run in one place: the conversation of an account with 1,000 and with 100,000 events, asked for in turn.

The reader is the account manager of both, so that every row is limited to what they can see. Prints JSON.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Final

import django

django.setup()

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from amity.accounts.models import Account, Contact, Preference
from amity.expectations.models import Expectation, ExpectationStep
from amity.monitoring.models import ClientInput, InputChase, InputStep
from amity.people import rules as roles
from amity.people.models import HeldRole, Person
from bench.sizes import BySize, asked_in_turn

SIZES: Final = (1_000, 100_000)
OF_ONE: Final = 10
"""Steps, and reminders, of one client input or expectation."""
BATCH: Final = 5_000


def main(rounds: int, sizes: tuple[int, ...] = SIZES) -> None:
    """Add the events, and print the milliseconds and the number of queries of each question by size."""
    reader = Person(name="Reader of conversations", mail="conversations@bench.example")
    reader.set_unusable_password()
    reader.save()
    HeldRole.objects.create(person=reader, role=roles.ACCOUNT_MANAGER)
    accounts = {size: seeded(reader, size) for size in sizes}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps(measured(reader, accounts, rounds)))


def seeded(manager: Person, events: int) -> Account:
    """Return an account with a contact and this many events, spread over three years."""
    now = timezone.now()
    account = Account.objects.create(
        name=f"Conversation of {events}", currency="EUR", manager=manager, opened_at=now - timedelta(days=1_100)
    )
    contact = Contact.objects.create(account=account, name="Dana Contact")
    for rows in _in_batches(_events(account, contact, events // 4)):
        by_model: dict[type[Model], list[Model]] = {}
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
        for model, same in by_model.items():
            model._default_manager.bulk_create(same)
    return account


def _in_batches(rows: Iterator[Model]) -> Iterator[list[Model]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _events(account: Account, contact: Contact, of_each: int) -> Iterator[Model]:
    now = timezone.now()
    for number in range(of_each):
        at = now - timedelta(days=1_000 * number / of_each, minutes=1)
        day = at.date()
        if not number % OF_ONE:
            asked = ClientInput.objects.create(
                account=account, contact=contact, what=f"Photos {number}", state="in", asked_on=day, due_on=day,
                added_at=at, changed_at=at,
            )  # fmt: skip
            expected = Expectation.objects.create(
                account=account, kind="result", state="met", statement=f"Answer {number}", added_at=at, changed_at=at,
                stated_by=contact, stated_on=day,
            )  # fmt: skip
        yield InputStep(input=asked, account=account, at=at, by_label="Reader", before="asked", after="promised")
        yield InputChase(input=asked, account=account, at=at, by_label="Reader", chased_on=day, channel="mail")
        yield ExpectationStep(
            expectation=expected, account=account, at=at, by_label="Reader", after="open", statement_after="Answer",
            stated_by=contact, stated_on=day,
        )  # fmt: skip
        yield Preference(
            account=account, attitude="like", scope="wording", text=f"Short calls {number}", basis="observed",
            added_at=at, changed_at=at,
        )  # fmt: skip


def measured(reader: Person, accounts: Mapping[int, Account], rounds: int) -> BySize:
    """Return milliseconds, processor time and queries by question and number of events."""
    questions: dict[str, Callable[[Account], str]] = {
        "newest events": lambda account: f"/accounts/{account.pk}/conversation/",
        "from one direction": lambda account: f"/accounts/{account.pk}/conversation/?direction=internal",
        "events of a year ago": lambda account: f"/accounts/{account.pk}/conversation/?before={_year_ago()}.inputs-0.1",
    }
    asked = {name: {size: (reader, path(one)) for size, one in accounts.items()} for name, path in questions.items()}
    return {name: asked_in_turn(pages, rounds) for name, pages in asked.items()}


def _year_ago() -> int:
    return int((timezone.now() - timedelta(days=365)).timestamp()) * 1_000_000


if __name__ == "__main__":
    main(int(sys.argv[1]))
