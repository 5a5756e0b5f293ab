"""Each form of an agreement says what it did."""

import pytest
from django.urls import reverse

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.tests.making import make_draft, make_offer, sign
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")
NONCE = {"nonce": "n" * 32}


@pytest.fixture
def order(mara, osprey):
    """Return a draft change order."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft, "1")
    signed = sign(mara, draft)
    return draft_commands.draft_order(by=acting(mara), agreement_id=signed.pk, title="Film", number="CO-1", now=MONDAY)


@pytest.mark.parametrize(
    ("form", "typed", "notice"),
    [
        ("put_change", {"act": "added", "number": "2", "title": "Film", "unit": "fixed", "rate": "9"}, "Change saved."),
        ("set_new_end", {"ends_on": "2027-03-31"}, "New end saved."),
        ("drop", {"reason": "Too dear"}, "Agreement withdrawn."),
    ],
)
def test_a_saved_form_says_what_it_did(client, mara, order, form, typed, notice):
    client.force_login(mara)
    answer = client.post(
        reverse(f"agreements:{form}", args=[order.pk]), NONCE | typed | {"version": order.version}, follow=True
    )

    assert [str(one) for one in answer.context["messages"]] == [notice]


def test_a_new_change_order_says_so(client, mara, order):
    client.force_login(mara)
    address = reverse("agreements:draft_order", args=[order.parent_id])
    answer = client.post(address, NONCE | {"title": "Subtitles", "number": "CO-2", "reason": ""}, follow=True)

    assert "Change order created." in answer.text
