"""Second factors: the app, recovery codes, roles that need one, and the reset by an administrator."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils import timezone

from amity.audit.models import Record
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.provider.commands import set_requirements
from amity.people.rights.commands import change_roles
from amity.people.second_factor import commands, queries, rules
from amity.people.tests.making import add_app, code_now, early_in_a_period
from amity.people.tokens.commands import make_token
from amity.shared.errors import Invalid, Refused
from tests.builders import PASSWORD, acting, make_person


@pytest.fixture(autouse=True)
def fresh_counts(db):
    """Clear the counts, and start ten seconds into the period of a code, so that none ends within a test."""
    cache.clear()
    with early_in_a_period():
        yield


@pytest.fixture
def root(agency):
    return make_person("Root", roles.ADMINISTRATOR)


def sign_in(client, person, password=PASSWORD):
    return client.post("/sign-in/", {"login": person.mail, "password": password}, follow=True)


def is_in(client):
    return client.get("/settings/me/").status_code == 200


def actions(person):
    return list(Record.objects.filter(subject_id=person.pk).order_by("pk").values_list("action", flat=True))


def require(root, *names):
    add_app(root) if not Authenticator.objects.filter(user_id=root.pk).exists() else None
    set_requirements(by=acting(root), password_allowed=True, required_roles=names, now=timezone.now())


def test_the_password_alone_lets_no_one_in_who_has_an_app(client, mara):
    add_app(mara)
    page = sign_in(client, mara)

    assert "One more step" in page.content.decode()
    assert not is_in(client)


def test_password_and_code_let_in_and_the_sign_in_is_recorded_once(client, mara):
    add_app(mara)
    sign_in(client, mara)
    client.post("/sign-in/second-factor/", {"code": code_now()})

    assert is_in(client)
    assert actions(mara).count("sign_in.done") == 1


def test_a_code_that_was_used_lets_no_one_in_again(client, mara):
    add_app(mara)
    sign_in(client, mara)
    client.post("/sign-in/second-factor/", {"code": code_now()})
    client.post("/sign-out/")
    sign_in(client, mara)

    assert client.post("/sign-in/second-factor/", {"code": code_now()}).status_code == 422
    assert not is_in(client)


def test_a_recovery_code_lets_in_once_and_the_person_is_told(client, mara):
    code, *_rest = add_app(mara)
    sign_in(client, mara)
    client.post("/sign-in/second-factor/", {"code": code})
    assert is_in(client)

    client.post("/sign-out/")
    sign_in(client, mara)
    assert client.post("/sign-in/second-factor/", {"code": code}).status_code == 422
    assert queries.codes_left(mara.pk) == 9
    assert "A recovery code was used" in Message.objects.latest("pk").body


def test_after_five_wrong_codes_even_the_right_one_waits(client, mara):
    add_app(mara)
    sign_in(client, mara)
    for _try in range(5):
        client.post("/sign-in/second-factor/", {"code": "000000"})
    page = client.post("/sign-in/second-factor/", {"code": code_now()})

    assert "Too many attempts" in page.content.decode()
    assert actions(mara).count("second_factor.failed") == 5


def test_a_stranger_without_the_password_is_not_asked_for_a_code(client, mara):
    add_app(mara)

    assert client.get("/sign-in/second-factor/").headers["Location"] == "/sign-in/"


def test_the_page_adds_an_app_and_shows_the_codes_once(client, mara):
    sign_in(client, mara)
    page = client.get("/settings/me/sign-in/app/").content.decode()
    (shown_secret,) = re.findall(r'<textarea[^>]* id="secret"[^>]*>([A-Z2-7 ]+)</textarea>', page)
    secret = shown_secret.replace(" ", "")
    code = rules.code_at(secret, rules.step_of(timezone.now()))
    shown = client.post("/settings/me/sign-in/app/", {"code": code}).content.decode()

    codes = re.findall(r"<li>(\d{8})</li>", shown)
    assert len(codes) == 10
    assert not any(one in client.get("/settings/me/sign-in/").content.decode() for one in codes)
    assert "data:image/svg+xml;base64," in page
    stored = Authenticator.objects.get(type="totp")
    assert secret not in str(stored.data)


def test_factors_change_only_soon_after_the_person_confirmed_who_they_are(client, mara, time_machine_ahead):
    sign_in(client, mara)
    assert client.get("/settings/me/sign-in/app/").status_code == 200

    time_machine_ahead(minutes=6)
    answer = client.get("/settings/me/sign-in/app/")
    assert answer.headers["Location"].startswith("/settings/me/confirm/?next=%2Fsettings%2Fme%2Fsign-in%2Fapp%2F")
    assert client.post("/settings/me/confirm/", {"password": "wrong"}).status_code == 422
    led = client.post("/settings/me/confirm/", {"password": PASSWORD, "next": "/settings/me/sign-in/app/"})
    assert led.headers["Location"] == "/settings/me/sign-in/app/"
    assert client.get("/settings/me/sign-in/app/").status_code == 200


@pytest.fixture
def time_machine_ahead():
    travellers = []

    def ahead(**by):
        travellers.append(time_machine.travel(timezone.now() + timedelta(**by)))
        travellers[-1].start()

    yield ahead
    for one in reversed(travellers):
        one.stop()


def test_new_codes_end_the_older_ones(client, mara):
    code, *_rest = add_app(mara)
    commands.make_codes(by=acting(mara), now=timezone.now())

    assert commands.use_code(person_id=mara.pk, code=code, address="", now=timezone.now()) == ""


def test_a_required_role_leads_to_the_set_up_and_nowhere_else(client, root, mara):
    sign_in(client, mara)
    require(root, roles.ACCOUNT_MANAGER)

    for address in ("/", "/accounts/", "/settings/me/", "/settings/me/sign-in/", "/settings/me/tokens/"):
        assert client.get(address).headers["Location"] == "/settings/me/sign-in/set-up/"
    assert client.post("/settings/me/tokens/", {}).headers["Location"] == "/settings/me/sign-in/set-up/"
    assert client.get("/settings/me/sign-in/set-up/").status_code == 200
    fragment = client.get("/accounts/", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment.headers["X-Refusal"]) == (403, "session")
    assert 'href="/settings/me/sign-in/set-up/"' in fragment.content.decode()


def test_once_it_is_set_up_everything_opens(client, root, mara):
    require(root, roles.ACCOUNT_MANAGER)
    add_app(mara)
    sign_in(client, mara)
    client.post("/sign-in/second-factor/", {"code": code_now()})

    assert is_in(client)


def test_tokens_work_without_a_second_factor(client, root, mara):
    require(root, roles.ACCOUNT_MANAGER)
    made = make_token(by=acting(mara), name="Script", scopes=["read"], days=9, now=timezone.now())

    answer = client.get("/api/v1/people/me", headers={"Authorization": f"Bearer {made.secret}"})
    assert answer.status_code == 200


def test_who_needs_one_follows_the_roles(root, mara, tim):
    require(root, roles.LEGAL)
    change_roles(by=acting(root), person_id=tim.pk, roles=[roles.LEGAL], now=timezone.now())
    assert Person.objects.get(pk=tim.pk).second_factor_due

    change_roles(by=acting(root), person_id=tim.pk, roles=[roles.TEAM_MEMBER], now=timezone.now())
    assert not Person.objects.get(pk=tim.pk).second_factor_due


def test_the_last_factor_of_a_required_role_stays(root, mara):
    add_app(mara)
    require(root, roles.ACCOUNT_MANAGER)

    with pytest.raises(Refused):
        commands.remove_factor(by=acting(mara), factor_id=queries.factors_of(mara.pk)[0].pk, now=timezone.now())


def test_without_the_requirement_the_last_factor_takes_the_codes_with_it(mara):
    add_app(mara)
    commands.remove_factor(by=acting(mara), factor_id=queries.factors_of(mara.pk)[0].pk, now=timezone.now())

    assert not Authenticator.objects.filter(user_id=mara.pk).exists()


def test_someone_elses_factor_cannot_be_removed(client, mara, piet):
    add_app(piet)
    sign_in(client, mara)

    factor = queries.factors_of(piet.pk)[0].pk
    assert client.post(f"/settings/me/sign-in/{factor}/remove/").status_code == 404
    assert queries.factors_of(piet.pk).exists()


def test_an_administrator_needs_a_factor_before_it_is_required_of_them(root):
    with pytest.raises(Invalid) as fault:
        set_requirements(
            by=acting(root), password_allowed=True, required_roles=[roles.ADMINISTRATOR], now=timezone.now()
        )

    assert fault.value.field == "required_roles"


def test_a_reset_needs_a_reason_ends_the_sessions_and_is_emailed(client, root, mara):
    add_app(mara)
    sign_in(client, mara)
    client.post("/sign-in/second-factor/", {"code": code_now()})
    with pytest.raises(Invalid):
        commands.reset_second_factor(by=acting(root), person_id=mara.pk, reason=" ", now=timezone.now())

    commands.reset_second_factor(by=acting(root), person_id=mara.pk, reason="Lost phone", now=timezone.now())

    assert not is_in(client)
    assert not Authenticator.objects.filter(user_id=mara.pk).exists()
    assert actions(mara)[-1] == "second_factor.reset"
    assert "Lost phone" in Message.objects.latest("pk").body


def test_the_page_of_a_person_says_whether_they_have_one_as_the_list_does(client, root, mara):
    client.force_login(root)
    page = f"/settings/people/{mara.pk}/"

    def factor():
        return client.get(page).text.partition("Second factor</span>")[2].partition("</b>")[0].rpartition(">")[2]

    assert factor() == "Not set up"
    add_app(mara)
    assert factor() == "set up"


def test_only_an_administrator_resets_and_not_their_own(root, mara, piet):
    with pytest.raises(Refused):
        commands.reset_second_factor(by=acting(mara), person_id=piet.pk, reason="x", now=timezone.now())
    with pytest.raises(Refused):
        commands.reset_second_factor(by=acting(root), person_id=root.pk, reason="x", now=timezone.now())


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"response": {}}', '{"response": {"userHandle": "²"}}', "\x00"])
def test_what_is_no_passkey_lets_no_one_in(client, mara, answer):
    client.get("/sign-in/passkey/")
    client.post("/sign-in/passkey/", {"credential": answer})

    assert not is_in(client)
