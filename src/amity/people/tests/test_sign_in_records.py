"""Sign-ins, failed ones, requests for a new password and refused tokens leave a line in the log and a record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings as amity_settings
from django.core.cache import cache

from amity.audit import trail
from amity.audit.models import Record
from amity.outbox.models import Message
from amity.people import rules
from amity.people.admitting import caller_by
from amity.people.invitations import commands as invitation_commands
from amity.people.tokens import commands as token_commands
from tests.builders import MONDAY, PASSWORD, acting, make_person


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


@pytest.fixture
def token(mara):
    return token_commands.make_token(by=acting(mara), name="Script", scopes=[rules.READ], days=9, now=MONDAY)


def works(token):
    token.token.refresh_from_db()
    return token.token.revoked_at is None


def test_sign_ins_and_failed_ones_are_on_the_audit_log_and_in_the_log(client, mara, caplog):
    caplog.set_level("INFO", "amity.sign_in")
    client.post("/sign-in/", {"login": mara.mail, "password": "wrong"}, REMOTE_ADDR="10.0.0.7")
    client.post("/sign-in/", {"login": mara.mail, "password": PASSWORD}, REMOTE_ADDR="10.0.0.8")

    assert trail.actions_on(mara) == ["sign_in.failed", "sign_in.done"]
    assert f"sign-in failed for person {mara.pk} from 10.0.0.7" in caplog.text
    assert f"sign-in of person {mara.pk} from 10.0.0.8" in caplog.text
    assert "wrong" not in caplog.text


def test_a_guess_at_an_unknown_name_is_logged_without_the_name(client, agency, caplog):
    client.post("/sign-in/", {"login": "eve@x.example", "password": "wrong"}, REMOTE_ADDR="10.0.0.7")

    assert "unknown name from 10.0.0.7" in caplog.text
    assert "eve@x.example" not in caplog.text


def test_a_refused_token_leaves_a_record_an_hour_and_a_line_each_time(client, mara, token, caplog):
    token_commands.revoke_token(by=acting(mara), token_id=token.token.pk, now=MONDAY)
    for _time in range(3):
        client.get("/api/v1/people", headers={"Authorization": f"Bearer {token.secret}"})

    assert trail.actions_on(token.token) == ["token.made", "token.revoked", "token.refused"]
    assert caplog.text.count("token refused from 127.0.0.1") == 3
    assert token.secret not in caplog.text


def test_a_token_no_one_ever_made_leaves_no_record(agency):
    before = Record.objects.count()

    assert caller_by("amity_made_up", MONDAY, reads=True) is None
    assert Record.objects.count() == before


def test_the_reset_link_leads_to_the_public_address_whatever_the_host(client, mara, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, url="https://amity.example.com")
    client.post("/forgotten/", {"email": mara.mail}, headers={"host": "testserver:6666"})

    assert Message.objects.get().secret.startswith("https://amity.example.com/forgotten/")
    assert trail.actions_on(mara) == ["sign_in.reset_requested"]


def test_a_new_password_by_link_ends_the_tokens(client, mara, settings, token):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post("/forgotten/", {"email": mara.mail})
    path = "/forgotten/" + Message.objects.get().secret.partition("/forgotten/")[2]
    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "quite another one", "password2": "quite another one"})

    assert not works(token)
    assert trail.actions_on(token.token) == ["token.made", "token.revoked"]


def test_a_new_invitation_ends_the_tokens(mara, token):
    root = make_person("Root", rules.ADMINISTRATOR)
    invitation_commands.resend_invitation(by=acting(root), person_id=mara.pk, now=MONDAY + timedelta(hours=1))

    assert not works(token)


@pytest.mark.parametrize("chosen", [True, False])
def test_a_password_change_offers_to_end_the_tokens(client, mara, token, chosen):
    client.post("/sign-in/", {"login": mara.mail, "password": PASSWORD})
    form = {"oldpassword": PASSWORD, "password1": "quite another one", "password2": "quite another one"}
    client.post("/settings/me/password/", form | ({"end_tokens": "on"} if chosen else {}))

    assert works(token) is not chosen
