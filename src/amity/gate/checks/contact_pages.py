"""Who can open the page of a contact that a finding links to."""

from collections.abc import Callable

from amity.accounts.models import Account
from amity.accounts.queries import sees_whole
from amity.shared.actor import Actor


def opens_contacts(account: Account) -> Callable[[Actor], bool]:
    """Return who opens the pages of the account's contacts: those who have full access to the account."""
    return lambda by: sees_whole(by, account)
