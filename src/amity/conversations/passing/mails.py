"""Emails about what is passed on, to the colleague who has to acknowledge it, in their language."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.conversations.models import PassOn
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
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


def _page(passed: PassOn) -> str:
    return reverse("conversations:passed", args=[passed.pk])


def _short(text: str) -> str:
    return text if len(text) <= MOST_IN_SUBJECT else f"{text[: MOST_IN_SUBJECT - 1].rstrip()}…"
