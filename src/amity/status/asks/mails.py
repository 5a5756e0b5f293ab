"""The email that asks a project manager about their projects: one email with a link for each project."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.outbox import commands as outbox
from amity.outbox.letters import letter
from amity.outbox.rules import LINK, STAFF
from amity.people.models import Person
from amity.status.answers.prefill import prefills
from amity.status.answers.wording import in_words
from amity.status.asks.models import Ask
from amity.status.rules import minutes_left
from amity.ui import formats
from amity.ui.reader_format import in_their_ways


def ask_for_status(person: Person, asks: Sequence[Ask], token: str, now: datetime) -> None:
    """Email a project manager the projects that wait for a status, each with what the data know and its link."""
    if not person.mail:
        return
    known = prefills([ask.project for ask in asks], timezone.localdate(now))
    with in_their_ways(person):
        subject, body = _letter(person, asks, {pk: in_words(one) for pk, one in known.items()})
    link = settings.ENVIRONMENT.url + reverse("status:by_email", args=[token])
    outbox.queue(
        audience=STAFF, kind="status_asked", to=person.mail, name=person.name, subject=subject, body=body, secret=link,
        now=now,
    )  # fmt: skip


def _letter(person: Person, asks: Sequence[Ask], words: dict[int, str]) -> tuple[str, str]:
    count = len(asks)
    names = {
        "count": formats.number(count), "minutes": formats.number(minutes_left(count)),
        "until": formats.full_day(asks[0].link_until),
    }  # fmt: skip
    subject = ngettext("Status needed: %(name)s", "Status needed: %(count)s projects", count)
    lead = ngettext(
        "One project needs your status. It takes about %(minutes)s minutes.",
        "%(count)s projects need your status. It takes about %(minutes)s minutes.",
        count,
    )
    how = _("This is what the data show. If it’s still true, confirm it with one press, without signing in.")
    page = settings.ENVIRONMENT.url + reverse("status:status")
    change = _("To change something, open the page in Amity:\n%(page)s") % {"page": page}
    until = _("The links are only for you and work until %(until)s.") % names
    why = _("You received this email because you manage these projects.")
    projects = [_project(ask, words[ask.project_id]) for ask in asks]
    body = letter(person.name, lead % names, how, *projects, change, until, why=why)
    return subject % {**names, "name": asks[0].project.name}, body


def _project(ask: Ask, words: str) -> str:
    project = ask.project
    place = f"{project.name}, {project.account.name}" if project.account else project.name
    return f"{place}\n{words}\n{LINK}{project.pk}/"
