"""Third-party rights of an agreement: lines to choose from, reviews because of them, and their page."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.models import Agreement
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.tests.making import make_draft, make_offer, read, review_of, sign, submit
from amity.rights.commands import switch_rights
from amity.rights.models import Right
from amity.rights.queries import lines_of_account
from amity.rights.tests.making import make_right
from tests.builders import MONDAY, acting, make_agreement, make_line


@pytest.fixture
def on(ada):
    """Turn third-party rights on."""
    switch_rights(by=acting(ada), is_on=True, version=0, now=MONDAY)


@pytest.fixture
def send(client):
    """Return a function that posts a form of a right: `send(name, *ids, **data)`."""

    def post(name, *ids, **data):
        return client.post(reverse(f"rights:{name}", args=ids), {"nonce": uuid.uuid4().hex} | data, follow=True)

    return post


def text(answer):
    """Return the page's text."""
    return answer.content.decode()


def test_lines_of_what_is_over_are_offered_only_where_they_are_bound(on, mara, osprey):
    gone, going = make_line(make_agreement(osprey)), make_line(make_agreement(osprey))
    right = make_right(mara, osprey, [gone.pk])
    Agreement.objects.filter(pk=gone.placement.agreement_id).update(state="terminated")

    assert [key for key, _name in lines_of_account(osprey)] == [going.pk]
    assert {key for key, _name in lines_of_account(osprey, right)} == {gone.pk, going.pk}


def test_an_agreement_whose_work_uses_rights_is_looked_at_by_business_affairs(on, mara, osprey, omar):
    draft = make_draft(mara, osprey)
    make_right(mara, osprey, [make_offer(mara, draft).pk])

    submit(mara, draft)

    assert (read(draft).state, review_of(draft, "business_affairs").causes) == ("in_review", ["affairs-rights"])


def test_a_change_order_that_touches_such_work_is_looked_at_too(on, mara, osprey, omar):
    line = make_offer(mara, draft := make_draft(mara, osprey))
    signed = sign(mara, draft)
    make_right(mara, osprey, [line.pk])
    order = draft_commands.draft_order(by=acting(mara), agreement_id=signed.pk, title="More", now=MONDAY)
    change = ChangedTerms("changed", line_id=line.pk, quantity=Decimal(81), rate=Decimal(125))
    order_commands.put_change(by=acting(mara), order_id=order.pk, change=change, now=MONDAY)

    submit(mara, order)

    assert review_of(order, "business_affairs").causes == ["affairs-rights"]


def test_a_right_is_kept_on_pages_and_warns_in_the_list(client, send, osprey, mara, ada):
    line = make_line(make_agreement(osprey))
    client.force_login(ada)
    client.post(reverse("agreements:switch_rights"), {"is_on": "yes", "version": "0"})
    client.force_login(mara)
    said = {"kind": "music", "title": "Theme", "holder": "Composer", "territory": "Europe", "media": "film"}

    send("register_right", osprey.pk, until="2020-01-01", line_ids=[line.pk], version=0, **said)

    right = Right.objects.get()
    assert "st is-unwell" in text(client.get(reverse("rights:rights")))
    drawn = text(client.get(reverse("agreements:agreement", args=[line.placement.agreement_id])))
    assert "Can’t go to the client:" in drawn
    send("let_right_go", right.pk, on="2019-12-31", version=right.version)
    assert "st is-unwell" not in text(client.get(reverse("rights:rights")))
