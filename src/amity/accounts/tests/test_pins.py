"""Pinned accounts: for one person, first in the rail and in search, and only those they still see."""

import pytest
from django.urls import reverse

from amity.accounts.models import Account
from amity.accounts.pins import commands, queries
from amity.accounts.pins.models import Pin
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def test_an_account_is_pinned_on_its_page_and_leads_the_rail_and_search(maras, mara, osprey):
    address = reverse("accounts:account", args=[osprey.pk])
    assert f"{address}pin/" in maras.get(address).content.decode()

    answer = maras.post(f"{address}pin/", {"back": "/accounts/?sort=-name"})

    assert answer.url == "/accounts/?sort=-name"
    rail = maras.get(reverse("ui:counts")).content.decode()
    assert f'href="{address}"' in rail[rail.index('id="pinned"') :]
    sections = maras.get(reverse("ui:jump_options")).context["sections"]
    assert (sections[0].title, [one.name for one in sections[0].entries]) == ("Pinned", ["Osprey Rail"])
    assert f"{address}unpin/" in maras.get(address).content.decode()
    assert f"{address}unpin/" in maras.get("/accounts/").content.decode()


def test_pinned_twice_is_pinned_once_and_unpinned_is_gone(maras, mara, osprey, piet):
    for _time in range(2):
        commands.pin_account(by=acting(mara), account_id=osprey.pk, now=MONDAY)
    assert queries.pinned(acting(mara)) == [(osprey.pk, "Osprey Rail")]
    assert queries.pinned(acting(piet)) == []

    maras.post(reverse("accounts:unpin_account", args=[osprey.pk]), {"back": "https://elsewhere.example/"})

    assert not Pin.objects.exists()
    assert 'id="pinned" hx-swap-oob="true"></div>' in maras.get(reverse("ui:counts")).content.decode()


def test_what_one_does_not_see_is_neither_pinned_nor_shown(mara, tim, osprey):
    with pytest.raises(NotSeen):
        commands.pin_account(by=acting(tim), account_id=osprey.pk, now=MONDAY)
    Pin.objects.create(person=tim, account=osprey, at=MONDAY)

    assert queries.pinned(acting(tim)) == []


def test_the_rail_has_the_first_six_and_20_can_be_pinned(mara):
    for number in range(20):
        account = make_account(f"Client {number}", manager=mara)
        commands.pin_account(by=acting(mara), account_id=account.pk, now=MONDAY)

    assert [link.label for link in queries.in_rail(acting(mara))] == [f"Client {number}" for number in range(6)]
    with pytest.raises(Refused):
        commands.pin_account(by=acting(mara), account_id=make_account(manager=mara).pk, now=MONDAY)
    commands.pin_account(by=acting(mara), account_id=Account.objects.get(name="Client 3").pk, now=MONDAY)
