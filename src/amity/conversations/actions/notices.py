"""Notifications about actions, to the colleague who owns one, in their language."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.conversations.models import Action
from amity.notifications import rules as kinds
from amity.notifications.commands import notify
from amity.shared.actor import Actor


def given(action: Action, by: Actor, now: datetime) -> None:
    """Notify the colleague who now owns an action, unless they added it themselves."""

    def text() -> str:
        names = {"who": by.label, "account": action.account.name, "what": action.what}
        return _("%(who)s gave you an action for %(account)s: %(what)s") % names

    page = reverse("conversations:action", args=[action.pk])
    notify(
        person=action.owner, kind=kinds.ACTION, text=text, path=page, now=now, by=by, account=action.account.name,
        waits=("action", action.pk),
    )  # fmt: skip
