"""A cover or a new account manager is announced through the gate: a draft for each account, from one form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import AccountHolder, Cover
from amity.gate.models import Item
from amity.gate.subjects.registry import sender_of
from amity.gate.tests.making import make_contact
from tests.builders import make_account, make_agency

pytestmark = pytest.mark.django_db


def covered(account, stand_in):
    today = timezone.localdate()
    return Cover.objects.create(account=account, stand_in=stand_in, starts_on=today, ends_on=today + timedelta(days=4))


def test_one_form_writes_a_draft_for_each_chosen_account_with_names_and_dates(client, osprey, mara, tim):
    make_agency()
    other = make_account("Larkfield", manager=mara)
    make_contact(osprey, "Dana Whitlock")
    make_contact(other, "Otto Lark", language="de")
    first, second = covered(osprey, tim), covered(other, tim)
    client.force_login(mara)
    place = reverse("gate:announce", args=[osprey.pk])
    assert client.get(place).content.decode().count(" checked") == 1, "only this account is chosen already"

    client.post(place, {"change": [f"cover:{first.pk}", f"cover:{second.pk}"]})
    client.post(place, {"change": [f"cover:{first.pk}"]})

    drafts = {item.account.name: item for item in Item.objects.select_related("account")}
    assert {item.state for item in drafts.values()} == {"draft"}
    assert len(drafts) == Item.objects.count() == 2, "a second time writes no second draft"
    assert "Mara is away" in drafts["Osprey Rail"].body
    assert "Tim" in drafts["Osprey Rail"].body
    assert "ist" in drafts["Larkfield"].body


def test_a_new_account_manager_is_announced_and_an_ended_cover_stops_its_email(client, osprey, mara, tim):
    make_agency()
    make_contact(osprey, "Dana Whitlock")
    today = timezone.localdate()
    for person, ago in ((mara, 90), (tim, -3)):
        AccountHolder.objects.create(
            account=osprey, duty="manager", person=person, valid_from=today - timedelta(days=ago)
        )  # fmt: skip
    cover = covered(osprey, tim)
    client.force_login(mara)
    page = client.get(reverse("gate:announce", args=[osprey.pk])).content.decode()
    assert "is the account manager" in page
    assert page.count('name="change"') == 2

    sender = sender_of("cover")
    assert sender is not None
    assert cover.pk in sender.versions([cover.pk])
    Cover.objects.update(ended_at=timezone.now())
    assert cover.pk not in sender.versions([cover.pk])
