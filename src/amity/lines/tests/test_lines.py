"""Lines: which terms applied when, and that terms are only added."""

from datetime import date
from decimal import Decimal

import pytest

from amity.audit import trail
from amity.lines import commands, queries, rules
from amity.lines.commands import NewTerms
from amity.lines.rules import Dated
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_agreement, make_line

SIGNED = date(2026, 1, 10)
OFFER = Dated(1, date(2026, 1, 1), None, "estimate")
SOLD = Dated(2, date(2026, 1, 10), SIGNED, "agreement")
CHANGED = Dated(3, date(2026, 5, 1), date(2026, 4, 20), "change_order", replaces=2)
DRAFT = Dated(4, date(2026, 9, 1), None, "change_order")


def test_quoted_stays_as_signed_and_current_follows_the_change_order():
    rows = [DRAFT, CHANGED, SOLD, OFFER]

    assert rules.quoted(rows, SIGNED) == SOLD
    assert rules.current(rows, date(2026, 4, 30)) == SOLD
    assert rules.current(rows, date(2026, 11, 25)) == CHANGED


def test_before_any_signature_the_newest_offer_applies_and_says_so():
    assert rules.quoted([OFFER], None) == OFFER
    assert rules.current([OFFER, DRAFT], date(2026, 11, 25)) == OFFER
    assert rules.quoted([], None) is None


def test_a_row_is_replaced_once_and_only_on_its_line():
    assert rules.may_replace([OFFER, SOLD], 2)
    assert not rules.may_replace([SOLD, CHANGED], 2)
    assert not rules.may_replace([SOLD], 99)


@pytest.mark.parametrize(
    ("unit", "quantity", "rate", "kept"),
    [
        ("fixed", None, Decimal(7_800), 1),
        ("fixed", Decimal(2), Decimal(7_800), 2),
        ("fixed", None, None, None),
        ("piece", None, Decimal(7_800), None),
    ],
)
def test_a_fixed_rate_without_a_quantity_is_the_price_of_the_line(mara, osprey, unit, quantity, rate, kept):
    line = make_line(make_agreement(osprey), hours="10")
    terms = NewTerms(MONDAY.date(), unit=unit, quantity=quantity, rate=rate, currency="EUR")

    stored = commands.set_terms(by=acting(mara), line_id=line.pk, terms=terms, now=MONDAY)

    price = queries.price_of(stored)
    assert (stored.quantity, price and price.major) == (kept, kept and rate and kept * rate)


def test_new_terms_leave_the_old_ones_and_reach_the_audit_log(mara, osprey):
    line = make_line(make_agreement(osprey), hours="10")
    first = line.terms.get()
    terms = NewTerms(MONDAY.date(), "change_order", MONDAY.date(), planned_seconds=72_000, replaces_id=first.pk)

    commands.set_terms(by=acting(mara), line_id=line.pk, terms=terms, now=MONDAY)

    told = queries.terms_of([line.pk], MONDAY.date())[line.pk]
    assert told.quoted is not None
    assert told.current is not None
    assert (told.quoted.planned_seconds, told.current.planned_seconds) == (36_000, 72_000)
    assert trail.actions_on(line) == ["line.terms_set"]
    with pytest.raises(Refused):
        commands.set_terms(by=acting(mara), line_id=line.pk, terms=terms, now=MONDAY)


def test_terms_of_many_lines_take_one_query(osprey, django_assert_num_queries):
    agreement = make_agreement(osprey)
    ids = [make_line(agreement, hours="1").pk for _ in range(30)]

    with django_assert_num_queries(1):
        assert len(queries.terms_of(ids, MONDAY.date())) == 30


def test_who_does_not_answer_for_the_account_writes_no_line(tim, mara, osprey):
    with pytest.raises(Refused):
        commands.open_line(by=acting(tim), account_id=osprey.pk, number="1", title="Map", now=MONDAY)
    with pytest.raises(Invalid):
        commands.open_line(by=acting(mara), account_id=osprey.pk, number=" ", title="Map", now=MONDAY)
