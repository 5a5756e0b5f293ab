"""The price of a brief is chosen where the lines and the budget differ, and shown before the work starts."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction

from amity.briefs.conversion import commands as conversion
from amity.briefs.conversion.page import confirmed_price
from amity.briefs.conversion.rules import Offer
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.fields import BriefFields
from amity.briefs.models import Brief
from amity.briefs.small_jobs import commands as small_jobs
from amity.briefs.small_jobs.commands import NoteFields
from amity.briefs.tests.making import confirm_brief, make_contact, make_crafts, make_whole_brief
from amity.briefs.wording import price_choices, price_text
from amity.gate.models import Item
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_agreement
from tests.matrix.machines import token_of

LINES, BUDGET = 1_250_000, 2_400_000


@pytest.fixture
def confirmed(mara, piet, osprey):
    """Return a confirmed brief whose lines come to 12,500 of a budget of 24,000."""
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    return confirm_brief(mara, brief)


@pytest.mark.parametrize(
    ("offer", "price", "is_open"),
    [
        (Offer(1, 2), None, True), (Offer(2, 2), 2, False), (Offer(None, 2), 2, False), (Offer(1, None), 1, False),
        (Offer(), None, False), (Offer(1, 0), None, True),
    ],
)  # fmt: skip
def test_a_price_is_open_only_where_two_amounts_differ(offer, price, is_open):
    assert (offer.price(), offer.is_open) == (price, is_open)


@pytest.mark.parametrize(("choice", "fee"), [("lines", LINES), ("budget", BUDGET)])
def test_the_fee_is_the_amount_chosen(mara, confirmed, choice, fee):
    conversion.convert_brief(
        by=acting(mara), brief_id=confirmed.pk, version=confirmed.version, price=choice, now=MONDAY
    )

    assert Brief.objects.values_list("agreement__fee", flat=True).get() == fee


def test_no_one_guesses_which_amount_is_the_price(mara, confirmed):
    with pytest.raises(Invalid) as refusal:
        conversion.convert_brief(by=acting(mara), brief_id=confirmed.pk, version=confirmed.version, now=MONDAY)

    assert refusal.value.field == "price"
    for amount in (LINES, BUDGET):
        assert price_text(amount, "EUR") in refusal.value.sentence
    assert Brief.objects.get(pk=confirmed.pk).agreement is None


def test_the_page_asks_with_both_amounts_and_takes_the_answer(client, mara, confirmed):
    client.force_login(mara)
    address = f"/briefs/{confirmed.pk}/convert/"

    page = client.get(address)
    refused = client.post(address, {"version": confirmed.version, "nonce": uuid4().hex})
    client.post(address, {"version": confirmed.version, "price": "budget", "nonce": uuid4().hex})

    assert page.context["form"].fields["price"].choices == [
        ("lines", "The lines: €12,500, margin 52.0% (the client confirmed this amount)"),
        ("budget", "The budget: €24,000, margin 75.0%"),
    ]  # fmt: skip
    assert page.context["form"]["price"].value() == "lines"
    assert refused.status_code == 422
    assert Brief.objects.values_list("agreement__fee", flat=True).get() == BUDGET


def test_the_amount_that_the_client_confirmed_is_offered_first():
    offer = Offer(lines=3_000_000, budget=BUDGET, seen="lines")

    assert offer.usual == "lines"
    assert Offer(lines=3_000_000, budget=BUDGET).usual == "budget"
    assert [label for _key, label in price_choices(replace(offer, seen="budget"), "EUR")] == [
        "The budget: €24,000 (the client confirmed this amount)", "The lines: €30,000",
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "price"), [("brief", "lines"), ("brief-without-prices", "budget")])
def test_without_prices_the_client_confirmed_the_budget(mara, osprey, confirmed, kind, price):
    item = Item.objects.create(
        account=osprey,
        author=mara,
        kind="brief",
        subject_kind=kind,
        subject_id=confirmed.pk,
        created_at=MONDAY,
        changed_at=MONDAY,
    )
    confirmed.steps.filter(after="confirmed").update(outgoing=item)

    assert confirmed_price(confirmed, estimate_of(confirmed, MONDAY.date())) == price


def test_a_converted_brief_shows_the_price_that_was_agreed(client, mara, confirmed):
    client.force_login(mara)
    before = client.get(f"/briefs/{confirmed.pk}/").context
    conversion.convert_brief(
        by=acting(mara), brief_id=confirmed.pk, version=confirmed.version, price="budget", now=MONDAY
    )

    after = client.get(f"/briefs/{confirmed.pk}/")

    assert (before.get("agreed"), before["left"].minor, before["margin"].share) == (None, BUDGET - LINES, 5200)
    context = after.context
    assert (context["agreed"].minor, context["left"], context["budget"]) == (BUDGET, None, None)
    assert (context["margin"].share, context["to_reach"], context["at_budget"]) == (7500, "", None)
    assert "Price in the agreement" in after.content.decode()


def test_the_side_of_a_converted_brief_is_not_longer_than_the_brief(client, mara, confirmed):
    client.force_login(mara)
    conversion.convert_brief(
        by=acting(mara), brief_id=confirmed.pk, version=confirmed.version, price="lines", now=MONDAY
    )

    brief, side = client.get(f"/briefs/{confirmed.pk}/").content.decode().split("brief-side", 1)

    assert "advice-h" in brief
    assert "advice-h" not in side
    assert '<details class="fold">' in side.split('id="goals-h"', 1)[1]


def test_a_brief_converted_at_its_lines_has_no_budget_remaining(client, mara, confirmed):
    client.force_login(mara)
    conversion.convert_brief(
        by=acting(mara), brief_id=confirmed.pk, version=confirmed.version, price="lines", now=MONDAY
    )

    context = client.get(f"/briefs/{confirmed.pk}/").context

    assert (context["agreed"].minor, context["left"], context["margin"].share) == (LINES, None, 5200)


def test_rest_has_the_price_that_was_agreed(client, mara, confirmed):
    def buys():
        headers = {"Authorization": f"Bearer {token_of(mara)}"}
        return client.get(f"/api/v1/briefs/{confirmed.pk}", headers=headers).json()["buys"]

    before = buys()
    conversion.convert_brief(
        by=acting(mara), brief_id=confirmed.pk, version=confirmed.version, price="budget", now=MONDAY
    )
    after = buys()

    assert (before["agreed"], before["left"]["amount"], before["margin"]) == (None, BUDGET - LINES, 5200)
    assert (after["agreed"]["amount"], after["price"]["amount"], after["margin"]) == (BUDGET, LINES, 7500)
    assert (after["budget"], after["left"], after["margin_at_budget"]) == (None, None, None)


def test_rest_asks_too(client, mara, confirmed):
    def convert(**body):
        headers = {"Authorization": f"Bearer {token_of(mara)}"}
        address = f"/api/v1/briefs/{confirmed.pk}/conversion"
        return client.post(address, {"version": confirmed.version, **body}, "application/json", headers=headers)

    refused = convert()

    assert refused.status_code == 422
    assert convert(price="lines").status_code == 200
    assert Brief.objects.values_list("agreement__fee", flat=True).get() == LINES


def test_a_note_by_command_asks_too(mara, piet, osprey):
    make_agreement(osprey)
    design = make_crafts()["Design"]
    said = BriefFields(
        title="Banner", client_words="A banner", done_when="online", approver_id=make_contact(osprey).pk,
        manager_id=piet.pk, budget_kind="amount", budget_high=250_000, wanted_on=MONDAY.date(),
    )  # fmt: skip
    note = small_jobs.open_note(
        by=acting(mara), account_id=osprey.pk, fields=NoteFields(said, ((design.pk, 18 * 3600),)), now=MONDAY
    )

    with pytest.raises(Invalid) as refusal, transaction.atomic():
        small_jobs.start_note(by=acting(mara), brief_id=note.pk, version=note.version, now=MONDAY)
    small_jobs.start_note(by=acting(mara), brief_id=note.pk, version=note.version, price="lines", now=MONDAY)

    assert refusal.value.field == "price"
    assert Brief.objects.values_list("agreement__fee", flat=True).get() == 225_000
