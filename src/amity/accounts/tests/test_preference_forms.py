"""The form of a preference: the sentence first, one name or none, and the kind last."""

from datetime import date

import pytest
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.accounts.models import Preference
from amity.accounts.preferences.commands import PreferenceFields, keep_preference
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def marcus(osprey):
    return osprey.contacts.create(name="Marcus Thiele")


def test_the_form_begins_with_the_sentence_and_asks_one_name_and_ends_with_the_kind(client, mara, osprey, marcus):
    client.force_login(mara)
    form = client.get(reverse("accounts:keep_preference", args=[osprey.pk])).context["form"]

    assert [field.name for field in form.unfolded()] == [
        "text", "stated_by_id", "applies_to_all", "stated_in", "stated_on", "attitude", "scope",
    ]  # fmt: skip
    assert [str(button.choice_label) for button in form["stated_by_id"].subwidgets] == ["Marcus Thiele"]
    assert not any(button.data["selected"] for button in form["stated_by_id"].subwidgets), "a name is needed"
    assert form["attitude"].value() == ""
    assert not form.opens_details()


def test_opened_from_a_contact_it_asks_no_name_and_takes_the_kind_from_the_sentence(client, mara, osprey, marcus):
    client.force_login(mara)
    keep = f"{reverse('accounts:keep_preference', args=[osprey.pk])}?contact={marcus.pk}"
    page = client.get(keep).content.decode()
    sent = {"nonce": "n" * 32, "text": "Never calls before nine", "scope": "process", "stated_on": "2026-09-03"}

    client.post(keep, sent | {"holder_id": marcus.pk, "basis": "stated"})

    assert "Add a preference of Marcus Thiele" in page
    assert 'name="stated_by_id"' not in page
    one = Preference.objects.get()
    assert (one.holder, one.stated_by, one.attitude) == (marcus, marcus, "never")


@pytest.mark.parametrize(("to_all", "is_theirs"), [({}, True), ({"applies_to_all": "on"}, False)])
def test_it_is_the_speakers_own_unless_it_applies_to_all(client, mara, osprey, marcus, to_all, is_theirs):
    client.force_login(mara)
    sent = {"nonce": "n" * 32, "text": "Maps before lists", "scope": "visual", "stated_on": "2026-09-03"}
    keep = reverse("accounts:keep_preference", args=[osprey.pk])

    open_kind = client.post(keep, sent | {"stated_by_id": marcus.pk})
    client.post(keep, sent | {"stated_by_id": marcus.pk, "attitude": "like"} | to_all)

    assert "attitude" in open_kind.context["form"].errors
    assert Preference.objects.get().holder == (marcus if is_theirs else None)


def test_editing_shows_whose_it_is(client, mara, osprey, marcus):
    heard = Evidence(marcus.pk, date(2026, 9, 3), "brand call", "No guarantees.")
    fields = PreferenceFields("No guarantees", evidence=heard)
    one = keep_preference(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    client.force_login(mara)
    form = client.get(reverse("accounts:edit_preference", args=[one.pk])).context["form"]

    assert (form["applies_to_all"].value(), form["holder_id"].value(), form["stated_by_id"].value()) == (
        True, None, marcus.pk,
    )  # fmt: skip


def test_what_we_only_assume_can_name_no_one(client, mara, osprey, marcus):
    one = keep_preference(
        by=acting(mara), account_id=osprey.pk, fields=PreferenceFields("Short emails", basis="assumption"), now=MONDAY
    )
    client.force_login(mara)
    form = client.get(reverse("accounts:edit_preference", args=[one.pk])).context["form"]

    assert [str(button.choice_label) for button in form["stated_by_id"].subwidgets] == ["Marcus Thiele", "No one named"]


def test_the_short_form_begins_without_an_answer(client, mara, osprey, marcus):
    client.force_login(mara)
    quick = client.get(reverse("accounts:plan", args=[osprey.pk])).text

    assert "No one named" not in quick[quick.index("pref_text") :][:6_000]
