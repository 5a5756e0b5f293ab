"""The ways back: an administrator let in again on the server, and secrets that outlive their key."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from amity.audit.models import Record
from amity.people import rules as roles
from amity.people.provider.commands import set_requirements
from amity.people.second_factor import commands, queries
from amity.people.sign_in import sealed
from amity.people.sign_in.commands import let_in
from amity.people.tests.making import add_app, code_now, early_in_a_period
from amity.shared.errors import Refused
from tests.builders import PASSWORD, acting, make_person


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()
    with early_in_a_period():
        yield


@pytest.fixture
def root(agency):
    return make_person("Root", roles.ADMINISTRATOR)


def test_the_command_line_lets_the_last_administrator_in_again(client, root):
    add_app(root)
    set_requirements(by=acting(root), password_allowed=True, required_roles=[roles.ADMINISTRATOR], now=timezone.now())
    client.post("/sign-in/", {"login": root.mail, "password": PASSWORD})
    client.post("/sign-in/second-factor/", {"code": code_now()})
    invited = let_in(mail=root.mail.upper(), now=timezone.now())

    assert client.get("/settings/me/").status_code == 302
    path = re.sub(r"https?://[^/]+", "", invited.link)
    client.post(path, {"password": "a sentence kept in mind"})
    assert client.get("/").headers["Location"] == "/settings/me/sign-in/set-up/"
    assert Record.objects.filter(action="sign_in.let_in", subject_id=root.pk).exists()


def test_the_command_line_lets_in_administrators_only(mara):
    with pytest.raises(Refused):
        let_in(mail=mara.mail, now=timezone.now())


def test_secrets_are_sealed_again_before_older_keys_are_removed(mara, settings):
    add_app(mara)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    settings.SECRET_KEY_FALLBACKS = [old]
    assert sealed.reseal() == 0

    settings.SECRET_KEY_FALLBACKS = []
    assert commands.use_code(person_id=mara.pk, code=code_now(), address="", now=timezone.now()) == "app"
    assert queries.codes_left(mara.pk) == 10
    settings.SECRET_KEY = "x" * 50
    assert sealed.reseal() == 2
