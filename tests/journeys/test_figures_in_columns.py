"""On a phone, a figure of the list of accounts has the same place in every card, so that one reads down them."""

import pytest

from tests.journeys.going import sign_in
from tests.matrix.rights import AM

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = """() => {
    const row = document.querySelector("tbody tr:has(.hl-cell)"), copy = row.cloneNode(true)
    row.after(copy)
    for (const cell of copy.querySelectorAll("td.num")) {
        cell.removeAttribute("data-short")
        cell.setAttribute("data-medium", "")
    }
    return [row, copy].map(each => [...each.querySelectorAll("td.num")]
        .filter(cell => cell.checkVisibility()).map(cell => Math.round(cell.getBoundingClientRect().left)))
}"""
"""The left edges of the figures of an account, and of one whose figures have more words."""


def test_a_figure_keeps_its_place_from_card_to_card(live_server, new_page, scene):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, str(scene.viewers[AM].mail))
    page.goto(f"{live_server.url}/accounts/")
    page.wait_for_load_state("networkidle")

    short, long = page.evaluate(PLACES)

    assert short
    assert short == long
