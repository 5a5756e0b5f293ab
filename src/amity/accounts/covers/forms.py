"""Form for a cover."""

from typing import Any

from amity.accounts.candidates import colleagues_for
from amity.accounts.covers.commands import CoverFields
from amity.accounts.models import Account
from amity.people.rules import ACCOUNT_MANAGER
from amity.ui.value_forms import ValueForm


class CoverForm(ValueForm[CoverFields]):
    """The stand-in, with the first and last date of the cover."""

    value = CoverFields
    rows = "accounts.Cover"

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = colleagues_for(account, ACCOUNT_MANAGER, never=(account.manager_id,))
        self.offer_people("stand_in_id", found.pairs, found.likely)
