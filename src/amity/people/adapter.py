"""How allauth works here: nobody signs up by themselves, and every mail goes through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.people.commands import signing
from amity.people.models import Person

SILENT = ("logged_in", "logged_out", "email_confirmation_sent")
"""Messages that say what the page shows anyway."""


class SignIn(DefaultAccountAdapter):
    """Sign-in by mail and password for people who were invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("Mail and password do not match. After five tries there is a pause."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes, or ask for a new password."),
        "rate_limited": gettext_lazy("Too many tries in a short time. Wait a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation."""
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> Any:
        """Refuse a person without mail, whatever path led here."""
        if isinstance(user, Person) and not (user.mail and user.is_active):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail for a new password. The other mails of allauth tell strangers things, and are not sent."""
        person = context.get("user")
        if not template_prefix.endswith("password_reset_key") or not isinstance(person, Person) or not person.mail:
            return
        outbox.queue(
            audience=mail.STAFF,
            kind="password_reset",
            to=person.mail,
            name=person.name,
            subject=_("A new password for Amity"),
            body=_(
                "Hello %(name)s,\n\nsomebody asked for a new password for your sign-in. If it was you, choose one here:"
                "\n\n%(link)s\n\nIf it was not you, do nothing: your password stays as it is.\n"
            )
            % {"name": person.name, "link": mail.LINK},
            secret=str(context["password_reset_url"]),
            now=timezone.now(),
        )

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Leave out what the page shows anyway."""
        template = str(kwargs.get("message_template") or (args[0] if args else ""))
        if not any(word in template for word in SILENT):
            super().add_message(request, level, *args, **kwargs)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep the new password, on the trail, and end the person's other sessions."""
        if isinstance(user, Person):
            signing.choose_password(person_id=user.pk, password=password, now=timezone.now())
            user.refresh_from_db()
        else:  # pragma: no cover - there is no other kind of user
            super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the person's own settings."""
        return "/settings/me/"
