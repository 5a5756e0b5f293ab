"""Read the push budget of a contact, and the pushes that count against it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from amity.accounts.models import Contact
from amity.accounts.pushes.rules import BUDGETS, Left, budget_of, left_of
from amity.accounts.pushes.sources import Source, Text, sources
from amity.agency.queries import limit
from amity.shared.actor import Actor


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
    limits = {name: limit(name) for name, _days in BUDGETS.values()}
    same = _correspondents(contacts)
    budgets = {pk: budget_of({role for one in ones for role in one.roles}, limits) for pk, ones in same.items()}
    since = min((budget.begins(today) for budget in budgets.values()), default=today)
    pushes = _pushes(by, [one.pk for ones in same.values() for one in ones], contacts, since, today)
    found = {}
    for contact in contacts:
        ids, budget = {one.pk for one in same[contact.pk]}, budgets[contact.pk]
        begins = budget.begins(today)
        own = [push for pk, push in pushes if pk in ids and push.day >= begins]
        own.sort(key=lambda push: push.day, reverse=True)
        left = left_of(budget, [push.day for push in own], today)
        found[contact.pk] = PushBudget(left, own, len({one.account_id for one in same[contact.pk]}) > 1)
    return found


def _correspondents(contacts: Sequence[Contact]) -> dict[int, list[Contact]]:
    """Return those with the same email address as each contact, by the contact's id."""
    mails = {contact.mail for contact in contacts if contact.mail}
    rows = Contact.objects.filter(mail__in=mails).only("pk", "roles", "account_id", "mail") if mails else ()
    by_mail: dict[str, list[Contact]] = {}
    for one in rows:
        by_mail.setdefault(one.mail, []).append(one)
    return {contact.pk: by_mail.get(contact.mail) or [contact] for contact in contacts}


def _pushes(
    by: Actor | None, ids: Collection[int], contacts: Sequence[Contact], since: date, today: date
) -> list[tuple[int, Push]]:
    """Return the pushes to contacts since a day, each with the contact's id."""
    registered = {source.key: source for source in sources()}
    if not registered or not contacts:
        return []
    account_id = contacts[0].account_id
    every = [_rows(source, ids, since) for source in registered.values()]
    found = []
    for key, contact, account, title, about, at, on in every[0].union(*every[1:], all=True):
        day = on or timezone.localdate(at)
        if since <= day <= today:
            source = registered[key]
            address = source.address(about) if by is not None and account == account_id and source.may_open(by) else ""
            found.append((contact, Push(day, source.label, title if account == account_id else "", address)))
    return found


def _rows(source: Source, contact_ids: Collection[int], since: date) -> QuerySet[Any, Any]:
    """Return the columns of a source's rows since a day, each with the same type in every source."""
    rows = source.rows().filter(**{f"{source.contact}__in": contact_ids})
    if source.at:
        start = timezone.make_aware(datetime.combine(since - timedelta(days=1), datetime.min.time()))
        rows = rows.filter(**{f"{source.at}__gte": start})
    else:
        rows = rows.filter(**{f"{source.on}__gte": since})
    return rows.order_by().values_list(
        Value(source.key), F(source.contact), F(source.account), Cast(source.title, CharField()), F(source.about),
        F(source.at) if source.at else Cast(Value(None), DateTimeField()),
        F(source.on) if source.on else Cast(Value(None), DateField()),
    )  # fmt: skip
