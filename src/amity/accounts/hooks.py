"""What parts above add to accounts: guards run inside the command's transaction."""

from collections.abc import Callable, Mapping
from typing import Final

from amity.accounts.models import Account
from amity.audit.words import Text
from amity.shared.permission import Answer

before_close: Final[list[Callable[[Account], Answer]]] = []
"""Guards asked before an account is closed; each answers yes, or a no with its reason."""

fact_fields: Final[list[Callable[[int], Mapping[str, Text]]]] = []
"""What can be known, assumed or to find out of an account, by its id: fields in words, of the parts that ask."""
