"""A review that waits opens in place: what is to be read, and below it the decision."""

from uuid import uuid4

import pytest
from django.urls import reverse

from amity.agreements.tests.making import make_review
from amity.ui.acts import IN_DIALOG, STAYS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
DIALOG = {IN_DIALOG: STAYS}


@pytest.fixture
def review(mara, osprey, clara):
    return make_review(mara, osprey)


@pytest.fixture
def address(review, client, clara):
    client.force_login(clara)
    return reverse("agreements:review", args=[review.pk])


def test_the_row_opens_the_review_over_the_page(client, review, address):
    page = client.get("/waiting/").text

    assert f'href="{address}" data-dialog="stays"' in page


def test_what_is_to_be_read_stands_above_the_decision(client, review, address):
    dialog = client.get(address, headers=DIALOG).text

    assert "<!doctype" not in dialog
    for heading in ("Non-standard terms", ">Content<"):
        assert 0 < dialog.index(heading) < dialog.index('value="cleared"') < dialog.index('value="returned"')
    assert dialog.index("data-close") > dialog.index('value="returned"')
    assert dialog.index("autofocus") < dialog.index("Non-standard terms"), "reading begins at the top"


def test_a_decision_in_place_is_one_of_its_page(client, review, address):
    wordless = client.post(address, {"nonce": uuid4().hex, "verdict": "returned"}, headers=DIALOG)
    assert (wordless.status_code, "<!doctype" in wordless.text) == (422, False)

    given = client.post(address, {"nonce": uuid4().hex, "verdict": "cleared"}, headers=DIALOG)
    review.refresh_from_db()
    assert (given.status_code, review.verdict) == (204, "cleared")
