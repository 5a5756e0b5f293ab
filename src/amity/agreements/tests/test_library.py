"""A term against the library: numbers by the direction that is better for the agency, texts unchanged."""

import pytest

from amity.agreements.library import rules as library
from amity.agreements.library.queries import library_terms
from amity.agreements.library.rules import Term
from amity.agreements.wording import STANDARDS

PAYMENT = Term("payment", "number", "30", ("45",), "days", "lower")
NOTICE = Term("notice", "number", "30", ("14",), "days", "higher")
ROUNDS = Term("rounds", "number", "2", ("3",))
LAW = Term("law", "text", "at the agency’s office", ("at the client’s office", "of Ireland"), synonyms=("of its seat",))


@pytest.mark.parametrize(
    ("term", "value", "compliance"),
    [
        (PAYMENT, "30", "standard"), (PAYMENT, "14 days", "standard"), (PAYMENT, "45", "fallback"),
        (PAYMENT, "31", "fallback"), (PAYMENT, "60", "outside"), (PAYMENT, "when sold", "outside"),
        (PAYMENT, "", "unstated"), (PAYMENT, "  ", "unstated"), (NOTICE, "60", "standard"), (NOTICE, "14", "fallback"),
        (NOTICE, "7", "outside"), (ROUNDS, "2", "standard"), (ROUNDS, "1", "outside"), (ROUNDS, "3", "fallback"),
        (LAW, "At the  agency’s office", "standard"), (LAW, "of its seat", "standard"),
        (LAW, "of Ireland", "fallback"), (LAW, "of Mars", "outside"),
        (PAYMENT, "30,5", "fallback"), (PAYMENT, "unlimited", "outside"),
    ],
)  # fmt: skip
def test_a_value_is_compared_with_the_standard(term, value, compliance):
    assert library.compliance(term, value) == compliance


def test_a_number_without_a_readable_standard_is_outside():
    assert library.compliance(Term("x", "number", "soon"), "30") == "outside"


def test_an_agreement_carries_the_terms_of_its_kind_and_those_it_says_anyhow():
    rest = Term("old", "text", "as ever", is_on=False)
    frame = Term("frame", "text", "yes", kinds=frozenset({"msa"}))

    found = library.judged([PAYMENT, rest, frame], {"old": "never"}, "sow")

    assert [(one.term.key, one.compliance) for one in found] == [("payment", "unstated"), ("old", "outside")]


def test_what_amity_brings_has_no_faults_and_stands_at_its_own_standard():
    assert [found for term in library.BROUGHT for found in library.faults_of(term)] == []
    assert {library.compliance(term, term.standard) for term in library.BROUGHT} == {"standard"}
    assert {library.compliance(term, one) for term in library.BROUGHT for one in term.fallbacks} == {"fallback"}


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        (Term("x", "text", " "), ("standard", "needed")), (Term("x", "song", "la"), ("shape", "choice")),
        (Term("x", "number", "soon"), ("standard", "number")),
        (Term("x", "number", "1", ("two",)), ("fallbacks", "number")),
        (Term("x", "text", "a", better="up"), ("better", "choice")),
        (Term("x", "text", "a", kinds=frozenset()), ("kinds", "choice")),
        (Term("x", "text", "a", kinds=frozenset({"change_order"})), ("kinds", "choice")),
    ],
)  # fmt: skip
def test_faults_of_a_term_are_named_by_their_field(term, fault):
    assert fault in library.faults_of(term)


@pytest.mark.parametrize(
    ("language", "law"),
    [
        ("de", "Recht und Gerichtsstand am Sitz der Agentur"),
        ("fr", "droit et tribunaux du siège social de l’agence"),
        ("", "law and courts at the agency’s registered office"),
    ],
)
def test_the_library_begins_in_the_agencys_language_whoever_reads_it(agency, language, law):
    agency.language = language
    agency.save()
    terms = {term.key: term for term in library_terms()}

    assert terms["law"].standard == law
    every = [library.compliance(terms[one.key], one.standard) for one in library.BROUGHT]
    assert every == ["standard"] * len(library.BROUGHT)


def test_every_text_of_the_library_is_in_the_catalogues():
    texts = {one for term in library.BROUGHT if term.shape == "text" for one in (term.standard, *term.fallbacks)}

    assert texts == {str(one) for one in STANDARDS}
