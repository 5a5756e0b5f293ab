"""Sign-in with a real provider process: who gets in and who doesn't. A journey goes there with a browser."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as amity_settings
from django.core.cache import cache
from django.utils import timezone

from amity.audit.models import Record
from amity.outbox.models import Message
from amity.people import commands as people_commands
from amity.people import rules
from amity.people.invitations.commands import give_mail
from amity.people.models import Person
from amity.people.provider import commands
from amity.people.provider.commands import ProviderFields
from amity.people.rights.commands import change_roles
from amity.people.sign_in.models import SignInSettings
from amity.people.sign_in.queries import sign_in_settings
from amity.people.tests.making import add_app
from amity.shared.errors import Invalid, Refused
from amity.shared.sealing import unseal
from tests.builders import PASSWORD, acting, make_person

HOME = "http://testserver"


@pytest.fixture(autouse=True)
def own_address(db, settings):
    cache.clear()
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, url=HOME)


@pytest.fixture
def root(agency):
    return make_person("Root", rules.ADMINISTRATOR)


@pytest.fixture
def provider(root, provider_process):
    """Set up the provider, which knows Mara."""
    client_id, secret = provider_process.register(f"{HOME}/sign-in/provider/back/")
    fields = ProviderFields(
        provider_name="Company sign-in", issuer=provider_process.issuer, client_id=client_id, client_secret=secret
    )
    commands.set_provider(by=acting(root), fields=fields, now=timezone.now())
    provider_process.knows("mara", email="mara@halden.example", email_verified=True)
    return provider_process


def is_in(client):
    return client.get("/settings/me/").status_code == 200


def linked(person):
    return SocialAccount.objects.filter(user_id=person.pk).exists()


def refused(client, path):
    """Return whether the way back is answered by the page that says whom to ask, and by no session."""
    answer = client.get(path)
    return (answer.status_code, "Ask an administrator" in answer.content.decode(), is_in(client)) == (403, True, False)


def test_a_verified_address_signs_in_the_person_who_was_invited_with_it(client, provider, mara):
    answer = client.get(provider.sign_in(client, "mara"))

    assert answer.headers["Location"] == "/"
    assert is_in(client)
    assert linked(mara)
    account = SocialAccount.objects.get()
    assert account.extra_data == {}
    assert {"identity.linked", "sign_in.done"} <= set(Record.objects.values_list("action", flat=True))


def test_the_request_carries_state_nonce_and_pkce(client, provider, mara):
    asked = parse_qs(urlsplit(client.get("/sign-in/provider/").headers["Location"]).query)

    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{HOME}/sign-in/provider/back/"]


def test_a_linked_person_gets_in_after_their_address_changed_at_the_provider(client, provider, mara):
    client.get(provider.sign_in(client, "mara"))
    client.post("/sign-out/")
    provider.knows("mara", email="mara.new@elsewhere.example", email_verified=False)
    client.get(provider.sign_in(client, "mara"))

    assert is_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "mara@halden.example", "email_verified": False},
        {"email": "mara@halden.example", "email_verified": "false"},
        {"email": "mara@halden.example"},
        {"email": "nobody@halden.example", "email_verified": True},
        {"email": ["mara@halden.example"], "email_verified": True},
        {"email": "mara@halden.example", "email_verified": [True]},
        {"email": "", "email_verified": True},
        {"email_verified": True},
    ],
)
def test_anyone_else_is_refused_with_the_same_page_and_nothing_is_made(client, provider, mara, claims):
    provider.knows("other", **claims)
    people = Person.objects.count()

    assert refused(client, provider.sign_in(client, "other"))
    assert (Person.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_a_person_who_left_gets_in_neither_by_address_nor_by_link(client, provider, root, mara):
    client.get(provider.sign_in(client, "mara"))
    people_commands.deactivate_person(by=acting(root), person_id=mara.pk, now=timezone.now())
    assert not is_in(client)
    assert refused(client, provider.sign_in(client, "mara"))

    SocialAccount.objects.all().delete()
    assert refused(client, provider.sign_in(client, "mara"))


def test_another_identity_with_the_same_address_does_not_take_a_linked_person_over(client, provider, mara):
    client.get(provider.sign_in(client, "mara"))
    client.post("/sign-out/")
    provider.knows("thief", email="mara@halden.example", email_verified=True)

    assert refused(client, provider.sign_in(client, "thief"))
    assert Record.objects.latest("pk").action == "sign_in.provider_refused"


def test_letters_that_look_alike_are_no_match(client, provider, agency):
    make_person("Sam")
    provider.knows("other", email="\u017fam@halden.example", email_verified=True)

    assert refused(client, provider.sign_in(client, "other"))


def test_a_way_back_works_once(client, provider, mara):
    path = provider.sign_in(client, "mara")
    client.get(path)
    client.post("/sign-out/")

    assert client.get(path).status_code == 400
    assert not is_in(client)


def test_a_way_back_works_in_the_browser_that_went(client, provider, mara):
    path = provider.sign_in(client, "mara")

    other = type(client)()
    assert other.get(path).status_code == 400
    assert not is_in(other)


@pytest.mark.parametrize("nonce", ["another one", None])
def test_an_id_token_made_for_another_sign_in_is_refused(client, provider, mara, nonce):
    address = urlsplit(client.get("/sign-in/provider/").headers["Location"])
    asked = {name: value for name, (value,) in parse_qs(address.query).items() if name != "nonce"}
    asked |= {"nonce": nonce} if nonce else {}
    path = provider.authorize(address._replace(query=urlencode(asked)).geturl(), "mara")

    assert client.get(path).status_code == 400
    assert not is_in(client)


def test_cancelling_at_the_provider_leads_to_a_page_of_ours(client, provider):
    state = parse_qs(urlsplit(client.get("/sign-in/provider/").headers["Location"]).query)["state"][0]
    answer = client.get("/sign-in/provider/back/", {"state": state, "error": "access_denied"})

    assert answer.status_code == 400
    assert "Company sign-in didn’t sign you in" in answer.content.decode()


def test_a_signed_in_person_links_an_identity_with_another_address(client, provider, mara):
    provider.knows("private", email="m@elsewhere.example", email_verified=False)
    client.post("/sign-in/", {"login": mara.mail, "password": PASSWORD})
    page = client.get("/settings/me/sign-in/").content.decode()
    key = page.partition("link/?key=")[2][:32]

    assert client.get("/settings/me/sign-in/link/?key=wrong").headers["Location"] == "/settings/me/sign-in/"
    client.get(provider.sign_in(client, "private", f"/settings/me/sign-in/link/?key={key}"))
    assert linked(mara)
    client.post("/settings/me/sign-in/unlink/")
    assert not linked(mara)


def test_an_identity_of_someone_else_cannot_be_linked(client, provider, mara, piet):
    client.get(provider.sign_in(client, "mara"))
    with pytest.raises(Refused):
        commands.link(by=acting(piet), subject="mara", now=timezone.now())


def test_the_second_factor_is_asked_for_after_the_provider_too(client, provider, mara):
    add_app(mara)
    answer = client.get(provider.sign_in(client, "mara"))

    assert answer.headers["Location"] == "/sign-in/second-factor/"
    assert not is_in(client)


def test_passwords_stay_while_no_administrator_is_linked(client, provider, root):
    with pytest.raises(Invalid) as fault:
        commands.set_requirements(by=acting(root), password_allowed=False, required_roles=[], now=timezone.now())
    assert fault.value.field == "password_allowed"


@pytest.fixture
def without_passwords(client, provider, root, mara):
    """Link the only administrator and Mara, and switch passwords off."""
    commands.link(by=acting(root), subject="root", now=timezone.now())
    commands.link(by=acting(mara), subject="mara", now=timezone.now())
    commands.set_requirements(by=acting(root), password_allowed=False, required_roles=[], now=timezone.now())


def test_without_passwords_only_the_provider_lets_in(client, without_passwords, provider, mara):
    page = client.post("/sign-in/", {"login": mara.mail, "password": PASSWORD}).content.decode()
    assert not is_in(client)
    assert 'name="password"' not in page

    client.get(provider.sign_in(client, "mara"))
    assert is_in(client)


@pytest.mark.parametrize(
    "act",
    [
        lambda root: commands.unlink(by=acting(root), now=timezone.now()),
        lambda root: commands.unlink_person(by=acting(root), person_id=root.pk, reason="x", now=timezone.now()),
        lambda root: commands.remove_provider(by=acting(root), now=timezone.now()),
        lambda root: commands.set_provider(
            by=acting(root),
            fields=ProviderFields(provider_name="x", issuer="https://other.example", client_id="x", client_secret="x"),
            now=timezone.now(),
        ),
        lambda root: people_commands.deactivate_person(by=acting(root), person_id=root.pk, now=timezone.now()),
        lambda root: change_roles(by=acting(root), person_id=root.pk, roles=["finance"], now=timezone.now()),
        lambda root: give_mail(by=acting(root), person_id=root.pk, mail="new@halden.example", now=timezone.now()),
    ],
)
def test_the_last_administrator_who_can_sign_in_stays(without_passwords, root, act):
    make_person("Second", rules.ADMINISTRATOR)  # without an identity, so passwords being off keep them out
    with pytest.raises(Refused):
        act(root)

    assert linked(root)
    assert Person.objects.get(pk=root.pk).has_role(rules.ADMINISTRATOR)


def test_another_issuer_unlinks_everyone(provider, root, mara):
    commands.link(by=acting(mara), subject="mara", now=timezone.now())
    fields = ProviderFields(provider_name="x", issuer="https://other.example", client_id="x", client_secret="y")
    commands.set_provider(by=acting(root), fields=fields, now=timezone.now())

    assert not linked(mara)


def test_unlinking_a_person_needs_a_reason_and_is_emailed(provider, root, mara):
    commands.link(by=acting(mara), subject="mara", now=timezone.now())
    commands.unlink_person(by=acting(root), person_id=mara.pk, reason="Wrong account", now=timezone.now())

    assert not linked(mara)
    assert "Wrong account" in Message.objects.latest("pk").body


def test_the_secret_is_sealed_shown_nowhere_and_on_no_audit_log(client, provider, root):
    chosen = sign_in_settings()
    client.force_login(root, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/settings/sign-in/").content.decode()
    secret = unseal(chosen.client_secret)
    assert secret not in chosen.client_secret
    assert secret not in page
    assert chosen.client_secret not in page
    assert secret not in str(list(Record.objects.values_list("payload__body", flat=True)))
    assert SignInSettings.objects.count() == 1


def test_after_its_key_is_lost_the_provider_is_off_and_the_page_asks_for_the_secret(client, provider, root, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 50, []

    assert "No identity provider is set up" in client.get("/sign-in/provider/").content.decode()
    client.force_login(root, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = {"provider_name": "x", "issuer": provider.issuer, "client_id": "x", "nonce": "0" * 32, "try": "1"}
    assert "Enter it again" in client.post("/settings/sign-in/", sent).content.decode()
