"""Notify a person by email when something about their sign-in changes."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.outbox import commands as outbox
from amity.outbox import rules as mailing
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui.reader_format import in_their_ways


def notify(person: Person, what: Callable[[], str], *, now: datetime, reason: str = "") -> None:
    """Queue the email about a change to a person's sign-in. `what` is called in their language."""
    if not person.mail:
        return
    with in_their_ways(person):
        outbox.queue(
            audience=mailing.STAFF,
            kind="sign_in_changed",
            to=person.mail,
            name=person.name,
            subject=_("Your Amity sign-in was changed"),
            body=letter(
                person.name,
                what(),
                _("Reason: %(reason)s") % {"reason": reason} if reason else "",
                _("Your second factor and your sessions are listed here:"),
                f"{settings.ENVIRONMENT.url}{reverse('people:own_sign_in')}",
                why=_("If you didn’t expect this, tell an administrator at once and change your password."),
            ),
            now=now,
        )


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
