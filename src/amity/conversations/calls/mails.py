"""The email before a call, to a colleague in it, in their language: the page in a few lines."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.conversations.calls.assembling import sheet
from amity.conversations.calls.call import Call
from amity.conversations.calls.finding import names_of
from amity.conversations.calls.sheet import Promise, Sheet
from amity.meetings import wording
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats

MOST: Final = 4
"""Lines under each heading. The page has the others."""


def before_call(by: Actor, to: Person, call: Call, now: datetime) -> None:
    """Email the page before a meeting."""
    if call.meeting is None or not to.mail:
        return
    page = sheet(by, call)
    names = {"time": wording.clock(call.meeting.starts_at), "who": names_of(call), "account": call.account.name}
    subject = _("Before your call at %(time)s: %(who)s, %(account)s") % names
    link = settings.ENVIRONMENT.url + reverse("conversations:before_meeting", args=[call.meeting.pk])
    queue(
        audience=outgoing.STAFF, kind="before_call", to=to.mail, name=to.name, subject=subject[:300],
        body=letter(to.name, *_paragraphs(page, call, link), why=_why()), now=now,
    )  # fmt: skip


def _paragraphs(page: Sheet, call: Call, link: str) -> list[str]:
    talk = page.talk
    last = ""
    if talk is not None:
        on = formats.day_with("on", talk.on, call.day)
        words = talk.quote or next(iter(talk.decisions), "") or talk.text
        last = _("Last talk %(on_day)s: %(what)s") % {"on_day": on, "what": words or talk.title}
    return [
        "\n".join([str(page.finding), *([str(page.behind)] if page.behind else [])]),
        _listed(_("To settle:"), (f"{one.what}\n  {one.want}" for one in page.matters)),
        _listed(_("Don’t say:"), (one.quote or one.what for one in page.cautions)),
        _listed(_("Promises:"), (_promise(one, call) for one in page.promises)),
        last,
        _("The whole page:"),
        link,
    ]


def _promise(one: Promise, call: Call) -> str:
    when = formats.day(one.due, call.day) if one.due else one.state
    return _("%(what)s (%(owner)s, %(when)s)") % {"what": one.what, "owner": one.owner, "when": when}


def _listed(heading: str, lines: Iterable[str]) -> str:
    """Return the first lines under a heading, "" without any."""
    found = list(lines)[:MOST]
    return "\n".join([heading, *(f"- {line}" for line in found)]) if found else ""


def _why() -> str:
    return _(
        "You received this email because you’re in this meeting. You can turn these emails off in Amity, under Emails."
    )
