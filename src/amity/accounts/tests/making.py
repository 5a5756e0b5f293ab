"""Accounts with the people they have, for tests."""

from typing import TYPE_CHECKING

from amity.accounts.models import Account, Contact
from amity.people import rules as roles
from tests.builders import make_account

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def grow(scene: "Scene", rows: int) -> None:
    """Add `rows` accounts, and as many contacts to the account of the scene."""
    manager, director = scene.viewers[roles.ACCOUNT_MANAGER], scene.viewers[roles.ACCOUNT_DIRECTOR]
    for _row in range(rows):
        account = make_account(manager=manager, director=director)
        Contact.objects.create(account_id=int(scene.known["account_id"]), name=f"Contact of {account.name}")


def newest_accounts(rows: int) -> list[Account]:
    """Return the accounts that were added last, for parts above that add to them."""
    return list(Account.objects.order_by("-pk")[:rows])
