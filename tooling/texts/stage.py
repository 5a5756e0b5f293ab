"""The demo agency at a fixed moment, its actors, and what an action writes. Everything is rolled back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from amity.accounts.models import Contact
from amity.agency.models import Agency
from amity.outbox import rules as outbox
from amity.outbox.models import Message
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.actor import Actor
from amity.ui.reader_format import LOCALE_OF, in_locale, language_of
from tooling.texts.rendered import Text

NOW: Final = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
"""A Thursday afternoon: the moment at which the demo is built and every text is read."""
CLIENT: Final = "Dana Whitlock"
LINK: Final = "https://amity.example/a-link-for-one-person"


@dataclass(frozen=True, slots=True)
class Stage:
    """The people of the demo, at `NOW`. `language` is the language of all readers, "" if each has their own."""

    language: str = ""

    def person(self, name: str) -> Person:
        """Return a colleague by name."""
        return Person.objects.get(name=name)

    def acting(self, name: str) -> Actor:
        """Return a colleague as an actor on a page."""
        return actor_for(self.person(name), "page")

    def mails(self, kind: str, act: Callable[[], object]) -> list[Text]:
        """Return the emails that an act queues. The act is undone."""
        with undone():
            before = set(Message.objects.values_list("pk", flat=True))
            act()
            return [_email(one, kind) for one in Message.objects.exclude(pk__in=before).order_by("pk")]

    def browser(self, who: str = "") -> Client:
        """Return a browser in which a person, or no one, is signed in, at the instance's own address."""
        cache.clear()
        client = Client(headers={"accept-language": self.language or "en"}, SERVER_NAME=_host())
        if who:
            client.force_login(self.person(who))
        return client

    def page_language(self, who: str = "") -> str:
        """Return the language in which pages answer a person, or a stranger."""
        return language_of(self.person(who).locale) if who else self.language or "en"


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def on_stage(language: str = "") -> Iterator[Stage]:
    """Yield the demo in the database, with every reader in one language if it is named. Changes are rolled back."""
    with undone(), in_locale(LOCALE_OF.get(language, "")):
        if language:
            Person.objects.update(locale=LOCALE_OF[language])
            Contact.objects.update(language=language)
            Agency.objects.update(language=language)
        yield Stage(language)


class NoText(Exception):
    """An address led elsewhere or failed, so there is nothing to read."""


def body_of(answer: Any) -> bytes:
    """Return what an answer holds, streamed or not. Raises `NoText` where it leads elsewhere or is a failure."""
    if answer.status_code >= 500 or 300 <= answer.status_code < 400:
        raise NoText(f"{answer.status_code} {answer.headers.get('Location', '')}")
    return b"".join(answer) if answer.streaming else answer.content


def _email(message: Message, kind: str) -> Text:
    to = Person.objects.filter(mail=message.to).first()
    language = language_of(to.locale) if to else Agency.objects.get().language or "en"
    reader = f"{message.name} <{message.to}>, {'colleague' if to else 'outsider'}"
    body = outbox.written(message.body, LINK)
    return Text("Email", f"{message.kind} ({kind})", reader, language, f"Subject: {message.subject}\n\n{body.strip()}")


def _host() -> str:
    return urlsplit(settings.ENVIRONMENT.url).hostname or "127.0.0.1"
