"""Pages, REST and emails are in the language of the person who reads them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amity.outbox.models import Message
from amity.people import rules
from amity.people.invitations import commands as invitation_commands
from amity.people.rights import commands as rights_commands
from amity.people.tokens import commands as token_commands
from amity.ui.reader_format import locale_asked
from tests.builders import MONDAY, acting, make_person

SENTENCES = {
    "time zone": "Zeitzone",
    "Your sign-in to Amity": "Deine Anmeldung bei Amity",
    "Rights changed: %(name)s": "Rechte geändert: %(name)s",
    "Account manager": "Kundenbetreuer",
    "Not found, or this token has no access.": "Nicht gefunden.",
    "A valid token is required.": "Token fehlt.",
}


@pytest.fixture
def german(translated):
    translated("de", SENTENCES)


@pytest.fixture
def root(agency):
    return make_person("Root", rules.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [
        ("", ""), ("it,pl;q=0.8", ""), ("de", "de_DE"), ("de-CH,en;q=0.5", "de_CH"), ("en-US", "en_US"),
        ("it, fr;q=0.7, de;q=0.3", "fr_FR"), ("de-XX", "de_DE"), ("*", ""), (";;,", ""),
    ],
)  # fmt: skip
def test_the_first_language_that_amity_speaks_is_chosen(accepted, locale):
    assert locale_asked(accepted) == locale


def test_a_page_is_in_the_language_of_its_reader(client, german, agency):
    client.force_login(make_person("Jana", locale="de_AT"))

    page = client.get("/settings/me/", headers={"Accept-Language": "fr"}).content.decode()

    assert 'lang="de"' in page
    assert "Zeitzone" in page


def test_a_language_that_amity_does_not_speak_is_english_with_its_own_numbers(client, agency):
    client.force_login(make_person("Gina", locale="it_IT"))

    assert 'lang="en"' in client.get("/settings/me/").content.decode()


def test_before_signing_in_the_browser_chooses_the_language(agency):
    asked = {"Accept-Language": "fr-CA, en"}

    page = Client().get(reverse("account_login"), headers=asked).content.decode()

    assert 'lang="fr"' in page


def test_rest_answers_in_the_language_of_the_token_and_without_one_as_asked(german, agency):
    jana = make_person("Jana", rules.ACCOUNT_MANAGER, locale="de_DE")
    made = token_commands.make_token(by=acting(jana), name="t", scopes=["read"], days=90, now=timezone.now())
    token = {"Authorization": f"Bearer {made.secret}"}

    missing = Client().get("/api/v1/contacts/999", headers=token).json()
    nobody = Client().get("/api/v1/contacts/999", headers={"Accept-Language": "de"}).json()

    assert missing["title"] == "Nicht gefunden."
    assert nobody["title"] == "Token fehlt."


def test_an_invitation_is_in_the_language_of_the_invited(german, root):
    invitation_commands.invite_person(
        by=acting(root), name="Jana", mail="jana@halden.example", roles=["account_manager"], locale="de_DE", now=MONDAY
    )

    assert Message.objects.get(kind="invitation").subject == "Deine Anmeldung bei Amity"


def test_changed_rights_are_described_in_the_language_of_each_reader(german, root):
    make_person("Jana", rules.ACCOUNT_DIRECTOR, locale="de_DE")
    tim = make_person("Tim")

    rights_commands.change_roles(by=acting(root), person_id=tim.pk, roles=["account_manager"], now=MONDAY)

    mail = Message.objects.get(kind="rights_changed")
    assert mail.subject == "Rechte geändert: Tim"


def test_my_settings_lead_to_sign_in_and_tokens(client, tim):
    client.force_login(tim)
    shown = client.get("/settings/me/").content.decode().split("<main")[1]

    assert 'href="/settings/me/sign-in/"' in shown
    assert 'href="/settings/me/tokens/"' in shown
    assert "Row height" in shown
    assert "Row height <span" not in shown.replace("\n", " ")
