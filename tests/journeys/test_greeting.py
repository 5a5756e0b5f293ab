"""Whoever is chosen as the one recipient is greeted, in the words that were written."""

import pytest
from playwright.sync_api import expect

from amity.gate.tests.making import make_contact
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_greeting_follows_the_one_recipient(live_server, new_page, osprey, mara):
    for name in ("Piotr Zielinski", "Zoë Whitlock"):
        make_contact(osprey, name)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/emails/write/")
    to, text = page.get_by_role("group", name="To", exact=True), page.get_by_label("Text")

    def press(*names):
        for name in names:
            to.get_by_text(name).click()

    press("Piotr Zielinski")
    text.fill("Hi Piotr,\n\nPiotr knows of it.")
    press("Zoë Whitlock")
    expect(text).to_have_value("Hi Piotr,\n\nPiotr knows of it.")
    press("Piotr Zielinski")
    expect(text).to_have_value("Hi Zoë,\n\nPiotr knows of it.")
    press("Zoë Whitlock", "Piotr Zielinski")
    expect(text).to_have_value("Hi Piotr,\n\nPiotr knows of it.")
    text.fill("Guten Tag Piotr Zielinski,")
    press("Piotr Zielinski", "Zoë Whitlock")
    expect(text).to_have_value("Guten Tag Zoë Whitlock,")
    text.fill("Dear all,")
    press("Zoë Whitlock", "Piotr Zielinski")
    expect(text).to_have_value("Dear all,")
