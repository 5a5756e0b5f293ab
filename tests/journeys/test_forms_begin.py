"""The page of a form begins with the keyboard in the field that is to be filled in first."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.tests.making import make_draft, make_offer, sign
from tests.builders import MONDAY, acting, make_agreement
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_forms_of_a_change_order_begin_in_what_is_to_be_filled_in(live_server, new_page, mara, osprey):
    draft = make_draft(mara, osprey)
    line = make_offer(mara, draft, "1")
    signed = sign(mara, draft)
    order = draft_commands.draft_order(by=acting(mara), agreement_id=signed.pk, title="Film", number="CO-1", now=MONDAY)
    care = make_agreement(osprey, "retainer", title="Care", state="signed", fee=120_000, included_seconds=36_000)
    more = draft_commands.draft_order(by=acting(mara), agreement_id=care.pk, title="More", number="CO-2", now=MONDAY)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)

    for name, agreement, query, field in (
        ("draft_order", signed, "", "title"),
        ("put_change", order, "", "title"),
        ("put_change", order, f"?line={line.pk}", "quantity"),
        ("set_new_monthly", more, "", "fee"),
        ("drop", order, "", "reason"),
    ):
        page.goto(f"{live_server.url}{reverse(f'agreements:{name}', args=[agreement.pk])}{query}")
        expect(page.locator(f"#act [name={field}]")).to_be_focused()
