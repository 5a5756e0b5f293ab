"""Covers read along with accounts, and of many accounts at once."""

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, QuerySet

from amity.accounts.models import Account, Cover, covered_by
from amity.people.models import Person


def covers_along(account: str = "") -> Prefetch[str, QuerySet[Cover], str]:
    """Reads the covers of accounts along with them, or of the account that rows name in the column `account`."""
    lookup = f"{account}__covers" if account else "covers"
    return Prefetch(lookup, Cover.objects.select_related("stand_in").order_by("starts_on", "pk"))


def stood_in_for(person: Person) -> set[int]:
    """The account managers somebody stands in for today."""
    return set(Account.objects.filter(covered_by(person)).exclude(manager=None).values_list("manager_id", flat=True))


def stand_ins_on(account_ids: Collection[int], day: date) -> dict[int, Person]:
    """Who stands in for the account manager on a day, by account; nothing where no cover runs. One query."""
    running = Cover.objects.filter(account__in=account_ids, ended_at=None, starts_on__lte=day, ends_on__gte=day)
    return {cover.account_id: cover.stand_in for cover in running.select_related("stand_in")}
