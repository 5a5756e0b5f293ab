"""The email that asks a project manager about their projects: one email with a link for each project."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.outbox import commands as outbox
from amity.outbox.letters import letter
from amity.outbox.rules import LINK, STAFF
from amity.people.models import Person
from amity.status import hooks
from amity.status.answers.prefill import Prefill
from amity.status.answers.wording import in_words
from amity.status.asks.models import Ask
from amity.status.asks.queries import in_order
from amity.status.rules import minutes_left
from amity.ui import formats
from amity.ui.reader_format import in_their_ways


def ask_for_status(
    person: Person, asks: Sequence[Ask], known: Mapping[int, Prefill], *, link: str, email_id: str, now: datetime
) -> None:  # fmt: skip
    """Email a project manager the projects that wait for a status, each with what the data know and its link.

    `email_id` is its Message-ID, which a reply names.
    """
    if not person.mail:
        return
    reply_to = next((found for address in hooks.reply_address if (found := address())), "")
    with in_their_ways(person):
        subject, body = _letter(person, in_order(asks), known, by_reply=bool(reply_to))
    outbox.queue(
        audience=STAFF, kind="status_asked", to=person.mail, name=person.name, subject=subject, body=body, now=now,
        secret=settings.ENVIRONMENT.url + reverse("status:by_email", args=[link]), reply_to=reply_to,
        message_id=email_id,
    )  # fmt: skip


def _letter(person: Person, asks: Sequence[Ask], known: Mapping[int, Prefill], *, by_reply: bool) -> tuple[str, str]:
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
    numbered = by_reply and count > 1
    projects = [
        _project(f"{place}: " if numbered else "", ask, in_words(known[ask.project_id]))
        for place, ask in enumerate(asks, 1)
    ]
    replying = "\n".join(_replying(count)) if by_reply else ""
    body = letter(person.name, lead % names, how, replying, *projects, change, until, why=why)
    return subject % {**names, "name": asks[0].project.name}, body


def _replying(count: int) -> Iterator[str]:
    """Return how to answer by replying to the email, a line each."""
    if count == 1:
        yield _("Or reply to this email with “still true”, or with what has changed, for example:")
        yield _("60%, 12 hours to go")
        return
    yield _(
        "Or reply to this email with “all still true”, or with a line for each project that starts with its number:"
    )
    yield _("1: still true")
    yield _("2: 60%, 12 hours to go")


def _project(number: str, ask: Ask, words: str) -> str:
    project = ask.project
    place = f"{project.name}, {project.account.name}" if project.account else project.name
    confirm = _("Still true: %(link)s") % {"link": f"{LINK}{project.pk}/"}
    return f"{number}{place}\n{words}\n{confirm}"
