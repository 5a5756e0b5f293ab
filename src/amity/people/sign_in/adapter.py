"""Adapt allauth: no one can sign up without an invitation, and every email goes through the outbox."""

import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from amity.people import queries
from amity.people.models import Person
from amity.people.sign_in import commands as sign_in_commands
from amity.people.sign_in import limits, mails
from amity.people.sign_in.queries import sign_in_settings
from amity.shared.addresses import client_address

log = logging.getLogger("amity.sign_in")
SILENT = ("logged_in", "logged_out", "email_confirmation_sent")
"""Messages that the page shows anyway."""


class SignIn(DefaultAccountAdapter):
    """Sign-in by email address and password for people who were invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "The email or password is incorrect. After five attempts, sign-in pauses for five minutes."
        ),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait five minutes, or reset your password."),
        "password_off": gettext_lazy("Passwords are switched off here. Use another way to sign in."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: people join by invitation only."""
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> Any:
        """Refuse sign-in to a person without an email address."""
        if isinstance(user, Person) and not (user.mail and user.is_active):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the browser, seen through the trusted proxies."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while passwords are switched off, and after too many failed tries."""
        if not sign_in_settings().password_allowed:
            raise self.validation_error("password_off")
        self._login_failed_rl_usage = limits.count_try(request, self._name_tried(request, credentials))
        if self._login_failed_rl_usage is None:
            log.warning("sign-in refused after too many tries from %s", client_address(request))
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password. The log has the address, so that a tool can ban it."""
        person = queries.person_by_mail(self._name_tried(request, credentials))
        log.warning(
            "sign-in failed for %s from %s",
            f"person {person.pk}" if person else "an unknown name",
            client_address(request),
        )
        if person:
            sign_in_commands.record_failed_sign_in(
                person_id=person.pk, address=client_address(request), now=timezone.now()
            )

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Record the sign-in."""
        log.info("sign-in of person %s from %s", user.pk, client_address(request))
        sign_in_commands.record_sign_in(person_id=user.pk, address=client_address(request), now=timezone.now())
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    @staticmethod
    def _name_tried(request: HttpRequest, credentials: dict[str, Any]) -> str:
        """Return the address entered, or that of the signed-in person who enters their password again."""
        return str(credentials.get("email") or getattr(request.user, "mail", None) or "")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link on the public address, never on the request's host name."""
        path = urlsplit(str(super().get_reset_password_from_key_url(key))).path
        return f"{settings.ENVIRONMENT.url}{path}"

    def is_safe_url(self, url: str | None) -> bool:
        """Return whether a sign-in may redirect to an address. Malformed addresses, such as "//[", aren't safe."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the email for a new password. Other emails of allauth reveal things to strangers, and are not sent."""
        person = context.get("user")
        if not template_prefix.endswith("password_reset_key") or not isinstance(person, Person) or not person.mail:
            return
        address, now = client_address(self.request), timezone.now()
        log.info("new password requested for person %s from %s", person.pk, address)
        sign_in_commands.record_reset_request(person_id=person.pk, address=address, now=now)
        mails.send_reset_link(person, str(context["password_reset_url"]), now=now)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Skip messages that the page shows anyway."""
        template = str(kwargs.get("message_template") or (args[0] if args else ""))
        if not any(word in template for word in SILENT):
            super().add_message(request, level, *args, **kwargs)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Save the new password and end the person's other sessions. A reset also ends their API tokens."""
        if isinstance(user, Person):
            reset = not self.request.user.is_authenticated
            sign_in_commands.choose_password(person_id=user.pk, password=password, now=timezone.now(), end_tokens=reset)
            user.refresh_from_db()
        else:  # pragma: no cover - there is no other kind of user
            super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the URL of the person's own settings."""
        return "/settings/me/"
