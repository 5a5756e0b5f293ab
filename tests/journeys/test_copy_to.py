"""Someone an email goes to isn't offered for a copy as well."""

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Contact
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_copy_is_offered_to_everyone_the_email_does_not_go_to(live_server, new_page, osprey, mara):
    for name in ("Cleo Marsh", "Dana Whitlock"):
        Contact.objects.create(account=osprey, name=name, mail=f"{name[:4]}@osprey.example")
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/emails/write/")
    to, copy = page.get_by_role("group", name="To", exact=True), page.get_by_role("group", name="Copy to")

    copy.get_by_label("Dana Whitlock").check()
    to.get_by_label("Dana Whitlock").check()
    expect(copy.get_by_text("Dana Whitlock")).to_be_hidden()
    expect(copy.get_by_label("Cleo Marsh")).to_be_visible()
    to.get_by_label("Cleo Marsh").check()
    expect(page.get_by_text("Copy to")).to_be_hidden()

    to.get_by_label("Dana Whitlock").uncheck()
    expect(copy.get_by_label("Dana Whitlock")).to_be_visible()
    expect(copy.get_by_label("Dana Whitlock")).not_to_be_checked()
    page.get_by_label("Subject").fill("Banner")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft saved.")).to_be_visible()
    expect(copy.get_by_text("Cleo Marsh")).to_be_hidden()
