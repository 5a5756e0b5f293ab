"""Prices in any email: those of unsigned change orders stop it, those of open quotes are compared."""

import pytest

from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.tests.making import make_draft, make_offer, submit
from amity.agreements.tests.making import read as read_agreement
from amity.gate.checks.letters import findings_of
from amity.gate.tests.making import make_item, read
from amity.lines.models import Line
from amity.people import rules as roles
from tests.builders import acting, make_agreement, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def order(osprey):
    sow = make_agreement(osprey, title="Campaign for autumn")
    return make_agreement(
        osprey, "fixed", kind="change_order", number="CO-7", title="Longer film", state="with_client", parent=sow,
        fee=420_000, signed_on=None,
    )  # fmt: skip


def found(osprey, by, body, subject="News", key="order-price:", **about):
    item = make_item(osprey, by, subject=subject, body=body)
    type(item).objects.filter(pk=item.pk).update(**about)
    return [one for one in findings_of(read(item)).found if one.key.startswith(key)]


@pytest.mark.parametrize(
    ("body", "subject", "words"),
    [
        ("The longer film comes to €4,200.", "News", ["€4,200"]),
        ("CO-7 is on its way:\n4.200 € in all.", "News", ["4.200 €"]),
        ("It comes to €4,200.", "About CO-7", ["€4,200"]),
        ("The longer film is on its way.\n\nLunch was €4,200.", "News", []),
        ("The longer film comes to €4,300.", "News", []),
        ("The longer film comes to $4,200.", "News", []),
        ("The film comes to €4,200.", "News", []),
    ],
)
def test_the_price_of_an_unsigned_change_order_near_its_name_stops_any_email(mara, osprey, order, body, subject, words):
    one = found(osprey, mara, body, subject)

    assert [(finding.level, finding.words) for finding in one] == [("block", word) for word in words]


@pytest.mark.parametrize(
    ("state", "levels"), [("draft", ["warn"]), ("in_review", ["block"]), ("signed", []), ("dropped", [])]
)
def test_only_what_is_offered_and_unsigned_stops_it(mara, osprey, order, state, levels):
    type(order).objects.filter(pk=order.pk).update(state=state)

    assert [one.level for one in found(osprey, mara, "The longer film comes to €4,200.")] == levels


def test_the_email_that_brings_the_order_names_its_price(mara, osprey, order):
    text = "The longer film comes to €4,200."

    assert found(osprey, mara, text, subject_kind=AGREEMENT, subject_id=order.pk) == []
    assert found(osprey, mara, text, subject_kind=AGREEMENT, subject_id=order.parent_id) != []


@pytest.fixture
def quote(mara, osprey):
    """Return an agreement that is with the client: €10,000 for one line."""
    sow = make_draft(mara, osprey)
    make_offer(mara, sow)
    sow = submit(mara, read_agreement(sow))
    type(sow).objects.filter(pk=sow.pk).update(title="Booking of trains", state="with_client")
    Line.objects.filter(placement__agreement=sow).update(title="Concept and wireframes")
    return sow


def test_another_price_for_an_open_quote_or_its_line_is_asked_about(mara, osprey, quote):
    text = "Booking of trains: €9,000. Concept and wireframes: €10,000."

    (one,) = found(osprey, mara, text, key="bound:")

    assert (one.level, one.words) == ("warn", "€9,000")
    assert one.where == "“Booking of trains” is €10,000 in Amity."
    assert found(osprey, mara, "Booking of trains: €10,000.", key="bound:") == []
    (line,) = found(osprey, mara, "Concept and wireframes: €8,000.", key="bound:")
    assert (line.level, line.where) == ("warn", "“Concept and wireframes” is €10,000 in Amity.")


def test_the_price_in_amity_is_only_for_those_who_read_fees(mara, osprey, quote):
    item = make_item(osprey, mara, body="Booking of trains: €9,000.")
    stranger = make_person("Tilda", roles.TEAM_MEMBER)

    (seen,) = (one for one in findings_of(read(item)).seen_by(acting(mara)).found if one.key.startswith("bound:"))
    (hidden,) = (one for one in findings_of(read(item)).seen_by(acting(stranger)).found if one.key.startswith("bound:"))

    assert "€10,000" in seen.where
    assert "10,000" not in f"{hidden.where}{hidden.text}{hidden.title}{hidden.address}"
