"""Run in one place: emails taken a minute of processor time, and the memory before and after. Prints JSON."""

import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import islice
from typing import Final

import django

django.setup()

from django.utils import timezone

from amity.accounts.models import Account, Contact
from amity.mailbox.messages.commands import take_messages
from amity.mailbox.messages.queries import address_book
from amity.mailbox.messages.rules import AddressBook
from amity.mailbox.rules import UPLOAD
from amity.people import rules as roles
from amity.people.models import HeldRole, Person
from amity.people.queries import actor_for
from amity.shared.actor import Actor

PORTION: Final = 50
IN_THREAD: Final = 5
DOMAIN: Final = "bench.example"
TEXT: Final = "Hello Dana,\n\nthe six stations take about 14 hours, with names in both languages.\n\nNadia\n\n" * 5


def main(emails: int) -> None:
    """Take emails of one account in portions, as an import does, and print the rate and the memory."""
    now = timezone.now()
    by, raws = actor_for(seeded(now, DOMAIN), "cli"), emails_of_account(emails, DOMAIN)
    book = address_book(by)
    _take(by, raws, now, book, PORTION)  # what is loaded once doesn't count
    before, seconds, used, taken = megabytes(), 0.0, 0.0, 0
    while some := list(islice(raws, PORTION)):
        began, processor = time.perf_counter(), time.process_time()
        taken += _take(by, some, now, book, PORTION)
        seconds, used = seconds + time.perf_counter() - began, used + time.process_time() - processor
    print(json.dumps(found(taken, seconds=seconds, used=used, before=before)))


def seeded(now: datetime, domain: str) -> Person:
    """Return the account manager of an account whose contact writes the emails, both with addresses of a domain."""
    reader = Person(name=f"Reader of emails at {domain}", mail=f"emails@{domain}")
    reader.set_unusable_password()
    reader.save()
    HeldRole.objects.create(person=reader, role=roles.ACCOUNT_MANAGER)
    account = Account.objects.create(name=f"Emails at {domain}", currency="EUR", manager=reader, opened_at=now)
    Contact.objects.create(account=account, name="Dana Contact", mail=f"dana@client.{domain}")
    return reader


def found(taken: int, *, seconds: float, used: float, before: int) -> dict[str, int]:
    """Return emails a minute, of processor time and of the clock, and the megabytes before and after."""
    return {
        "taken": taken, "a minute": round(taken / used * 60), "a minute of the clock": round(taken / seconds * 60),
        "MB before": before, "MB after": megabytes(),
    }  # fmt: skip


def _take(by: Actor, raws: Iterable[bytes], now: datetime, book: AddressBook, most: int) -> int:
    some = list(islice(raws, most))
    return sum(one.outcome == "taken" for one in take_messages(by=by, raws=some, source=UPLOAD, now=now, book=book))


def emails_of_account(emails: int, domain: str) -> Iterator[bytes]:
    """Yield emails between an account manager and a contact, in threads, each with a quote."""
    since = timezone.now() - timedelta(days=300)
    for number in range(emails):
        first = number - number % IN_THREAD
        message = EmailMessage()
        pair = (f"Dana <dana@client.{domain}>", f"Nadia <emails@{domain}>")
        message["From"], message["To"] = pair if number % 2 else pair[::-1]
        message["Subject"] = f"Matter {first}" if number == first else f"Re: Matter {first}"
        message["Date"] = format_datetime(since + timedelta(minutes=number * 10))
        message["Message-ID"] = f"<{number}@{domain}>"
        if number != first:
            message["In-Reply-To"] = f"<{number - 1}@{domain}>"
        quoted = "".join(f"> {line}\n" for line in TEXT.splitlines())
        message.set_content(f"{TEXT}\nOn Mon, 23 Nov 2026 at 09:00, {pair[0]} wrote:\n{quoted}")
        yield message.as_bytes()


def megabytes() -> int:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
