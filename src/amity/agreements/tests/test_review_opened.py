"""A review that waits opens on its page, where the text is as wide as it needs, and the decision leads back."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.agreements.tests.making import make_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.mark.parametrize("page", ["/waiting/", "/today/"])
def test_a_waiting_review_opens_on_its_page_and_leads_back(client, mara, osprey, clara, page):
    review = make_review(mara, osprey)
    client.force_login(clara)
    address = f"{reverse('agreements:review', args=[review.pk])}?back={page}"

    shown = client.get(page).text
    assert re.search(f'href="{re.escape(address)}"( data-act-key="Enter")?>Review ?<', shown)
    assert not re.search(f'href="/reviews/{review.pk}/[^"]*" data-dialog', shown)

    given = client.post(address, {"nonce": uuid4().hex, "verdict": "cleared"})
    review.refresh_from_db()
    assert (given.url, review.verdict) == (page, "cleared")
