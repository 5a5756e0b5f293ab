"""The terms of a retainer in sentences: complete for the client, without anything internal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from amity.agreements.models import Agreement
from amity.retainers.terms.forms import PeriodTermsForm as TermsForm
from amity.retainers.terms.rules import COUNTED, KINDS, OVERS, ROLLOVERS, PeriodTerms
from amity.retainers.terms.summary import included, terms_summary
from amity.shared.money import Rate

AT_120 = Rate(Decimal(120), "EUR")
CARE = Agreement(fee_model="retainer", fee=720_000, currency="EUR")
TERMS = PeriodTerms(date(2026, 10, 1), included=60 * 3_600, rollover="surplus", cap=2_000, expiry=2, rate=AT_120)


def test_the_terms_of_a_retainer_read_as_sentences():
    assert terms_summary(CARE, TERMS, fee=True) == (
        "60 hours a month for €7,200. Unused hours roll over for 2 periods, up to 12 hours. "
        "Overage: €120 an hour, billed unless written off."
    )


def test_the_client_reads_no_word_on_overage():
    assert "Overage" not in terms_summary(CARE, TERMS, fee=True, internal=False)


def test_who_sees_no_fees_reads_no_amount():
    for kind in KINDS:
        assert "€" not in terms_summary(CARE, replace(TERMS, kind=kind), fee=False)


def test_a_second_step_names_both_rates():
    steps = replace(TERMS, tier_above=9_000, rate_above=Rate(Decimal("112.50"), "EUR"))

    assert terms_summary(CARE, steps, fee=True).endswith(
        "Overage: the first 2.5 hours at €120 an hour, then €112.50 an hour, billed unless written off."
    )


@pytest.mark.parametrize(("kind", "rollover", "counted", "over"), list(product(KINDS, ROLLOVERS, COUNTED, OVERS)))
def test_every_combination_is_made_of_whole_sentences(kind, rollover, counted, over):
    for cap, expiry, rate, months in product((None, 2_000), (None, 1, 3), (None, AT_120), (1, 3)):
        terms = PeriodTerms(
            TERMS.valid_from, kind, 12, rollover, cap, expiry, counted, rate=rate, over=over, period_months=months
        )
        sentences = terms_summary(CARE, terms, fee=True).split(". ")

        assert sentences[-1].endswith(".")
        assert all(one[0].isupper() or one[0].isdigit() for one in sentences)
        assert "%" not in "".join(sentences)


def test_a_list_shows_what_is_included_and_paid():
    assert included(CARE, replace(TERMS, period_months=3), fee=True) == "60 hours every three months for €7,200 a month"


@pytest.mark.django_db
@pytest.mark.parametrize("over", OVERS)
def test_overage_without_a_price_is_written_off_in_the_sentence_and_in_the_form(over):
    terms = replace(TERMS, rate=None, over=over)

    form = TermsForm(terms=terms, currency="EUR", first=True)

    assert terms_summary(CARE, terms, fee=True).endswith("Overage is written off unless the client agrees to pay.")
    assert (form.initial["over"], terms.usual_over) == ("given", "given")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "rate", "fault"), [("hours", "", True), ("hours", "120", False), ("value", "", False)]
)
def test_billed_overage_needs_its_rate(kind, rate, fault):
    form = TermsForm({"kind": kind, "over": "billed", "rate": rate}, terms=TERMS, currency="EUR", first=True)

    assert ("choose that it is written off" in str(form.errors.get("rate"))) is fault
