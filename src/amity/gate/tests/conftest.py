"""Fixtures of the gate."""

import pytest

from amity.accounts.models import Account, Preference
from amity.gate.tests.making import make_contact
from tests.builders import MONDAY


@pytest.fixture
def preference(osprey: Account) -> Preference:
    """Create a stated "never" of the client with an automatic check."""
    dana = make_contact(osprey, "Dana States")
    return Preference.objects.create(
        account=osprey, attitude="never", scope="wording", text="No guarantees", basis="stated", stated_by=dana,
        stated_on=MONDAY.date(), client_words="Never promise what we cannot keep.", check_kind="phrase",
        check_value="guarantee", added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
