"""Who finds the map in the navigation, and the section on an account's page."""

from typing import Any

from amity.accounts.models import Account
from amity.people.queries import person_of
from amity.services import policy
from amity.shared.actor import Actor
from amity.shared.errors import Refused


def may_see(by: Actor, _subject: Any = None) -> bool:
    """Return whether the actor can open the map. Someone who has left can't."""
    try:
        return bool(policy.may_see_map(person_of(by)))
    except Refused:
        return False


def sees_services(by: Actor, account: Account) -> bool:
    """Return whether the actor sees the services of an account."""
    return bool(policy.may_see(person_of(by), account))


def itself(_by: Actor, account: Account) -> Account:
    """Return the account: its section loads its services later."""
    return account
