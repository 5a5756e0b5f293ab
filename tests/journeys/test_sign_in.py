"""Sign in with a provider, an authenticator app or a passkey of the browser; end a session from another browser."""

from dataclasses import replace

import pytest
from django.conf import settings as amity_settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from amity.people import rules as roles
from amity.people.provider.commands import ProviderFields, set_provider
from amity.people.second_factor import rules as factors
from tests.builders import acting, make_person
from tests.journeys.going import press_and_wait, sign_in_by_keyboard

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(live_server, settings):
    """Return the server's address by a name that passkeys accept, as Amity's public address."""
    cache.clear()
    address = live_server.url.replace("127.0.0.1", "localhost")
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, url=address)
    return address


@pytest.fixture
def provider(home, provider_process, agency):
    """Set up the provider, which knows Mara with a confirmed address and Piet without."""
    client_id, secret = provider_process.register(f"{home}/sign-in/provider/back/")
    root = make_person("Root", roles.ADMINISTRATOR)
    fields = ProviderFields(
        provider_name="Company sign-in", issuer=provider_process.issuer, client_id=client_id, client_secret=secret
    )
    set_provider(by=acting(root), fields=fields, now=timezone.now())
    provider_process.knows("mara", email="mara@halden.example", email_verified=True)
    provider_process.knows("piet", email="piet@halden.example", email_verified=False)
    return provider_process


def through_provider(page, home, subject):
    """Go from the sign-in page to the provider, sign in there, and come back."""
    page.goto(f"{home}/sign-in/?next=/settings/me/")
    page.get_by_role("link", name="Company sign-in").click()
    page.locator("input[name=sub]").fill(subject)
    press_and_wait(page, page.get_by_role("button", name="Authorize", exact=True))


def with_authenticator(page):
    """Give the browser a device that makes passkeys and confirms its user."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_the_provider_lets_in_who_was_invited_and_shows_anyone_else_whom_to_ask(home, new_page, provider, mara, piet):
    # The provider's own page has inline styles, and the refusal is answered with 403.
    page, other = new_page(faults_allowed=True), new_page(faults_allowed=True)

    through_provider(page, home, "mara")
    assert page.url == f"{home}/settings/me/"

    through_provider(other, home, "piet")
    expect(other.get_by_role("heading")).to_contain_text("doesn’t open Amity")
    other.goto(f"{home}/settings/me/")
    assert "/sign-in/" in other.url


def with_password(page, home, person):
    """Go to the sign-in page and enter address and password."""
    page.context.clear_cookies()
    page.goto(f"{home}/sign-in/")
    page.get_by_label("Email address").fill(person.mail)
    page.get_by_label("Password").fill("correct horse battery")
    press_and_wait(page, page.get_by_role("button", name="Sign in", exact=True))


def test_an_authenticator_app_is_added_and_asked_for_after_the_password(home, new_page, mara):
    page = new_page()
    sign_in_by_keyboard(page, home, mara.mail)
    page.goto(f"{home}/settings/me/sign-in/app/")
    secret = page.get_by_label("Or type this key").input_value().replace(" ", "")
    step = factors.step_of(timezone.now())
    page.get_by_label("Code").fill(factors.code_at(secret, step))
    press_and_wait(page, page.get_by_role("button", name="Add app"))
    recovery = page.locator("[data-codes] li").first.inner_text()

    # A code works once, and the app's clock may be 30 seconds ahead: its next code is taken already.
    for code in (factors.code_at(secret, step + 1), recovery):
        with_password(page, home, mara)
        assert page.url.endswith("/sign-in/second-factor/")
        page.goto(f"{home}/settings/me/")
        assert "/sign-in/" in page.url
        with_password(page, home, mara)
        page.get_by_label("Code").fill(code)
        press_and_wait(page, page.get_by_role("button", name="Use code"))
        page.goto(f"{home}/settings/me/")
        assert page.url == f"{home}/settings/me/"


def test_a_passkey_is_made_with_its_codes_and_then_signs_in_alone(home, new_page, mara):
    page = new_page()
    with_authenticator(page)
    sign_in_by_keyboard(page, home, mara.mail)
    page.goto(f"{home}/settings/me/sign-in/passkey/")
    page.get_by_label("Name").fill("Laptop")
    press_and_wait(page, page.get_by_role("button", name="Make passkey"))
    expect(page.locator("[data-codes] li")).to_have_count(10)
    with page.expect_download() as codes:
        page.get_by_role("link", name="Download codes").click()
    assert len(codes.value.path().read_text().split()) == 10

    page.context.clear_cookies()
    page.goto(f"{home}/sign-in/?next=/settings/me/sign-in/")
    press_and_wait(page, page.get_by_role("button", name="Use a passkey"))
    assert page.url == f"{home}/settings/me/sign-in/"
    expect(page.locator(".act-rows")).to_contain_text("Laptop")
    expect(page.locator(".act-rows")).to_contain_text("last used")


def test_a_passkey_is_the_second_step_after_the_password(home, new_page, mara):
    page = new_page()
    with_authenticator(page)
    sign_in_by_keyboard(page, home, mara.mail)
    page.goto(f"{home}/settings/me/sign-in/passkey/")
    page.get_by_label("Name").fill("Phone")
    press_and_wait(page, page.get_by_role("button", name="Make passkey"))

    with_password(page, home, mara)
    assert page.url.endswith("/sign-in/second-factor/")
    press_and_wait(page, page.get_by_role("button", name="Use a passkey"))
    page.goto(f"{home}/settings/me/")
    assert page.url == f"{home}/settings/me/"


def test_a_session_that_is_ended_is_out_at_its_next_click(home, new_page, mara):
    page, other = new_page(), new_page(viewport="phone")
    sign_in_by_keyboard(page, home, mara.mail)
    sign_in_by_keyboard(other, home, mara.mail)

    page.goto(f"{home}/settings/me/sign-in/")
    press_and_wait(page, page.get_by_role("row").get_by_role("button", name="Sign out"))
    other.goto(f"{home}/settings/me/")

    assert "/sign-in/" in other.url
    expect(page.get_by_role("row")).to_have_count(2)
