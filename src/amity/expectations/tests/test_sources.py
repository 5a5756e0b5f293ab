"""A statement without a source at the client is saved as assumed, and isn't a quotation."""

from datetime import date

import pytest

from amity.accounts.evidence import Evidence
from amity.expectations import commands
from amity.expectations.changes import ExpectationFields
from amity.expectations.models import Expectation
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db


def record(by, account, **said):
    values = ExpectationFields(**({"statement": "The menu is in Welsh"} | said))
    return commands.record_expectation(by=acting(by), account_id=account.pk, fields=values, now=MONDAY)


def test_an_expectation_that_no_one_named_is_recorded_as_assumed(client, mara, osprey):
    row = record(mara, osprey)
    client.force_login(mara)

    page = client.get(f"/expectations/{row.pk}/").content.decode()

    assert row.stated_by is None
    assert "kn-assumed" in page


def test_words_without_a_speaker_are_shown_as_no_ones(client, mara, osprey):
    told = Evidence(None, date(2026, 11, 20), "call", "Welsh or nothing")
    row = record(mara, osprey, evidence=told)
    client.force_login(mara)

    page = client.get(f"/expectations/{row.pk}/").content.decode()

    assert "Welsh or nothing" in page
    assert "<span data-verbatim>“Welsh or nothing" not in page


def test_a_statement_that_is_too_long_is_refused_and_not_cut(mara, osprey):
    with pytest.raises(Invalid) as refused:
        record(mara, osprey, statement="x" * 501)

    assert refused.value.field == "statement"
    assert not Expectation.objects.exists()
