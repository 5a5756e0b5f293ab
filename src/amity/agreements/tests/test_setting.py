"""The agency's own standard terms and rules in place of Amity's, and the risk of a role without a holder."""

from dataclasses import replace

import pytest

from amity.agreements import contract
from amity.agreements.library import commands
from amity.agreements.library import rules as library
from amity.agreements.library.queries import library_entries, library_terms, review_rules, rule_entries
from amity.agreements.library.rules import Term
from amity.agreements.library.settings_page import settings_page
from amity.agreements.review import queries
from amity.agreements.review import rules as reviews
from amity.agreements.review.rules import Rule
from amity.agreements.tests.making import make_draft, review_of, say, submit
from amity.audit.models import Record
from amity.shared.errors import Invalid, Refused, Stale
from tests.builders import MONDAY, acting

PAYMENT = next(term for term in library.BROUGHT if term.key == "payment")
OWN = Term("", "text", "by a contract of its own", ("none",), kinds=frozenset({"sow"}))


def say_term(person, term, version=0, label="Data protection"):
    return commands.say_term(by=acting(person), term=term, label=label, version=version, now=MONDAY)


def test_a_replaced_term_overrides_the_default(clara, mara, osprey):
    say_term(clara, replace(PAYMENT, standard="14", fallbacks=("30",)), label="Payment")

    assert Record.objects.latest("pk").action == "agreement.library_changed"
    assert [entry.term.standard for entry in library_entries() if entry.term.key == "payment"] == ["14"]
    assert contract.term_values(make_draft(mara, osprey))["payment"] == "14"


def test_a_new_term_gets_a_name_for_good_and_new_agreements_carry_it(clara, mara, osprey):
    row = say_term(clara, OWN)

    assert row.key == "data_protection"
    assert contract.term_values(make_draft(mara, osprey))["data_protection"] == "by a contract of its own"
    with pytest.raises(Invalid):
        say_term(clara, OWN)


def test_agreements_that_stand_keep_what_they_say_and_are_judged_by_the_new_standard(clara, mara, osprey):
    draft = make_draft(mara, osprey)

    say_term(clara, replace(PAYMENT, standard="14", fallbacks=()), label="Payment")

    found = {one.term.key: (one.value, one.compliance) for one in queries.judged_terms(draft)}
    assert found["payment"] == ("30", "outside")


def test_a_term_that_rests_is_carried_no_more(clara, mara, osprey):
    say_term(clara, replace(PAYMENT, is_on=False), label="Payment")

    assert "payment" not in contract.term_values(make_draft(mara, osprey))
    assert any(term.key == "payment" for term in library_terms())


def test_the_second_to_change_a_term_is_refused(clara, omar):
    say_term(clara, PAYMENT, label="Payment")

    with pytest.raises(Stale):
        say_term(omar, PAYMENT, label="Payment")


def test_a_replaced_rule_applies_from_the_next_submission(ada, mara, osprey, clara):
    paper = Rule("", "legal", "always", frozenset({"sow"}), due_hours=4)
    row = commands.say_rule(by=acting(ada), rule=paper, version=0, now=MONDAY)

    submit(mara, draft := make_draft(mara, osprey))

    assert review_of(draft).causes == [row.key]
    assert row.key.startswith("own-legal-always")


def test_a_default_rule_can_be_turned_off(ada, mara, osprey, clara):
    outside = next(rule for rule in reviews.BROUGHT if rule.key == "legal-outside")
    commands.say_rule(by=acting(ada), rule=replace(outside, is_on=False), version=0, now=MONDAY)
    say(mara, draft := make_draft(mara, osprey), liability="unlimited")

    assert submit(mara, draft).state == "cleared"
    assert len(rule_entries()) == len(reviews.BROUGHT) == len(review_rules())


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule("", "nobody", "always"), "role"), (Rule("", "legal", "moon"), "condition"),
        (Rule("", "legal", "always", frozenset()), "kinds"), (Rule("", "legal", "value"), "threshold"),
        (Rule("", "legal", "always", due_hours=0), "due_hours"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_stand_is_named_by_its_field(ada, rule, field):
    with pytest.raises(Invalid) as fault:
        commands.say_rule(by=acting(ada), rule=rule, version=0, now=MONDAY)
    assert fault.value.field == field


def test_settings_say_which_risk_a_role_without_a_holder_leaves(ada, clara):
    page = settings_page(acting(ada))

    assert [role for role, _risk in page.risks] == ["business affairs"]
    assert "prices" in page.risks[0][1]


def test_who_would_be_asked_less_does_not_say_the_rules(mara, clara, fina):
    for person in (mara, clara, fina):
        with pytest.raises(Refused):
            commands.say_rule(by=acting(person), rule=Rule("", "legal", "always"), version=0, now=MONDAY)
    for person in (mara, fina):
        with pytest.raises(Refused):
            say_term(person, OWN)
