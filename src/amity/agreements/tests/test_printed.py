"""Values of a document in words."""

from datetime import date

import pytest

from amity.agreements.page import term_rows
from amity.agreements.terms.models import AgreementTerm
from amity.agreements.versions.content import content_of
from amity.agreements.versions.printed import Words, printed
from tests.builders import make_agreement


def test_the_rate_of_a_line_is_written_like_its_price_with_currency_and_cents():
    words = Words("EUR", fee=True, library={})

    assert [words.amount(f".{name}", "29000") for name in ("rate", "price")] == ["€29,000.00", "€29,000.00"]
    assert words.amount(".rate", "56.2525") == "€56.2525"
    assert Words("EUR", fee=False, library={}).amount(".rate", "29000") is None


@pytest.mark.django_db
def test_an_agreement_without_a_start_says_when_it_starts(osprey):
    dated = content_of(make_agreement(osprey, "fixed", starts_on=date(2026, 11, 2)))
    undated = content_of(make_agreement(osprey, "fixed", starts_on=None))

    assert ["Starts", "Monday, 2 November 2026"] in printed(dated).facts
    assert ["Starts", "On the day of the signature"] in printed(undated).facts


@pytest.mark.django_db
def test_what_a_client_requested_for_a_term_has_its_unit_and_the_form_has_the_number(osprey):
    agreement = make_agreement(osprey, "fixed")
    AgreementTerm.objects.create(agreement=agreement, key="payment", value="45", asked="60")

    [row] = [row for row in term_rows(agreement) if row.key == "payment"]

    assert (row.asked_shown, row.asked) == ("60 days", "60")
