"""A hand-off is accepted on Today only where what it locks is in sight."""

import re

import pytest

from amity.handoff.tests.making import make_waiting, offered
from amity.today.tests.making import make_promise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def card_of(page: str, handoff_id: int) -> str:
    """Return the row of the card that answers a hand-off."""
    rows = re.split(r"<li[^>]* data-row>", page)
    return next(row for row in rows if f'action="/waiting/handoff/{handoff_id}/accept/"' in row)


@pytest.mark.parametrize("promises", [0, 4])
def test_a_card_shows_what_is_accepted_before_it_offers_to_accept(client, mara, piet, site, promises):
    for number in range(promises):
        make_promise(site.account, piet, f"Page {number}", -9)
    one = offered(mara, make_waiting(site.account, piet, name="Landing page"))
    client.force_login(piet)
    page = client.get("/today/").text
    card = card_of(page, one.pk)
    button = card.index("/accept/")

    assert ('<ol class="fold' in page and card in page[page.index('<ol class="fold') :]) == bool(promises)
    for prompt in ("done in a sentence", "must_not in a sentence", "promise in a sentence"):
        assert card.index(prompt) < button
    assert "Accept hand-off…" not in card
    assert ("Read hand-off…" in card) == bool(promises)


def test_the_list_of_what_waits_shows_what_the_client_wants(client, mara, piet, site):
    one = offered(mara, make_waiting(site.account, piet, name="Landing page"))
    client.force_login(piet)
    row = card_of(client.get("/waiting/").text, one.pk)

    assert row.index("want in a sentence") < row.index("Accept hand-off")
