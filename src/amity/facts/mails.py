"""Emails about questions, to colleagues only, in their language. No one is notified of their own actions."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.facts import subjects
from amity.facts.models import Fact
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.reader_format import in_their_ways

Written = tuple[str, tuple[str, ...], str]
"""Subject, paragraphs, and the reason for the email."""
Words = Callable[[str, str], Written]
"""The texts of an email about a question, from the question and its subject."""


def asked(fact: Fact, by: Actor, now: datetime) -> None:
    """Email the colleague the question, its due date, and where to answer."""

    def words(what: str, about: str) -> Written:
        names = {"who": by.label, "day": _due(fact), "what": what, "about": about}
        subject = _("Answer needed by %(day)s: %(what)s (%(about)s)") % (names | {"day": _due_in_short(fact)})
        needed = _("%(who)s needs an answer from you by %(day)s.") % names
        paragraphs = (needed, _question(what, about), fact.note, _("Answer here:"), _answer_page(fact))
        return subject, paragraphs, _("You received this email because this question is assigned to you in Amity.")

    _write(fact, fact.owner, by, words, now)


def answered(fact: Fact, by: Actor, now: datetime) -> None:
    """Email the answer to the person who asked, and notify them."""

    def words(what: str, about: str) -> Written:
        names = {"who": by.label, "what": what, "about": about, "answer": fact.value}
        subject = _("Answer from %(who)s: %(what)s (%(about)s)") % names
        paragraphs = (
            _("%(who)s has answered your question.") % names, _question(what, about), _("Answer: %(answer)s") % names,
            _("See all open questions:"), _questions_page(),
        )  # fmt: skip
        return subject, paragraphs, _("You received this email because you asked this question in Amity.")

    _write(fact, fact.asked_by, by, words, now)

    subject = subjects.names([fact.about])[fact.about]

    def text() -> str:
        names = {"who": by.label, "what": subjects.field_word(fact.about, fact.field), "about": subject.name}
        return _("%(who)s answered your question: %(what)s (%(about)s)") % names

    page = subject.address or reverse("facts:questions")
    notify(person=fact.asked_by, kind=notices.ANSWER, text=text, path=page, now=now, by=by)


def overdue(fact: Fact, now: datetime) -> None:
    """Remind the person whose answer is overdue, and notify the person who asked."""

    def to_owner(what: str, about: str) -> Written:
        names = {"what": what, "about": about, "day": _due(fact)}
        subject = _("Answer overdue: %(what)s (%(about)s)") % names
        late = _("Your answer was due by %(day)s.") % names
        paragraphs = (late, _question(what, about), _("Answer here:"), _answer_page(fact))
        return subject, paragraphs, _("You received this email because this question is assigned to you in Amity.")

    def to_asker(what: str, about: str) -> Written:
        names = {"who": fact.owner.name if fact.owner else "", "what": what, "about": about, "day": _due(fact)}
        subject = _("Not answered yet: %(what)s (%(about)s)") % names
        late = _("%(who)s hasn’t answered yet. The answer was due by %(day)s.") % names
        paragraphs = (late, _question(what, about), _("See all open questions:"), _questions_page())
        return subject, paragraphs, _("You received this email because you asked this question in Amity.")

    _write(fact, fact.owner, None, to_owner, now)
    if fact.asked_by_id != fact.owner_id:
        _write(fact, fact.asked_by, None, to_asker, now)


def _question(what: str, about: str) -> str:
    return _("Question: %(what)s\nAbout: %(about)s") % {"what": what, "about": about}


def _due(fact: Fact) -> str:
    return formats.full_day(fact.due_on) if fact.due_on else ""


def _due_in_short(fact: Fact) -> str:
    """Return the due date for a subject, which has no room for a weekday."""
    return formats.dated(fact.due_on) if fact.due_on else ""


def _answer_page(fact: Fact) -> str:
    return str(settings.ENVIRONMENT.url + reverse("facts:answer", args=[fact.pk]))


def _questions_page() -> str:
    return str(settings.ENVIRONMENT.url + reverse("facts:questions"))


def _write(
    fact: Fact, to: Person | None, by: Actor | None, words: Callable[[str, str], Written], now: datetime
) -> None:
    if to is None or not to.mail or not to.is_active or (by is not None and to.pk == by.person_id):
        return
    with in_their_ways(to):
        what, about = subjects.field_word(fact.about, fact.field), subjects.names([fact.about])[fact.about].name
        subject, paragraphs, why = words(what, about)
        queue(
            audience=outgoing.STAFF,
            kind="question",
            to=to.mail,
            name=to.name,
            subject=subject[:300],
            body=letter(to.name, *paragraphs, why=why),
            now=now,
        )
