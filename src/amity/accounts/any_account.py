"""`AnyAccount`: the place of an account's id in a statement that all accounts share."""

from dataclasses import dataclass
from typing import Final

from django.db.models import BigIntegerField

from amity.shared.rows.prepared import Given

ACCOUNT: Final = Given("account", BigIntegerField())
"""The place itself, filled with the value `account`."""
CONTACT: Final = Given("contact", BigIntegerField())
"""The place of a contact's id, filled with the value `contact`."""


@dataclass(frozen=True, slots=True)
class AnyAccount:
    """The place of an account's id in a statement. Of the account, only whether its reader sees all of it is known."""

    is_seen_whole: bool
    pk: Given = ACCOUNT
