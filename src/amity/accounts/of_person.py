"""Conditions that a row's account is one of a person's. A page writes the subquery of each once for all its queries."""

from collections.abc import Callable

from django.db.models import F, Q, QuerySet

from amity.accounts.models import Account, covered_by
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.among import Among, Ids


def of_managed_accounts(person: Person, column: str = "account_id") -> Q:
    """Return the condition that a column names an account that the person manages, directs or covers."""
    return _among("managed", person, column, lambda: Account.objects.managed_by(person))


def of_handled_accounts(person: Person, column: str = "account_id") -> Q:
    """Return the condition that a column names an account whose open matters are the person's."""
    return _among("handled", person, column, lambda: Account.objects.handled_by(person))


def of_covered_manager(person: Person, owner: str, account: str = "account") -> Q:
    """Return the condition that a row's owner is the manager of its account, whose stand-in the person is today."""
    covered = _among("covered", person, f"{account}_id", lambda: Account.objects.filter(covered_by(person)))
    return covered & Q(**{owner: F(f"{account}__manager")})


def of_seen_accounts(person: Person, column: str = "account_id") -> Q:
    """Return the condition that a column names an account that the person can see."""
    if person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return Q(**{f"{column}__isnull": False})
    return _among("seen", person, column, lambda: Account.objects.visible_to(person))


def _among(how: str, person: Person, column: str, rows: Callable[[], QuerySet[Account]]) -> Q:
    return Q(Among(column, once_a_page(("accounts", how, person.pk), lambda: Ids(rows()))))
