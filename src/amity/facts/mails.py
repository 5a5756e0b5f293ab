"""Mail about questions, to colleagues only, in their language; nobody is written to about what they did themselves."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.facts import subjects
from amity.facts.models import Fact
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.ways import in_their_ways


def asked(fact: Fact, by: Actor, now: datetime) -> None:
    """Tell the colleague what they are asked, by when, and where to answer."""

    def words(what: str, about: str) -> tuple[str, str]:
        sentence = _("%(who)s asks you to find out by %(day)s: %(what)s (%(about)s).") % {
            "who": by.label, "day": formats.full_day(fact.due_on) if fact.due_on else "", "what": what, "about": about,
        }  # fmt: skip
        link = settings.ENVIRONMENT.url + reverse("facts:answer", args=[fact.pk])
        said = [sentence, fact.note, _("Answer here:"), link]
        return _("Please find out: %(what)s, %(about)s") % {"what": what, "about": about}, _paragraphs(said)

    _write(fact, fact.owner, by, words, now)


def answered(fact: Fact, by: Actor, now: datetime) -> None:
    """Tell who asked what was found out."""

    def words(what: str, about: str) -> tuple[str, str]:
        sentence = _("%(who)s found out: %(what)s (%(about)s).") % {"who": by.label, "what": what, "about": about}
        return _("Answered: %(what)s, %(about)s") % {"what": what, "about": about}, _paragraphs([sentence, fact.value])

    _write(fact, fact.asked_by, by, words, now)


def overdue(fact: Fact, now: datetime) -> None:
    """Remind who has not answered by their day, and tell who asked them."""

    def day() -> str:
        return formats.full_day(fact.due_on) if fact.due_on else ""

    def to_owner(what: str, about: str) -> tuple[str, str]:
        said = {"what": what, "about": about, "day": day()}
        sentence = _("This was due by %(day)s: %(what)s (%(about)s).") % said
        link = settings.ENVIRONMENT.url + reverse("facts:answer", args=[fact.pk])
        return _("Still to find out: %(what)s, %(about)s") % said, _paragraphs([sentence, _("Answer here:"), link])

    def to_asker(what: str, about: str) -> tuple[str, str]:
        said = {"who": fact.owner.name if fact.owner else "", "what": what, "about": about, "day": day()}
        sentence = _("%(who)s has not answered yet. It was due by %(day)s: %(what)s (%(about)s).") % said
        link = settings.ENVIRONMENT.url + reverse("facts:questions")
        return _("Not answered yet: %(what)s, %(about)s") % said, _paragraphs([sentence, link])

    _write(fact, fact.owner, None, to_owner, now)
    if fact.asked_by_id != fact.owner_id:
        _write(fact, fact.asked_by, None, to_asker, now)


def _paragraphs(said: list[str]) -> str:
    return "\n\n".join(one for one in said if one)


def _write(
    fact: Fact, to: Person | None, by: Actor | None, words: Callable[[str, str], tuple[str, str]], now: datetime
) -> None:
    if to is None or not to.mail or not to.is_active or (by is not None and to.pk == by.person_id):
        return
    with in_their_ways(to):
        what, about = subjects.field_word(fact.about, fact.field), subjects.names([fact.about])[fact.about].name
        subject, body = words(what, about)
        greeting = _("Hello %(name)s,") % {"name": to.name}
        queue(
            audience=outgoing.STAFF,
            kind="question",
            to=to.mail,
            name=to.name,
            subject=subject[:300],
            body=f"{greeting}\n\n{body}\n",
            now=now,
        )
