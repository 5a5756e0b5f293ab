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
    same = _correspondent(contact)
    roles = {role for one in same for role in one.roles}
    budget = budget_of(roles, {name: limit(name) for name, _days in BUDGETS.values()})
    found = _pushes(by, same, contact.account_id, budget.begins(today), today)
    found.sort(key=lambda push: push.day, reverse=True)
    left = left_of(budget, [push.day for push in found], today)
    return PushBudget(left, found, len({one.account_id for one in same}) > 1)


def _correspondent(contact: Contact) -> Sequence[Contact]:
    if not contact.mail:
        return [contact]
    return list(Contact.objects.filter(mail=contact.mail).only("pk", "roles", "account_id"))


def _pushes(
    by: Actor | None, contacts: Sequence[Contact], account_id: int, since: date, today: date
) -> list[Push]:  # fmt: skip
    registered = {source.key: source for source in sources()}
    if not registered:
        return []
    ids = [one.pk for one in contacts]
    every = [_rows(source, ids, since) for source in registered.values()]
    found = []
    for key, account, title, about, at, on in every[0].union(*every[1:], all=True):
        day = on or timezone.localdate(at)
        if since <= day <= today:
            source = registered[key]
            address = source.address(about) if by is not None and account == account_id and source.may_open(by) else ""
            found.append(Push(day, source.label, title if account == account_id else "", address))
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
        Value(source.key), F(source.account), Cast(source.title, CharField()), F(source.about),
        F(source.at) if source.at else Cast(Value(None), DateTimeField()),
        F(source.on) if source.on else Cast(Value(None), DateField()),
    )  # fmt: skip
