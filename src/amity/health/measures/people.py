"""Read when the key contacts of accounts last spoke with us, and what contacts answered and showed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from django.db.models import FilteredRelation, Max, Q, QuerySet
from django.utils import timezone

from amity.accounts.models import Contact
from amity.audit.queries import changes_by_subject
from amity.conversations.models import NotePerson
from amity.health.facts.rules import CADENCES, SPONSOR, KeyContact, Word
from amity.health.measures.rules import WORDS
from amity.mailbox.models import MessageAddress
from amity.mailbox.rules import FROM, IN
from amity.meetings.models import MeetingPerson
from amity.meetings.rules import CANCELLED, DECLINED
from amity.portal.pulse.rules import BADLY, MIXED, WELL

PULSES = {WELL: "well", MIXED: "mixed", BADLY: "badly"}
OLDEST = timedelta(days=400)
"""Older conversations don't count for any cadence."""
OF_CONTACT: Final = ("pk", "account_id", "roles", "cadence_days", "is_active")
"""What is read of a contact, once beside each of their answers to the pulse."""


class Person(NamedTuple):
    """A contact as health needs them. `pulses` are when they answered it and how our work went, the oldest first."""

    id: int
    account_id: int
    roles: Sequence[str]
    cadence: int | None
    is_active: bool
    pulses: Sequence[tuple[datetime, str]]


def people_of(account_ids: Collection[int], now: datetime) -> list[Person]:
    """Return the contacts of accounts with their answers up to a moment, those who left included."""
    answered = FilteredRelation("pulses", condition=Q(pulses__sent_at__lte=now))
    rows = Contact.objects.filter(account__in=account_ids).annotate(answered=answered)
    rows = rows.order_by("pk", "answered__sent_at", "answered__pk")
    found = rows.values_list(*OF_CONTACT, "answered__sent_at", "answered__work")
    return [
        Person._make((*own, [(at, work) for *_contact, at, work in answers if at is not None]))
        for own, answers in groupby(found, itemgetter(*range(len(OF_CONTACT))))
    ]


def key_contacts(people: Sequence[Person], now: datetime) -> Mapping[int, tuple[KeyContact, ...]]:
    """Return the warmest contact of each key role by account. An account without any key role is left out."""
    active = [one for one in people if one.is_active and not CADENCES.keys().isdisjoint(one.roles)]
    last, today = _last_talks([one.id for one in active], now), timezone.localdate(now)
    by_account: defaultdict[int, list[Person]] = defaultdict(list)
    for one in active:
        by_account[one.account_id].append(one)
    return {
        account_id: tuple(_warmest(role, own, last, today) for role in CADENCES)
        for account_id, own in by_account.items()
    }


def sponsors_left(people: Sequence[Person]) -> frozenset[int]:
    """Return the accounts whose sponsor left, and that have no other one."""
    sponsors = [one for one in people if SPONSOR in one.roles]
    still = {one.account_id for one in sponsors if one.is_active}
    return frozenset(one.account_id for one in sponsors if not one.is_active) - still


def words_of(people: Sequence[Person], now: datetime, oldest: int) -> Mapping[int, tuple[Word, ...]]:
    """Return the newest word of each active contact by account, not older than so many days."""
    accounts = {one.id: one.account_id for one in people if one.is_active}
    newest: dict[int, Word] = {}
    for word in [*_standings(accounts, now), *_pulses(people)]:
        before = newest.get(word.contact_id)
        if before is None or word.on >= before.on:
            newest[word.contact_id] = word
    fresh, today = defaultdict[int, list[Word]](list), timezone.localdate(now)
    stale = defaultdict[int, list[Word]](list)
    for word in newest.values():
        (fresh if (today - word.on).days <= oldest else stale)[accounts[word.contact_id]].append(word)
    return {key: tuple(fresh.get(key) or stale[key]) for key in (*fresh, *stale)}


def _warmest(role: str, people: Sequence[Person], last: Mapping[int, date], today: date) -> KeyContact:
    held = [one for one in people if role in one.roles]
    known = [
        KeyContact(role, one.id, (today - last[one.id]).days if one.id in last else None, one.cadence or CADENCES[role])
        for one in held
    ]
    return min(known, key=lambda one: one.measure, default=KeyContact(role))


def _last_talks(contact_ids: Collection[int], now: datetime) -> Mapping[int, date]:
    """Return the last day each contact spoke with us: in a talk or a meeting, or by an email of theirs."""
    oldest = now - OLDEST
    talks = NotePerson.objects.filter(
        contact__in=contact_ids, was_absent=False, note__held_at__lte=now, note__held_at__gte=oldest
    )
    meetings = MeetingPerson.objects.filter(
        contact__in=contact_ids, meeting__starts_at__lte=now, meeting__starts_at__gte=oldest
    ).exclude(answer=DECLINED)
    emails = MessageAddress.objects.filter(
        contact__in=contact_ids, place=FROM, message__direction=IN, message__sent_at__lte=now,
        message__sent_at__gte=oldest,
    )  # fmt: skip
    found: list[QuerySet[Any, Any]] = [
        rows.order_by().values("contact").annotate(at=Max(column)).values_list("contact", "at")
        for rows, column in (
            (talks, "note__held_at"), (meetings.exclude(meeting__state=CANCELLED), "meeting__starts_at"),
            (emails, "message__sent_at"),
        )
    ]  # fmt: skip
    last: dict[int, date] = {}
    for pk, at in found[0].union(*found[1:], all=True):
        day = timezone.localdate(at)
        last[pk] = max(day, last.get(pk, day))
    return last


def _standings(accounts: Mapping[int, int], now: datetime) -> list[Word]:
    """Return the standing of each contact with the date since when its evidence has been recorded."""
    found: dict[int, tuple[str, str, datetime]] = {}
    for pk, at, body in changes_by_subject(Contact, accounts, "contact.added", "contact.edited"):
        if at > now:
            continue
        fields = body.get("after", body)
        key, evidence = str(fields.get("standing") or ""), str(fields.get("standing_evidence") or "")
        before = found.get(pk)
        if before is None or before[:2] != (key, evidence):
            found[pk] = (key, evidence, at)
    return [
        Word(pk, WORDS[key], timezone.localdate(at), is_pulse=False)
        for pk, (key, evidence, at) in found.items()
        if evidence and key in WORDS
    ]


def _pulses(people: Sequence[Person]) -> list[Word]:
    return [
        Word(one.id, WORDS[PULSES[work]], timezone.localdate(at), is_pulse=True)
        for one in people
        if one.is_active
        for at, work in one.pulses
    ]
