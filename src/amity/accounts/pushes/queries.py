"""Read the push budget of a contact, and the pushes that count against it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import CharField, DateField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from amity.accounts.models import Contact
from amity.accounts.pushes.rules import BUDGETS, Left, budget_of, left_of
from amity.accounts.pushes.sources import Source, Text, sources
from amity.agency.queries import limit
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.prepared import Given, Prepared, Statement, few, few_ids

SINCE: Final = Given("since", DateField())
START: Final = Given("start", DateTimeField())


@dataclass(frozen=True, slots=True)
class Push:
    """Something that was sent unprompted. One of another account shows neither its title nor its page."""

    day: date
    label: Text
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PushBudget:
    """What is left of a contact's budget, and the pushes that count, the newest first. `shared` by several accounts."""

    left: Left
    pushes: Sequence[Push]
    shared: bool = False


def push_budget(by: Actor | None, contact: Contact, today: date) -> PushBudget:
    """Return what is left for a contact of an account that the actor sees whole. Without an actor, pushes have no page.

    Contacts with the same email address are one correspondent: they share the smallest budget of all their roles.
    """
    return push_budgets(by, [contact], today)[contact.pk]


def push_budgets(by: Actor | None, contacts: Sequence[Contact], today: date) -> dict[int, PushBudget]:
    """Return what is left for each contact of an account that the actor sees whole, by their id, in two queries."""
    found = budgets_on(by, [(contact, today) for contact in contacts])
    return {contact_id: budget for (contact_id, _day), budget in found.items()}


def budgets_on(by: Actor | None, asked: Sequence[tuple[Contact, date]]) -> dict[tuple[int, date], PushBudget]:
    """Return what is left for each contact on a day, of accounts that the actor sees whole, in two queries.

    A page asks once for the same contacts and day.
    """
    contacts = list({contact.pk: contact for contact, _day in asked}.values())
    limits = {name: limit(name) for name, _days in BUDGETS.values()}
    same = _correspondents(contacts)
    budgets = {pk: budget_of({role for one in ones for role in one.roles}, limits) for pk, ones in same.items()}
    begins = [budgets[contact.pk].begins(day) for contact, day in asked]
    sent: Sequence[Sent] = ()
    if asked:
        all_ids, since = frozenset(one.pk for ones in same.values() for one in ones), min(begins)
        sent = once_a_page(("pushes", all_ids, since), lambda: _sent(all_ids, since))
    found = {}
    for (contact, day), first in zip(asked, begins, strict=True):
        ids = {one.pk for one in same[contact.pk]}
        own = [_push(by, one, contact) for one in sent if one.contact_id in ids and first <= one.day <= day]
        own.sort(key=lambda push: push.day, reverse=True)
        left = left_of(budgets[contact.pk], [push.day for push in own], day)
        found[contact.pk, day] = PushBudget(left, own, len({one.account_id for one in same[contact.pk]}) > 1)
    return found


def _correspondents(contacts: Sequence[Contact]) -> dict[int, list[Contact]]:
    """Return, by contact id, all contacts who share its email address.

    None are looked for where a contact was read with the answer that no one else has their address.
    """
    mails = {contact.mail for contact in contacts if contact.mail and getattr(contact, "is_double", True)}
    by_mail = once_a_page(("correspondents", frozenset(mails)), lambda: _by_mail(mails)) if mails else {}
    return {contact.pk: by_mail.get(contact.mail) or [contact] for contact in contacts}


def _by_mail(mails: Collection[str]) -> dict[str, list[Contact]]:
    found: dict[str, list[Contact]] = {}
    for one in Contact.objects.filter(mail__in=mails).only("pk", "roles", "account_id", "mail"):
        found.setdefault(one.mail, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Sent:
    """A row of a source: what went to a contact on a day."""

    source: Source
    contact_id: int
    account_id: int
    title: str
    about: int
    day: date


def _sent(contact_ids: Collection[int], since: date) -> list[Sent]:
    """Return what went to contacts since a day, in one query."""
    registered = {source.key: source for source in sources()}
    if not registered:
        return []
    start = timezone.make_aware(datetime.combine(since - timedelta(days=1), datetime.min.time()))
    given: dict[str, Any] = {"since": since, "start": start}
    few_contacts = [few_ids(source.contact, contact_ids) for source in registered.values()]
    if None in few_contacts:
        rows = Statement(_every(lambda column: Q(**{f"{column}__in": contact_ids}))).rows(given)
    else:
        rows = TO_FEW.rows(reduce(or_, (ids for ids in few_contacts if ids), given))
    return [
        Sent(registered[key], contact, account, title, about, on or timezone.localdate(at))
        for key, contact, account, title, about, at, on in rows
    ]


def _push(by: Actor | None, one: Sent, contact: Contact) -> Push:
    """Return a push as it is shown of a contact."""
    if one.account_id != contact.account_id:
        return Push(one.day, one.source.label)
    opens = by is not None and one.source.may_open(by)
    return Push(one.day, one.source.label, one.title, one.source.address(one.about) if opens else "")


def _every(to_them: Callable[[str], Q]) -> QuerySet[Any, Any]:
    """Return the rows of all sources. `to_them` is the condition that a column names one of the contacts."""
    first, *others = [_rows(source, to_them) for source in sources()]
    return first.union(*others, all=True)


TO_FEW: Final = Prepared(lambda: _every(few))


def _rows(source: Source, to_them: Callable[[str], Q]) -> QuerySet[Any, Any]:
    """Return the columns of a source's rows since a day, each with the same type in every source."""
    since = Q(**{f"{source.at}__gte": START}) if source.at else Q(**{f"{source.on}__gte": SINCE})
    rows = source.rows().filter(to_them(source.contact), since)
    return rows.order_by().values_list(
        Value(source.key), F(source.contact), F(source.account), Cast(source.title, CharField()), F(source.about),
        F(source.at) if source.at else Cast(Value(None), DateTimeField()),
        F(source.on) if source.on else Cast(Value(None), DateField()),
    )  # fmt: skip
