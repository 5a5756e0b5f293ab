"""The page of a contact: how they see the agency over time, who sees the page, and where its buttons lead."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.accounts.contacts.commands import ContactChanges, add_contact, edit_contact
from amity.accounts.contacts.standings import finding, standings_of
from amity.accounts.models import Contact, Preference
from tests.builders import MONDAY, acting

DANA = ContactChanges(name="Dana Whitlock", title="Product owner", standing="backs_us", standing_evidence="Kick-off")


@pytest.fixture
def dana(mara, osprey):
    return add_contact(by=acting(mara), account_id=osprey.pk, changes=DANA, now=MONDAY - timedelta(days=60))


def edited(mara, contact: Contact, days_ago: int, changes: ContactChanges) -> Contact:
    contact.refresh_from_db()
    now = MONDAY - timedelta(days=days_ago)
    return edit_contact(by=acting(mara), contact_id=contact.pk, version=contact.version, changes=changes, now=now)


def test_standings_are_read_from_the_audit_log_newest_first(mara, dana):
    edited(mara, dana, 30, replace(DANA, phone="123"))
    edited(mara, dana, 20, replace(DANA, standing="doubts", standing_evidence="Steering call"))
    contact = edited(mara, dana, 10, replace(DANA, standing="doubts", standing_evidence="Steering call, again"))

    found = standings_of(contact, mara)

    assert [(one.key, one.evidence, one.since, one.until) for one in found] == [
        ("doubts", "Steering call, again", date(2026, 11, 3), None),
        ("backs_us", "Kick-off", date(2026, 9, 24), date(2026, 11, 3)),
    ]
    assert finding(contact, found, MONDAY.date()) == "Has had doubts since 3 Nov"


def test_a_standing_that_no_record_explains_has_no_date(mara, osprey):
    contact = osprey.contacts.create(name="Helen Marsh", standing="neutral", standing_evidence="Call, May")

    found = standings_of(contact, mara)

    assert found == []
    assert finding(contact, found, MONDAY.date()) == "Is neutral"


def test_a_standing_that_is_no_longer_known_is_past(mara, dana):
    contact = edited(mara, dana, 5, replace(DANA, standing="", standing_evidence=""))

    assert [(one.key, one.until) for one in standings_of(contact, mara)] == [("backs_us", date(2026, 11, 18))]
    assert finding(contact, standings_of(contact, mara), MONDAY.date()) == "Standing not known"


def test_the_page_shows_who_they_are_and_what_they_alone_prefer(client, mara, osprey, dana):
    helen = osprey.contacts.create(name="Helen Marsh")
    Contact.objects.filter(pk=dana.pk).update(mail="dana@osprey.example", phone="+44 29", reports_to=helen)
    for text, holder in (("Never before nine", dana), ("No slides", helen), ("Plain words", None)):
        Preference.objects.create(
            account=osprey, holder=holder, attitude="never", scope="process", text=text, basis="observed",
            added_at=MONDAY, changed_at=MONDAY,
        )  # fmt: skip
    client.force_login(mara)

    page = client.get(reverse("accounts:contact", args=[dana.pk])).text

    for shown in ("Product owner", "dana@osprey.example", "+44 29", "Has backed us", "Kick-off", "Never before nine"):
        assert shown in page, shown
    assert reverse("accounts:contact", args=[helen.pk]) in page
    assert "No slides" not in page
    assert "Plain words" not in page


def test_the_form_leads_back_to_the_page_and_archiving_stays_on_it(client, mara, dana):
    client.force_login(mara)
    page = reverse("accounts:contact", args=[dana.pk])
    sent = {"nonce": uuid.uuid4().hex, "name": "Dana W.", "version": 1}

    answer = client.post(reverse("accounts:edit_contact", args=[dana.pk]), sent)
    archived = client.post(
        reverse("accounts:retire_contact", args=[dana.pk]), {"version": 2, "on_page": 1}, follow=True
    )

    assert answer.headers["Location"] == page
    assert archived.redirect_chain == [(page, 302)]
    assert "Restore" in archived.text
    dana.refresh_from_db()
    assert (dana.name, dana.is_active) == ("Dana W.", False)


def test_roles_are_chips_that_start_with_a_capital(client, mara, osprey):
    client.force_login(mara)

    form = client.get(reverse("accounts:add_contact", args=[osprey.pk])).context["form"]

    labels = [str(chip.choice_label) for chip in form["roles"]]
    assert labels[:2] == ["Sponsor", "Decision maker"]
    assert all(label[0].isupper() for label in labels)


def test_who_sees_the_account_only_through_a_project_sees_no_contact(client, piet, site):
    contact = site.account.contacts.create(name="Dana Whitlock")
    client.force_login(piet)

    assert client.get(reverse("accounts:contact", args=[contact.pk])).status_code == 404


def test_finance_reads_the_page_without_the_button_to_edit(client, fina, dana):
    client.force_login(fina)

    page = client.get(reverse("accounts:contact", args=[dana.pk])).text

    assert "Kick-off" in page
    assert reverse("accounts:edit_contact", args=[dana.pk]) not in page


def test_a_preference_added_from_the_page_is_theirs(client, mara, osprey, dana):
    client.force_login(mara)
    address = f"{reverse('accounts:keep_preference', args=[osprey.pk])}?contact={dana.pk}"
    assert address in client.get(reverse("accounts:contact", args=[dana.pk])).text
    sent = {
        "nonce": uuid.uuid4().hex, "attitude": "never", "text": "Never before nine", "scope": "process",
        "basis": "observed", "holder_id": dana.pk, "note": "Yawned", "stated_on": "2026-11-20",
    }  # fmt: skip

    answer = client.post(address, sent)

    assert answer.headers["Location"] == reverse("accounts:contact", args=[dana.pk])
    assert dana.preferences.get().text == "Never before nine"
