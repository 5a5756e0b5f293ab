"""Emails about questions on decisions, to colleagues in their language."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.decisions.models import Consultation
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.outbox.rules import LINK
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.reader_format import in_their_ways

MOST_SUBJECT = 300
Written = tuple[str, tuple[str, ...]]


def asked(row: Consultation, token: str, now: datetime) -> None:
    """Email the colleague the question, by when, and where to answer."""

    def words() -> Written:
        names = _names(row)
        first = _("%(who)s needs your answer by %(day)s.") % names
        return _("Answer needed by %(day)s: %(what)s") % _in_short(row), (first, *_question(row, token))

    _write(row, row.person, row.asked_by_id, words, now, token)


def reminded(row: Consultation, token: str, now: datetime) -> None:
    """Remind the colleague before the time is over."""

    def words() -> Written:
        names = _names(row)
        first = _("Your answer is due by %(day)s. After that, it will be decided without you.") % names
        return _("Reminder: answer needed by %(day)s: %(what)s") % _in_short(row), (first, *_question(row, token))

    _write(row, row.person, None, words, now, token)


def answered(row: Consultation, by: Actor, now: datetime) -> None:
    """Email the answer to the person who asked."""

    def words() -> Written:
        names = _names(row) | {"who": row.person.name, "option": row.option.title if row.option else ""}
        chosen = _("Recommended: %(option)s") % names if row.option else ""
        page = settings.ENVIRONMENT.url + reverse("decisions:decision", args=[row.decision_id])
        lines = (_("%(who)s has answered your question.") % names, row.decision.question, chosen, row.words)
        return _("Answer from %(who)s: %(what)s") % names, (*lines, _("Show the decision:"), str(page))

    _write(row, row.asked_by, by.person_id, words, now)


def _in_short(row: Consultation) -> dict[str, str]:
    """Return the words of a subject, which has no room for a weekday."""
    return _names(row) | {"day": formats.dated(row.due_on)}


def _names(row: Consultation) -> dict[str, str]:
    return {"who": row.asked_by.name, "day": formats.full_day(row.due_on), "what": row.decision.question}


def _question(row: Consultation, token: str) -> tuple[str, ...]:
    """Return the question, and where to answer it: by the link of the email, or after signing in."""
    account = _("Client: %(account)s") % {"account": row.decision.account.name}
    if not token:
        page = settings.ENVIRONMENT.url + reverse("decisions:answer", args=[row.pk])
        return row.decision.question, account, row.question, _("Answer here:"), str(page)
    until = _("The link is only for you and works until %(day)s.") % _names(row)
    return row.decision.question, account, row.question, _("Answer here, without signing in:"), LINK, until


def _write(
    row: Consultation, to: Person, doer_id: int | None, words: Callable[[], Written], now: datetime, token: str = ""
) -> None:  # fmt: skip
    if not to.mail or not to.is_active or to.pk == doer_id:
        return
    with in_their_ways(to):
        subject, paragraphs = words()
        why = _("You received this email because you take part in this decision in Amity.")
        body = letter(to.name, *(text for text in paragraphs if text), why=why)
        queue(
            audience=outgoing.STAFF, kind="question", to=to.mail, name=to.name, subject=_short(subject), body=body,
            now=now, secret=settings.ENVIRONMENT.url + reverse("decisions:by_link", args=[token]) if token else "",
        )  # fmt: skip


def _short(subject: str) -> str:
    return subject if len(subject) <= MOST_SUBJECT else f"{subject[: MOST_SUBJECT - 1]}…"
