"""Accounts with the people they have, for tests."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from amity.accounts.models import Account, Contact
from amity.people import rules as roles
from amity.people.models import Person
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


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a contact with nothing on its way to them, so that they can be erased."""
    contact = Contact.objects.create(account_id=int(str(known["account_id"])), name="Enno Erasable")
    return {"accounts_erasable_id": contact.pk}
