"""Emails and notifications about what is passed on, to colleagues only, in their language.

No one is notified of their own actions. An email goes to the colleague who has to acknowledge something.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import manager_on
from amity.conversations.models import PassOn
from amity.conversations.rules import ACKNOWLEDGED, CLIENT_KNOWS, KEPT_BACK, NOT_FOR_TEAM
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.reader_format import in_their_ways

MOST_IN_SUBJECT: Final = 120


def passed_on(passed: PassOn, by: Actor, now: datetime) -> None:
    """Email the colleague what they need to know, and where to acknowledge it."""
    to = passed.colleague
    if to is None or not to.mail or not to.is_active or to.pk == by.person_id:
        return
    with in_their_ways(to):
        names = {"who": by.label, "account": passed.account.name, "text": _short(passed.text)}
        due = passed.due_on and formats.day_with("by", passed.due_on, timezone.localdate(now))
        body = letter(
            to.name,
            _("%(who)s passed something on to you from %(account)s:") % names,
            _("“%(text)s”") % {"text": passed.text},
            _("You need to know it %(by_day)s.") % {"by_day": due} if due else "",
            _("Please acknowledge it here:"),
            settings.ENVIRONMENT.url + _page(passed),
            why=_("You received this email because this was passed on to you in Amity."),
        )
        subject = _("From %(account)s, to acknowledge: %(text)s") % names
        queue(
            audience=outgoing.STAFF, kind="passing", to=to.mail, name=to.name, subject=subject[:300], body=body, now=now
        )  # fmt: skip


def raised(passed: PassOn, by: Actor, now: datetime) -> None:
    """Notify the account manager, or their stand-in, of something to tell the client."""
    reader = manager_on(passed.account, timezone.localdate(now)) or passed.account.director

    def text() -> str:
        names = {"who": by.label, "account": passed.account.name, "text": passed.text}
        return _("%(who)s raised something to tell %(account)s: %(text)s") % names

    _notify(reader, passed, text, by, now)


def answered(passed: PassOn, by: Actor, now: datetime) -> None:
    """Notify the person who passed it on or raised it, or the colleague who no longer needs to acknowledge it."""
    reader = passed.colleague if passed.state == NOT_FOR_TEAM else passed.raised_by

    def text() -> str:
        sentence = {
            ACKNOWLEDGED: _("%(who)s acknowledged what you passed on: %(text)s"),
            NOT_FOR_TEAM: _("%(who)s found that this isn’t for the team: %(text)s"),
            CLIENT_KNOWS: _("%(account)s now knows what you raised: %(text)s"),
            KEPT_BACK: _("%(who)s kept back what you raised for %(account)s, because: %(because)s"),
        }[passed.state]
        names = {"who": by.label, "account": passed.account.name, "text": passed.text, "because": passed.because}
        return sentence % names

    _notify(reader, passed, text, by, now)


def _notify(reader: Person | None, passed: PassOn, text: Callable[[], str], by: Actor, now: datetime) -> None:
    notify(person=reader, kind=notices.PASSED, text=text, path=_page(passed), now=now, by=by)


def _page(passed: PassOn) -> str:
    return reverse("conversations:passed", args=[passed.pk])


def _short(text: str) -> str:
    return text if len(text) <= MOST_IN_SUBJECT else f"{text[: MOST_IN_SUBJECT - 1].rstrip()}…"
