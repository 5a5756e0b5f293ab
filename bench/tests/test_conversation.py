"""The bench of the conversation: the events it adds, and that many cost no more queries than few."""

import pytest

from amity.people import rules as roles
from bench import conversation
from tests.builders import make_person


@pytest.mark.django_db
def test_many_events_cost_as_many_queries_as_few(agency):
    reader = make_person("Reader", roles.ACCOUNT_MANAGER)
    accounts = {size: conversation.seeded(reader, size) for size in (160, 1_600)}

    found = conversation.measured(reader, accounts, 1)

    assert {account.preferences.count() for account in accounts.values()} == {40, 400}
    assert {by_size["160"]["queries"] - by_size["1600"]["queries"] for by_size in found.values()} == {0}
    assert max(by_size["1600"]["queries"] for by_size in found.values()) <= 20
