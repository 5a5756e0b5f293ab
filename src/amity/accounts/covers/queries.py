"""Reads of covers: of one account, and of many accounts at once."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_of_each
from amity.accounts.models import Account, Cover
from amity.accounts.of_person import of_covered_accounts
from amity.accounts.queries import accounts_seen_by
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing


def stood_in_for(person: Person) -> set[int]:
    """Return the account managers someone stands in for today."""
    return set(
        Account.objects.filter(of_covered_accounts(person, "id"))
        .exclude(manager=None)
        .values_list("manager_id", flat=True)
    )


def running_around(person: Person, today: date) -> QuerySet[Cover]:
    """Return the covers that run today, by a person or on accounts that they manage."""
    rows = Cover.objects.filter(starts_on__lte=today, ends_on__gte=today, ended_at=None)
    return rows.filter(Q(stand_in=person) | Q(account__manager=person))


def stand_ins_on(account_ids: Collection[int], day: date) -> dict[int, Person]:
    """Return the stand-ins for account managers on a date, by account, from the covers that a page reads once.

    Accounts without a cover are left out.
    """
    return {cover.account_id: cover.stand_in for cover in covers_of_each(account_ids) if cover.runs_on(day)}


def covers_of(account: Account, day: date) -> list[Cover]:
    """Return the covers that run on a date or start after it, by their first date."""
    found = [cover for cover in account.covers.all() if cover.ended_at is None and cover.ends_on >= day]
    return sorted(found, key=lambda cover: (cover.starts_on, cover.pk))


def every_cover_of(account: Account) -> QuerySet[Cover]:
    """Return all covers of an account, including past ones."""
    return account.covers.all()


def cover_seen_by(by: Actor, cover_id: int, *, lock: bool = False) -> Cover:
    """Return one cover of an account that the actor can see, or raise `NotSeen`."""
    gone = _("Cover not found. It may have been deleted, or you don’t have access to its account.")
    cover = seen_or_missing(Cover.objects, cover_id, gone, lock=lock)
    if not accounts_seen_by(by).filter(pk=cover.account_id).exists():
        raise NotSeen(gone)
    return cover
