"""Agreements in the navigation of those who review them, and how other lists are reached from a list."""

import re

import pytest
from django.urls import reverse

from amity.agreements.tests.making import make_draft, make_offer, review_of, say, submit


@pytest.fixture
def in_review(mara, osprey, clara):
    """Return the review, by legal, of an agreement."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    say(mara, draft, liability="unlimited")
    return review_of(submit(mara, draft))


def current(page):
    """Return the addresses that the rail marks as the place of a page."""
    rail = page.text.split('<nav class="rail"', 1)[1].split("</nav>", 1)[0]
    bar = rail.split('<details class="menu">', 1)[0]
    return re.findall(r'href="([^"]+)"[^>]*aria-current="page"', bar)


@pytest.mark.parametrize("address", ["/agreements/", "/reviews/", "/reviews/{review}/", "/agreements/{agreement}/"])
def test_who_reviews_has_agreements_in_the_rail(client, in_review, clara, address):
    client.force_login(clara)
    page = client.get(address.format(review=in_review.pk, agreement=in_review.version.agreement_id))

    assert current(page) == ["/agreements/"]
    assert '<a class="only-narrow" href="/agreements/"' in page.text, "on a phone it is in the menu"


def test_others_find_agreements_under_accounts(client, in_review, mara):
    client.force_login(mara)
    page = client.get("/agreements/")

    assert current(page) == ["/accounts/"]
    assert 'class="only-narrow" href="/agreements/"' not in page.text
    assert 'id="count-agreements"' not in client.get(reverse("ui:counts")).text


def test_the_rail_counts_reviews_of_ones_own_roles(client, in_review, clara, omar):
    for person, count in ((clara, "1"), (omar, "")):
        client.force_login(person)

        counts = client.get(reverse("ui:counts")).text

        assert re.findall(r'id="count-agreements"[^>]*>(\d*)', counts) == [count]


def test_other_lists_are_in_a_menu_next_to_the_title_and_lead_on(client, in_review, clara):
    client.force_login(clara)

    for address, itself in (("/accounts/", "Accounts"), ("/agreements/", "Agreements"), ("/reviews/", "Reviews")):
        head = client.get(address).text.split('<div class="page-head">', 1)[1].split("</details>", 1)[0]
        menu = re.findall(r'class="item" href="[^"]+">([^<]+)<', head)
        assert {"Accounts", "Agreements", "Reviews"} - {*menu} == {itself}, address
        assert 'class="seg"' not in head, "one look of tabs"
    assert 'href="/reviews/">Reviews</a>' in client.get("/agreements/").text
