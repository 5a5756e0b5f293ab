"""Emails about estimates, to colleagues only: the request with its link, and the answer."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.briefs.models import HoursAsked
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.outbox import commands as outbox
from amity.outbox.letters import greeted
from amity.outbox.rules import LINK, STAFF
from amity.people.models import Person
from amity.ui import formats
from amity.ui.reader_format import in_their_ways


def ask(asked: HoursAsked, token: str, now: datetime) -> None:
    """Email the request for hours. People who ask themselves or have no email address find it only in Amity."""
    if asked.asked_by_id == asked.person_id:
        return
    with in_their_ways(asked.person):
        subject, body = _question(asked)
    link = settings.ENVIRONMENT.url + reverse("briefs:answer_by_link", args=[token])
    _write(asked.person, "hours_asked", subject, body, now, link)


def tell(asked: HoursAsked, now: datetime) -> None:
    """Email the answer to the person who asked and notify them, unless it is their own."""
    if asked.asked_by_id == asked.person_id or not asked.asked_by.is_active:
        return
    with in_their_ways(asked.asked_by):
        subject, body = _answer(asked)
    _write(asked.asked_by, "hours_answered", subject, body, now)
    page = f"{reverse('briefs:brief', args=[asked.line.brief_id])}#lines"
    account = asked.line.brief.account.name
    notify(
        person=asked.asked_by, kind=notices.ESTIMATE, text=lambda: _answer(asked)[0], path=page, now=now,
        account=account,
    )  # fmt: skip


def _question(asked: HoursAsked) -> tuple[str, str]:
    names = _names(asked) | {
        "name": greeted(asked.person.name),
        "who": asked.asked_by.name,
        "day": formats.full_day(asked.due_on),
        "question": f"\n{asked.question}\n" if asked.question else "",
        "link": LINK,
        "until": formats.full_day(asked.link_until),
    }
    body = _(
        "Hello %(name)s,\n\n%(who)s needs an estimate from you by %(day)s.\n\n"
        "Line: %(line)s\nFor: %(account)s, %(brief)s\n"
        "Discipline: %(discipline)s\n%(question)s\nHow many hours would it take? You can answer here "
        "without signing in:\n%(link)s\n\nThe link is only for you. It takes one answer and works until "
        "%(until)s.\n\nYou received this email because %(who)s asked you for hours in Amity."
    )
    return _("Estimate needed by %(day)s: %(line)s") % (names | {"day": formats.dated(asked.due_on)}), body % names


def _answer(asked: HoursAsked) -> tuple[str, str]:
    names = _names(asked) | {
        "name": greeted(asked.asked_by.name),
        "who": asked.answerer,
        "hours": formats.hours(asked.seconds or 0, "words"),
        "note": "\n" + _("“%(text)s”") % {"text": asked.note} + "\n" if asked.note else "",
        "page": settings.ENVIRONMENT.url + reverse("briefs:brief", args=[asked.line.brief_id]) + "#lines",
    }
    body = _(
        "Hello %(name)s,\n\n%(who)s estimates %(hours)s for %(discipline)s.\n\n"
        "Line: %(line)s\nFor: %(account)s, %(brief)s\n"
        "%(note)s\nUse this estimate, or leave the plan as it is:\n%(page)s\n\n"
        "You received this email because you asked for this estimate in Amity."
    )
    return _("Estimate from %(who)s: %(hours)s for “%(line)s”") % names, body % names


def _names(asked: HoursAsked) -> dict[str, str]:
    brief = asked.line.brief
    return {
        "line": asked.line.line.title,
        "account": brief.account.name,
        "brief": brief.title,
        "discipline": asked.discipline.name,
    }


def _write(to: Person, kind: str, subject: str, body: str, now: datetime, secret: str = "") -> None:
    if to.mail:
        outbox.queue(
            audience=STAFF, kind=kind, to=to.mail, name=to.name, subject=subject, body=body, secret=secret, now=now
        )
