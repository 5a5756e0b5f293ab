"""Email about a person's sign-in: what was changed, and the link to a new password."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.outbox.rules import LINK
from amity.people.mails import Letter, mail_person
from amity.people.models import Person
from amity.shared.actor import Actor


def notify(person: Person, what: Callable[[], str], *, now: datetime, reason: str = "") -> None:
    """Queue the email about a change to a person's sign-in. `what` is called in their language."""

    def write() -> Letter:
        return Letter(
            _("Your Amity sign-in was changed"),
            (
                what(),
                _("Reason: %(reason)s") % {"reason": reason} if reason else "",
                _("Your second factor and your sessions are listed here:"),
                f"{settings.ENVIRONMENT.url}{reverse('people:own_sign_in')}",
            ),
            _("If you didn’t expect this, tell an administrator at once and change your password."),
        )

    mail_person(person, "sign_in_changed", write, now=now)


def notify_of_ended_sessions(person: Person, *, reason: str, by: Actor, now: datetime) -> None:
    """Queue the email about sessions that an administrator ended."""
    words = {"by": by.label}
    notify(person, lambda: _("%(by)s signed you out everywhere.") % words, reason=reason, now=now)


def notify_of_reset(person: Person, *, reason: str, by: Actor, now: datetime) -> None:
    """Queue the email about a second factor that an administrator removed."""
    words = {"by": by.label}
    notify(
        person,
        lambda: _("%(by)s removed your second factor and your recovery codes, and signed you out everywhere.") % words,
        reason=reason,
        now=now,
    )


def send_reset_link(person: Person, link: str, *, now: datetime) -> None:
    """Queue the email with the link to a new password."""

    def write() -> Letter:
        return Letter(
            _("Reset your Amity password"),
            (_("Someone asked to reset your Amity password. To choose a new one, open this link:"), LINK),
            _("If it wasn’t you, ignore this email: your password is unchanged."),
        )

    mail_person(person, "password_reset", write, now=now, secret=link)
