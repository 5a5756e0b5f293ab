"""Email those who clear what waits for them, once for each occasion, and choose whether to get that."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from amity.agency.calendars import working_days
from amity.agency.queries import agency, agency_zone
from amity.audit import trail
from amity.gate.models import Item
from amity.mailbox.connections.queries import gate_address
from amity.mailbox.to_clear import letters, queries
from amity.mailbox.to_clear.models import ClearEmails, Listed
from amity.mailbox.to_clear.rules import AT_ITS_TIME, LETTERS, in_groups
from amity.people.models import Person
from amity.people.queries import person_of, token_hash
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def choose_emails(*, by: Actor, wanted: bool, now: datetime) -> None:
    """Choose whether one gets an email about what waits to be cleared."""
    person = person_of(by)
    if queries.wants_emails(person.pk) == wanted:
        return
    ClearEmails.objects.update_or_create(person=person, defaults={"to_clear": wanted})
    trail.record("emails.chosen", subject=person, by=by, at=now, changes={"to_clear": wanted})


def email_in_the_morning(now: datetime) -> int:
    """Email everyone who clears all that waits for them, on working days. Return how many emails were queued."""
    day = timezone.localdate(now, agency_zone())
    if not any(True for _day in working_days(agency().country, day, day)):
        return 0
    return _email(queries.all_waiting(), day.isoformat(), now)


def email_before_its_time(now: datetime) -> int:
    """Email what should be cleared soon. Return how many emails were queued."""
    return _email(queries.near_their_time(now), AT_ITS_TIME, now)


def _email(waiting: Mapping[Person, Sequence[Item]], occasion: str, now: datetime) -> int:
    return sum(_email_one(person=person, items=items, occasion=occasion, now=now) for person, items in waiting.items())


@command
def _email_one(*, person: Person, items: Sequence[Item], occasion: str, now: datetime) -> bool:
    """Email what a person hasn't been sent on this occasion. What changed since is listed again."""
    known = set(Listed.objects.filter(person=person, occasion=occasion).values_list("item_id", "digest"))
    new = [item for item in items if (item.pk, item.digest) not in known]
    if not new:
        return False
    address = gate_address()
    codes = {item.pk: _code() if address and queries.clears_by_reply(item) else "" for item in new}
    rows = [
        Listed(
            person=person, item=item, digest=item.digest, occasion=occasion, beside=len(new) - 1, sent_at=now,
            key=token_hash(codes[item.pk]) if codes[item.pk] else None,
        )
        for item in new
    ]  # fmt: skip
    try:
        with transaction.atomic():
            Listed.objects.bulk_create(rows)
    except IntegrityError:
        return False  # another worker emails the same items
    letters.waiting(person, [(item, codes[item.pk]) for item in new], address, now)
    return True


def _code() -> str:
    return in_groups("".join(secrets.choice(LETTERS) for _letter in range(16)))
