"""Form for a cover."""

from typing import Any

from amity.accounts import queries
from amity.accounts.covers.commands import CoverFields
from amity.accounts.models import Account
from amity.ui.value_forms import ValueForm


class CoverForm(ValueForm[CoverFields]):
    """The stand-in, with the first and last date of the cover."""

    value = CoverFields
    rows = "accounts.Cover"

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = (person for person in queries.assignable() if person.pk != account.manager_id)
        self.offer("stand_in_id", ((person.pk, person.name) for person in others))
