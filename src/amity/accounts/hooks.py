"""What parts above add to accounts: guards run inside the command's transaction."""

from collections.abc import Callable
from typing import Final

from amity.accounts.models import Account
from amity.shared.permission import Answer

before_close: Final[list[Callable[[Account], Answer]]] = []
"""Guards asked before an account is closed; each answers yes, or a no with its reason."""
