"""Emails that name a price, for people and programs without the right to fees."""

import pytest

from amity.gate.decisions import commands as decisions
from amity.gate.edits.commands import Wording
from amity.gate.items import commands as items
from amity.gate.items.fields import ItemFields
from amity.gate.models import Item
from amity.gate.tests.making import make_item, read, submitted
from amity.gate.trail_words import items_named
from amity.people import rules as roles
from amity.people.tokens.commands import make_token
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


@pytest.mark.parametrize(("own", "kinds"), [(None, ["email", "quote"]), (1, ["email"])])
def test_what_names_prices_is_read_by_those_who_see_fees(mara, osprey, own, kinds):
    for kind in ("email", "quote"):
        submitted(osprey, mara, kind=kind)
    fiona = make_person("Fiona", roles.FINANCE, own_money_right=own)

    assert sorted(Item.objects.visible_to(fiona).values_list("kind", flat=True)) == kinds


def test_who_sees_no_fees_reads_that_an_email_names_a_price_and_not_which(client, mara, osprey):
    item = submitted(osprey, mara, subject="Banners for € 3,210", body="All four.")
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY)
    plain = submitted(osprey, mara)
    client.force_login(make_person("Fiona", roles.FINANCE, own_money_right=1))
    pages = [f"/going-out/{item.pk}/", "/going-out/all/", f"/accounts/{osprey.pk}/conversation/"]
    read_now = [client.get(page).content.decode() for page in pages]

    assert all("Email with a price (hidden)" in page and "3,210" not in page for page in read_now)
    assert str(plain) in read_now[1]
    assert "Email with a price" not in client.get("/going-out/all/?find=banners").content.decode(), "no guessing"
    assert client.get(f"/going-out/{item.pk}/edit/").status_code == 404
    assert items_named([item.pk])[item.pk].name == "Email with a price (hidden)", "the audit log is read too"

    client.force_login(make_person("Fee", roles.FINANCE))
    assert all("3,210" in client.get(page).content.decode() for page in pages)


def test_a_program_without_the_right_to_fees_gets_no_words_of_a_text_that_names_a_price(client, mara, lars, osprey):
    item = submitted(osprey, mara, subject="Banners for € 3,210", body="All four.")
    listed, whole = [], []
    for scopes in (["read"], ["read", "money"]):
        headers = {
            "Authorization": f"Bearer {make_token(by=acting(lars), name='x', scopes=scopes, days=1, now=MONDAY).secret}"
        }
        listed += client.get("/api/v1/outgoing", headers=headers).json()["items"]
        whole.append(client.get(f"/api/v1/outgoing/{item.pk}", headers=headers).json())

    words = [(one["is_concealed"], one["subject"]) for one in listed]
    assert words == [(True, ""), (False, item.subject)]
    assert [(one["subject"], one["body"], len(one["recipients"])) for one in whole] == [
        ("", "", 0),
        (item.subject, item.body, 1),
    ]


def test_a_text_is_flagged_whenever_it_changes(mara, lars, osprey):
    item = make_item(osprey, mara, body="It costs € 900.")
    assert item.names_price
    fields = ItemFields("Banner", "No price yet.", tuple(one.contact_id for one in item.recipients.all()))
    assert not items.edit_item(by=acting(mara), item_id=item.pk, version=1, fields=fields, now=MONDAY).names_price

    held = submitted(osprey, lars, kind="quote")
    wording = Wording(held.subject, "It costs € 900.")
    decisions.clear(
        by=acting(mara), item_id=held.pk, digest=held.digest, wording=wording, now=MONDAY,
        answers={"promise:€ 900": "checked"},
    )  # fmt: skip
    assert read(held).names_price
