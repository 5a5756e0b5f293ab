"""New change orders: the signed original stays, lines get new terms, and figures include them."""

from datetime import date
from decimal import Decimal

import pytest

from amity.agreements import contract
from amity.agreements import queries as agreement_queries
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import queries as line_queries
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders import queries as order_queries
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.orders.rules import Monthly
from amity.agreements.review import commands as review_commands
from amity.agreements.tests.making import make_draft, make_offer, read, review_of, sign, submit, worth
from amity.agreements.versions.models import AgreementVersion
from amity.audit import trail
from amity.lines.queries import terms_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.money import Money
from tests.builders import MONDAY, acting

NOVEMBER = date(2026, 11, 25)


@pytest.fixture
def sow(mara, osprey):
    """Return a signed statement of work with two lines of 80 h at 125."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft, "1")
    make_offer(mara, draft, "2")
    return sign(mara, draft)


@pytest.fixture
def order(mara, sow):
    """Return a draft order that adds, changes and removes a line."""
    made = draft_commands.draft_order(
        by=acting(mara), agreement_id=sow.pk, title="More screens", number="CO-1", now=MONDAY
    )
    first, second = (row.line_id for row in sow.agreement_lines.order_by("pk"))
    for change in (
        ChangedTerms("changed", first, quantity=Decimal(100), rate=Decimal(125), planned_seconds=360_000),
        ChangedTerms("removed", second),
        ChangedTerms("added", number="3", title="Film", unit="fixed", quantity=Decimal(1), rate=Decimal(9_000)),
    ):
        order_commands.put_change(by=acting(mara), order_id=made.pk, change=change, now=MONDAY)
    return read(made)


def test_an_added_line_with_a_fixed_rate_and_no_quantity_has_its_price(mara, order):
    film = ChangedTerms("added", number="4", title="Subtitles", unit="fixed", rate=Decimal(900))

    row = order_commands.put_change(by=acting(mara), order_id=order.pk, change=film, now=MONDAY)

    assert row.quantity == 1


def test_an_order_says_what_it_makes_of_price_and_hours(order):
    effect = order_queries.order_effect(order)

    assert (effect.price, effect.seconds, effect.unpriced) == (1_500_00, -216_000, 0)
    assert (order.kind, order.fee_model, order.state) == ("change_order", "unknown", "draft")


def test_what_several_orders_make_of_price_and_hours_takes_two_queries(mara, order, sow, django_assert_num_queries):
    again = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="Fewer", number="CO-2", now=MONDAY)
    second = sow.agreement_lines.order_by("pk").last().line_id
    change = ChangedTerms("removed", second)
    order_commands.put_change(by=acting(mara), order_id=again.pk, change=change, now=MONDAY)
    each = [read(order), read(again)]

    with django_assert_num_queries(2):
        effects = order_queries.effects_of(each)
    assert effects == {one.pk: order_queries.order_effect(one) for one in each}


def test_until_it_is_signed_lines_and_figures_stay_as_they_are(order, sow):
    assert worth(sow) == 10_000_00
    assert [one.price for one in line_queries.lines_of(sow, NOVEMBER)] == [Money(10_000_00, "EUR")] * 2


def test_signed_it_adds_rows_of_terms_and_leaves_the_original_as_it_was(mara, order, sow):
    before, first = read(sow), sow.agreement_lines.order_by("pk").first().line
    rows, content = first.terms.count(), AgreementVersion.objects.get(agreement=sow).content

    sign(mara, order)

    after = read(sow)
    assert (after.fee, after.signed_on, after.ends_on) == (before.fee, before.signed_on, before.ends_on)
    assert AgreementVersion.objects.get(agreement=sow).content == content
    newest = first.terms.order_by("pk").last()
    assert (first.terms.count(), newest.source, newest.source_label) == (rows + 1, "change_order", "CO-1 More screens")
    assert newest.replaces == first.terms.order_by("pk")[rows - 1]
    assert trail.actions_on(sow)[-1] == "agreement.changed_by_order"


def test_quoted_and_current_compare_line_by_line(mara, order, sow):
    sign(mara, order)
    first, second, third = (row.line for row in sow.agreement_lines.order_by("pk"))

    found = terms_of(
        [first.pk, second.pk, third.pk], NOVEMBER, {one.pk: sow.signed_on for one in (first, second, third)}
    )

    told = [
        (one.quoted.planned_seconds, one.current.planned_seconds, one.current.source)
        for key in (first, second, third)
        if (one := found[key.pk]).quoted and one.current
    ]
    assert told == [
        (288_000, 360_000, "change_order"), (288_000, 0, "change_order"), (None, None, "change_order"),
    ]  # fmt: skip
    assert contract.signed_change_of(first) == order


def test_a_new_end_is_beside_the_signed_one(mara, order, sow):
    order_commands.set_new_end(
        by=acting(mara), order_id=order.pk, version=order.version, ends_on=date(2027, 6, 30), now=MONDAY
    )

    sign(mara, order)

    assert (contract.ends_on(read(sow)), read(sow).ends_on) == (date(2027, 6, 30), None)


def test_the_second_order_comes_after_the_first(mara, order, sow):
    sign(mara, order)
    second = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="Again", now=MONDAY)
    line = sow.agreement_lines.order_by("pk").first().line_id
    change = ChangedTerms("changed", line, quantity=Decimal(120), rate=Decimal(125))
    order_commands.put_change(by=acting(mara), order_id=second.pk, change=change, now=MONDAY)

    assert order_queries.prior_orders(second) == [order]
    assert order_queries.order_effect(second).price == 2_500_00


def test_only_what_is_signed_takes_an_order_and_an_order_takes_none(mara, osprey, order):
    draft = make_draft(mara, osprey)

    for agreement in (draft, order):
        with pytest.raises(Invalid) as fault:
            draft_commands.draft_order(by=acting(mara), agreement_id=agreement.pk, title="X", now=MONDAY)
        assert fault.value.field == "parent_id"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (ChangedTerms("grown", 1), "act"), (ChangedTerms("changed", 999_999), "line_id"),
        (ChangedTerms("added", title="X"), "number"), (ChangedTerms("added", number="9"), "title"),
        (ChangedTerms("added", number="1", title="Taken"), "number"),
        (ChangedTerms("added", number="9", title="X", rate=Decimal(-1)), "rate"),
        (ChangedTerms("added", number="9", title="X", unit="stone"), "unit"),
        (ChangedTerms("added", number="9", title="X", service_id=99), "service_id"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_stand_is_named_by_its_field(mara, order, change, field):
    with pytest.raises(Invalid) as fault:
        order_commands.put_change(by=acting(mara), order_id=order.pk, change=change, now=MONDAY)
    assert fault.value.field == field


def test_changes_are_replaced_and_removed_while_it_is_a_draft(mara, order):
    row = order.line_changes.get(number="3")
    order_commands.take_change_out(by=acting(mara), order_id=order.pk, change_id=row.pk, now=MONDAY)
    with pytest.raises(NotSeen):
        order_commands.take_change_out(by=acting(mara), order_id=order.pk, change_id=row.pk, now=MONDAY)
    sign(mara, order)

    with pytest.raises(Refused, match="signed"):
        order_commands.put_change(
            by=acting(mara), order_id=order.pk, change=ChangedTerms("added", number="9", title="X"), now=MONDAY
        )


def test_an_order_is_paid_as_its_agreement_is(mara, order):
    with pytest.raises(Refused, match="uses the fee terms of its agreement"):
        draft_commands.agree_terms(
            by=acting(mara),
            agreement_id=order.pk,
            version=order.version,
            terms=agreement_queries.terms_of(order),
            now=MONDAY,
        )


@pytest.fixture
def retainer(mara, osprey):
    """Return a signed retainer of 8,000 a month for 2027."""
    terms = AgreedTerms("retainer", "EUR", fee=8_000_00, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    return sign(mara, make_draft(mara, osprey, "retainer", title="Care", number="RET-1", terms=terms))


def raised(mara, retainer, fee, from_day, number="CO-1"):
    """Return a signed order that changes the monthly fee."""
    by = acting(mara)
    order = draft_commands.draft_order(by=by, agreement_id=retainer.pk, title="More care", number=number, now=MONDAY)
    order_commands.set_new_monthly(
        by=by, order_id=order.pk, version=order.version, new=Monthly(fee), from_day=from_day, now=MONDAY
    )  # fmt: skip
    return sign(mara, order)


def test_an_order_of_a_retainer_changes_its_fee_from_a_day_and_the_original_stays(mara, retainer):
    order = raised(mara, retainer, 9_000_00, date(2027, 7, 1))

    assert (read(retainer).fee, read(retainer).starts_on) == (8_000_00, date(2027, 1, 1))
    assert worth(retainer) == 12 * 8_000_00 + 6 * 1_000_00
    assert order.versions.get().content["paid"]["fee"] == "9000"
    raised(mara, retainer, 8_500_00, date(2027, 10, 1), "CO-2")
    assert worth(retainer) == 6 * 8_000_00 + 3 * 9_000_00 + 3 * 8_500_00
    assert trail.actions_on(order)[:2] == ["agreement.drafted", "agreement.fee_moved"]


@pytest.mark.parametrize(("fee", "from_day"), [(-1, date(2027, 7, 1)), (1, None)])
def test_a_fee_below_zero_or_from_no_day_is_refused(mara, retainer, fee, from_day):
    by = acting(mara)
    order = draft_commands.draft_order(by=by, agreement_id=retainer.pk, title="More", now=MONDAY)

    with pytest.raises(Invalid):
        order_commands.set_new_monthly(
            by=by, order_id=order.pk, version=order.version, new=Monthly(fee), from_day=from_day, now=MONDAY
        )  # fmt: skip


def test_only_an_order_of_a_retainer_changes_a_monthly_fee(mara, order, retainer):
    for one in (order, retainer):
        with pytest.raises(Refused):
            order_commands.set_new_monthly(
                by=acting(mara), order_id=one.pk, version=read(one).version, new=Monthly(1), from_day=NOVEMBER,
                now=MONDAY,
            )  # fmt: skip


def test_a_larger_fee_is_reviewed_by_what_it_makes_in_a_year(mara, retainer, omar):
    by = acting(mara)
    order = draft_commands.draft_order(by=by, agreement_id=retainer.pk, title="Much more", now=MONDAY)
    order_commands.set_new_monthly(
        by=by, order_id=order.pk, version=order.version, new=Monthly(80_000_00), from_day=date(2027, 7, 1), now=MONDAY
    )  # fmt: skip

    review_commands.submit_agreement(by=by, agreement_id=order.pk, version=read(order).version, now=MONDAY)

    assert read(order).state == "in_review"


def longer(mara, retainer, ends_on):
    """Return a draft order that moves the end."""
    by = acting(mara)
    order = draft_commands.draft_order(by=by, agreement_id=retainer.pk, title="Longer", now=MONDAY)
    return order_commands.set_new_end(by=by, order_id=order.pk, version=order.version, ends_on=ends_on, now=MONDAY)


def test_a_later_end_of_a_retainer_is_worth_its_months_and_reviewed_by_that(mara, retainer, omar):
    order = longer(mara, retainer, date(2028, 6, 30))

    submit(mara, order)

    assert review_of(order, "business_affairs").causes == ["affairs-value"]


def test_signed_a_later_end_adds_its_months_at_the_fee_that_stands(mara, retainer):
    raised(mara, retainer, 9_000_00, date(2027, 7, 1))
    sign(mara, longer(mara, retainer, date(2028, 3, 31)))

    assert worth(retainer) == 6 * 8_000_00 + 9 * 9_000_00


def test_the_page_names_a_line_by_its_words(client, mara, sow):
    words = "Pots in a version for schools"
    order = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title=words, now=MONDAY)
    change = ChangedTerms("added", number="3", title=words, unit="fixed", quantity=Decimal(1), rate=Decimal(930))
    order_commands.put_change(by=acting(mara), order_id=order.pk, change=change, now=MONDAY)
    client.force_login(mara)
    main = client.get(f"/agreements/{order.pk}/").content.decode().partition("<h1")[2]

    row = main.partition("<tbody>")[2].partition("</tr>")[0]
    assert words in row
    assert "Line 3" not in row
