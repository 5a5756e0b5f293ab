"""The link of every email: a personal one where it asks for an answer, otherwise the client page that shows it."""

import re
from urllib.parse import urlencode

import pytest

from amity.gate import rules as gate
from amity.gate.answering.rules import DECIDED
from amity.gate.answering.texts import closing_of
from amity.gate.items.fields import About
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.gate.tests.making import make_item, submitted
from amity.monitoring.inputs.queries import INPUT
from amity.monitoring.models import ClientInput
from amity.outbox.sending import deliver
from amity.portal.tests.answering import sent_item
from amity.portal.tests.making import browser_of
from tests.builders import MONDAY

pytestmark = pytest.mark.usefixtures("an_hour_later")


def asked_for(mara, dana) -> ClientInput:
    """Ask a contact for photos, by an email that was released."""
    row = ClientInput.objects.create(
        account=dana.account, contact=dana, what="Photos", owner=mara, asked_on=MONDAY.date(), due_on=MONDAY.date(),
        added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    sent_item(
        dana.account, mara, [dana], now=MONDAY, kind=gate.INPUT, about=About(INPUT, row.pk, "1"), asks_approval=False,
        subject="Photos of the stations",
    )  # fmt: skip
    return row


@pytest.mark.parametrize("kind", gate.KINDS)
def test_every_kind_of_email_has_a_link(osprey, mara, dana, kind, settings):
    item = make_item(osprey, mara, [dana])
    Item.objects.filter(pk=item.pk).update(kind=kind)
    item = Item.objects.get(pk=item.pk)

    expected = "{link}" if kind in DECIDED else f"{settings.ENVIRONMENT.url}/client/sent/{item.pk}/"
    assert expected in closing_of(item).splitlines()


def test_an_email_that_asks_nothing_arrives_with_the_address_of_its_page(osprey, mara, dana, mailoutbox, settings):
    item = submitted(osprey, mara, [dana])
    release(item_id=item.pk, now=MONDAY)
    deliver(lambda: MONDAY)
    (found,) = re.findall(rf"{re.escape(settings.ENVIRONMENT.url)}(/client/\S+)", mailoutbox[0].body)

    assert "{link}" not in mailoutbox[0].body
    assert item.subject in browser_of(dana).get(found).content.decode()


def test_a_request_for_input_leads_to_the_page_on_which_it_is_sent(client, mara, dana, settings):
    row = asked_for(mara, dana)
    closing = Item.objects.get(kind=gate.INPUT).closing

    place = f"/client/needed/{row.pk}/"
    address = f"{settings.ENVIRONMENT.url}{place}"
    assert closing.splitlines()[:2] == ["Send it, or tell us when, on this page:", address]
    assert client.get(place)["Location"] == "/client/sign-in/?" + urlencode({"next": place})
    page = browser_of(dana).get(place).content.decode()
    assert "Photos of the stations" in page
    assert "<form" in page


def test_the_link_is_introduced_in_the_recipients_language(osprey, mara, dana):
    dana.language = "de"
    dana.save(update_fields=["language"])

    assert "Sie finden das auch auf Ihren Kundenseiten:" in closing_of(make_item(osprey, mara, [dana]))
