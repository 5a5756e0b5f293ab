"""Sign-in: pages for strangers, password reset, throttling, ended sessions."""

import re

import pytest
from django.core.cache import cache

from amity.outbox.models import Message
from amity.people import commands, demo_doors, rules
from tests.builders import MONDAY, PASSWORD, acting, make_person


@pytest.fixture
def root(agency):
    return make_person("Root", rules.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


def sign_in(client, mail, password=PASSWORD):
    return client.post("/sign-in/", {"login": mail, "password": password})


def test_a_stranger_is_sent_to_the_sign_in_and_back(client, agency):
    answer = client.get("/settings/people/?a=1")

    assert answer.headers["Location"] == "/sign-in/?next=%2Fsettings%2Fpeople%2F%3Fa%3D1"


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"X-Requested-With": "fetch"}, {"X-Dialog": "1"}])
def test_a_part_for_a_stranger_is_a_note_that_leads_to_the_sign_in_and_back(client, agency, headers):
    page = {"Referer": "http://testserver/settings/me/"}
    read = client.get("/settings/me/", headers=headers | page)
    sent = client.post("/settings/me/", {"name": "x"}, headers=headers | page)

    assert (read.status_code, sent.status_code) == (401, 401)
    assert {answer.headers["X-Refusal"] for answer in (read, sent)} == {"session"}
    assert 'href="/sign-in/?next=%2Fsettings%2Fme%2F"' in sent.content.decode()
    assert "Your text is still here." in sent.content.decode()
    assert "<html" not in read.content.decode() + sent.content.decode()


def test_a_tab_for_a_stranger_sends_the_whole_page_to_the_sign_in(client, agency):
    boosted = {"HX-Request": "true", "HX-Boosted": "true", "HX-Current-URL": "http://testserver/settings/me/"}

    assert client.get("/settings/me/", headers=boosted).headers["HX-Redirect"] == "/sign-in/?next=%2Fsettings%2Fme%2F"


@pytest.mark.parametrize(
    ("came_from", "then"),
    [
        ("http://testserver/accounts/1/plan/?tab=goals", "?next=%2Faccounts%2F1%2Fplan%2F%3Ftab%3Dgoals"),
        ("http://elsewhere.example/accounts/1/plan/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_who_was_signed_out_while_typing_comes_back_to_the_page_of_the_form(client, agency, came_from, then):
    answer = client.post("/settings/me/", {"name": "x"}, headers={"Referer": came_from})

    assert answer.headers["Location"] == f"/sign-in/{then}"


def test_half_an_address_as_the_page_of_a_fragment_leads_to_the_sign_in(client, agency):
    answer = client.get("/settings/me/", headers={"HX-Request": "true", "HX-Current-URL": "http://["})

    assert 'href="/sign-in/"' in answer.content.decode()


@pytest.mark.parametrize("page", ["/sign-in/", "/sign-in/closed/", "/forgotten/"])
def test_half_an_address_to_go_to_after_the_sign_in_breaks_no_page(client, agency, page):
    assert client.get(page, {"next": "//["}).status_code == 200


def test_half_an_address_to_go_to_leads_home_after_the_sign_in(client, mara):
    answer = client.post("/sign-in/", {"login": mara.mail, "password": PASSWORD, "next": "//["})

    assert answer.headers["Location"] == "/"


def test_a_strangers_program_gets_401(client, agency):
    assert client.get("/settings/me/", headers={"Accept": "application/json"}).status_code == 401


def test_mail_and_password_let_in(client, mara):
    assert sign_in(client, "Mara@halden.example").status_code == 302
    assert client.get("/settings/me/").status_code == 200


def test_a_wrong_password_is_shown_at_its_field_and_the_mail_is_kept(client, mara):
    page = sign_in(client, mara.mail, "wrong").content.decode()

    assert "email or password is incorrect" in page
    assert mara.mail in page
    assert "wrong" not in page


def test_after_five_wrong_tries_even_the_right_password_waits(client, mara):
    for _try in range(5):
        sign_in(client, mara.mail, "wrong")

    assert "Too many attempts" in sign_in(client, mara.mail).content.decode()


def test_a_session_ends_with_deactivation_and_stays_ended(client, root, mara):
    sign_in(client, mara.mail)
    commands.deactivate_person(by=acting(root), person_id=mara.pk, now=MONDAY)
    assert client.get("/settings/me/").status_code == 302

    commands.reactivate_person(by=acting(root), person_id=mara.pk, now=MONDAY)
    assert client.get("/settings/me/").status_code == 302


def test_a_deactivated_person_does_not_get_in(client, root, mara):
    commands.deactivate_person(by=acting(root), person_id=mara.pk, now=MONDAY)
    sign_in(client, mara.mail)

    assert client.get("/settings/me/").status_code == 302


def test_there_is_no_sign_up(client, agency):
    assert "invites people" in client.get("/sign-up/").content.decode()


def test_a_forgotten_password_is_answered_the_same_for_strangers_and_people(client, mara):
    known = client.post("/forgotten/", {"email": mara.mail})
    unknown = client.post("/forgotten/", {"email": "nobody@x.example"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [one.kind for one in Message.objects.all()] == ["password_reset"]


def test_the_reset_link_sets_a_new_password(client, mara, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post("/forgotten/", {"email": mara.mail})
    path = re.sub(r"https?://[^/]+", "", Message.objects.get().secret)

    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "quite another one", "password2": "quite another one"})

    assert sign_in(client, mara.mail, "quite another one").status_code == 302


def test_changing_the_password_keeps_this_session_and_ends_the_others(client, mara):
    other = type(client)()
    sign_in(client, mara.mail)
    sign_in(other, mara.mail)

    form = {"oldpassword": PASSWORD, "password1": "quite another one", "password2": "quite another one"}
    answer = client.post("/settings/me/password/", form)

    assert answer.headers["Location"] == "/settings/me/"
    assert client.get("/settings/me/").status_code == 200
    assert other.get("/settings/me/").status_code == 302


@pytest.mark.parametrize("address", ["/settings/me/", "/accounts/", "/accounts/?format=csv", "/nothing/", "/jump/"])
def test_what_is_private_is_kept_by_no_cache(client, mara, address):
    sign_in(client, mara.mail)

    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_the_door_lists_sign_ins_only_for_a_demo(client, mara, monkeypatch):
    monkeypatch.setattr(demo_doors, "_source", [lambda: [demo_doors.Door("Account manager", "Mara", mara.mail, "pw")]])
    assert "This is a demo" in client.get("/sign-in/").content.decode()

    monkeypatch.setattr(demo_doors, "_source", [])
    assert "This is a demo" not in client.get("/sign-in/").content.decode()


def test_inviting_without_a_mail_server_shows_the_link_once_and_it_lets_in(client, root, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    client.force_login(root, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(
        "/settings/people/invite/", {"name": "N", "mail": "n@x.example", "roles": ["team_member"]}
    ).content
    path = re.findall(rb"/welcome/[\w-]+/", page)[0].decode()
    client.logout()

    assert "Welcome, N" in client.get(path).content.decode()
    client.post(path, {"password": "a sentence kept in mind"})

    assert client.get("/settings/me/").status_code == 200
    assert path.encode() not in client.get("/settings/mail/").content


def test_a_refused_act_is_said_on_the_persons_page(client, root):
    client.force_login(root, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post(f"/settings/people/{root.pk}/roles/", {"roles": ["finance"]})

    assert answer.status_code == 422
    assert "last administrator" in answer.content.decode()


def test_settings_of_people_are_for_administrators(client, fina):
    client.force_login(fina, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/settings/people/").status_code == 403
    assert client.post(f"/settings/people/{fina.pk}/roles/", {"roles": ["administrator"]}).status_code == 403


def test_every_page_carries_the_strict_policy(client, agency):
    headers = client.get("/sign-in/").headers

    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_a_persons_page_offers_to_end_only_what_there_is(client, root):
    client.force_login(root)
    other = make_person("Other", "finance")

    page = client.get(f"/settings/people/{other.pk}/").text
    assert "Set email address" in page
    assert "and invite" not in page

    for act in ("end-sessions", "reset-second-factor", "unlink-identity"):
        assert f'id="{act}"' not in page, act
    assert 'id="end-sessions"' in client.get(f"/settings/people/{root.pk}/").text
