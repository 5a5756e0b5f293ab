"""Conditions that a row's account is one of a person's. A page writes the subquery of each once for all its queries."""

from django.db.models import F, Q

from amity.accounts.models import Account, covered_ids, handled_ids, managed_ids
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.among import Among, Ids


def of_managed_accounts(person: Person, column: str = "account_id") -> Q:
    """Return the condition that a column names an account that the person manages, directs or covers."""
    return Q(Among(column, managed_ids(person)))


def of_handled_accounts(person: Person, column: str = "account_id") -> Q:
    """Return the condition that a column names an account whose open matters are the person's."""
    return Q(Among(column, handled_ids(person)))


def of_covered_accounts(person: Person, column: str = "account_id") -> Q:
    """Return the condition that a column names an account that the person covers today."""
    return Q(Among(column, covered_ids(person)))


def of_covered_manager(person: Person, owner: str, account: str = "account") -> Q:
    """Return the condition that a row's owner is the manager of its account, whose stand-in the person is today."""
    return Q(Among(f"{account}_id", covered_ids(person), few=False), **{owner: F(f"{account}__manager")})


def of_seen_accounts(person: Person, column: str = "account_id") -> Q:
    """Return the condition that a column names an account that the person can see."""
    if person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return Q(**{f"{column}__isnull": False})
    seen = once_a_page(("accounts seen", person.pk), lambda: Ids(Account.objects.visible_to(person)))
    return Q(Among(column, seen, few=False))
