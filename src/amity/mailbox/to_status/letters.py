"""What the author of a reply about statuses gets back, in their language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.mailbox.to_clear.rules import excerpt
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.status.asks.models import Ask
from amity.status.models import Status
from amity.ui import formats
from amity.ui.reader_format import in_their_ways


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one project: its status, or why there is none."""

    ask: Ask
    status: Status | None = None
    why_not: str = ""


def saved(person: Person, results: Sequence[Result], reply: str, now: datetime) -> None:
    """Answer which statuses were saved, and why others weren't."""
    with in_their_ways(person):
        missing = [one for one in results if one.status is None]
        names = {"name": results[0].ask.project.name}
        if not missing:
            subject = _("Status saved: %(name)s") % names if len(results) == 1 else _("Statuses saved")
        elif len(results) == 1:
            subject = _("Status not saved: %(name)s") % names
        else:
            subject = _("Not every status was saved")
        texts = [f"{one.ask.project.name}\n{_words_of(one)}" for one in results]
        _send(person, subject, now, *texts, *(_to_page(reply) if missing else ()))


def not_saved(person: Person, sentence: str, reply: str, now: datetime) -> None:
    """Answer that nothing was saved, and why."""
    with in_their_ways(person):
        _send(person, _("Status not saved"), now, _("Your reply changed nothing."), sentence, *_to_page(reply))


def _words_of(one: Result) -> str:
    return "\n".join(_lines_of(one.status)) if one.status else one.why_not


def _lines_of(status: Status) -> Iterator[str]:
    if status.percent is not None:
        yield _("Done: %(share)s") % {"share": formats.percent(status.percent * 100, places=0)}
    if status.to_go_seconds is not None:
        yield _("To go: %(hours)s") % {"hours": formats.hours(status.to_go_seconds, "words")}
    yield _("Saved with everything else as it was in the email.")


def _to_page(reply: str) -> Iterator[str]:
    """Return the reply and where to answer instead."""
    if reply:
        yield _("Your reply:\n%(text)s") % {"text": excerpt(reply)}
    yield _("Answer in Amity:\n%(page)s") % {"page": settings.ENVIRONMENT.url + reverse("status:status")}


def _send(person: Person, subject: str, now: datetime, *paragraphs: str) -> None:
    why = _("You received this email because you replied to an email about the status of your projects.")
    queue(
        audience=outgoing.STAFF, kind="status_reply", to=person.mail or "", name=person.name, subject=subject,
        body=letter(person.name, *paragraphs, why=why), now=now,
    )  # fmt: skip
