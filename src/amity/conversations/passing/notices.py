"""Notifications about what is passed on, to colleagues only, in their language.

No one is notified of their own actions.
"""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import manager_on
from amity.conversations.models import PassOn
from amity.conversations.rules import ACKNOWLEDGED, CLIENT_KNOWS, KEPT_BACK, NOT_FOR_TEAM
from amity.notifications import rules as kinds
from amity.notifications.commands import notify
from amity.people.models import Person
from amity.shared.actor import Actor


def raised(passed: PassOn, by: Actor, now: datetime) -> None:
    """Notify the account manager, or their stand-in, of something to tell the client."""
    reader = manager_on(passed.account, timezone.localdate(now)) or passed.account.director

    def text() -> str:
        names = {"who": by.label, "account": passed.account.name, "text": passed.text}
        return _("%(who)s raised something to tell %(account)s: %(text)s") % names

    _notify(reader, passed, text, by, now, waits=("tell", passed.pk))


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


def _notify(
    reader: Person | None, passed: PassOn, text: Callable[[], str], by: Actor, now: datetime,
    waits: tuple[str, int] | None = None,
) -> None:  # fmt: skip
    notify(
        person=reader,
        kind=kinds.PASSED,
        text=text,
        path=reverse("conversations:passed", args=[passed.pk]),
        now=now,
        by=by,
        account=passed.account.name,
        waits=waits,
    )
