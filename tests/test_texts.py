"""`make texts` includes every email, PDF and page that an outsider reads."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import time_machine
from django.urls import URLResolver, get_resolver
from django.utils.translation import trans_real
from pytest_django.plugin import DjangoDbBlocker

from amity.accounts.models import Contact
from amity.demo.days.story import Slice
from amity.people.invitations import commands as invitation_commands
from amity.people.public import is_public
from amity.ui import reader_format
from tests.matrix.walk import addresses
from tests.rig.mailing import sentences_of_emails
from tooling.texts import everything
from tooling.texts.documents import documents
from tooling.texts.emails import ADMIN, WRITER
from tooling.texts.pages import pages
from tooling.texts.rendered import Text, counted, plain, written
from tooling.texts.stage import NOW, Stage, on_stage, undone

pytestmark = pytest.mark.django_db
SOURCE = Path(reader_format.__file__).resolve().parents[1]
ACCOUNTS = ("Osprey Rail", "Larkfield Dairy", "Calder Clinics", "Kestrel Bikes", "Tarn Outdoor", "Tessel Bank")
PART = Slice(2, ACCOUNTS, inside=False)
NO_TEXT = {
    "favicon", "conversations:feed", "people:passkey_sign_in", "portal:answer_file", "portal:answer_story",
    "portal:colour", "portal:hold_item", "portal:sent_file", "portal:signed_file", "portal:sign_out",
    "portal:version_file",
}  # fmt: skip
"""URLs without text that a stranger can open."""


@pytest.fixture(scope="module", autouse=True)
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Build part of the demo at the moment of the texts, once. It is rolled back at the end."""
    with django_db_blocker.unblock(), undone(), time_machine.travel(NOW, tick=False):
        everything.build(PART)
        yield


@pytest.fixture
def clock() -> Iterator[None]:
    """Set the clock to the moment of the texts, after the test's clock was set."""
    with time_machine.travel(NOW, tick=False):
        yield


def kinds(texts: list[Text], sort: str) -> set[str]:
    """Return the names of a sort of texts, without what distinguishes two of the same kind."""
    return {text.kind.partition(" (")[0] for text in texts if text.sort == sort}


@dataclass(frozen=True, slots=True)
class Rendered:
    """All texts in a language, the sentences looked up for them, and the modules that used a reader's language."""

    texts: list[Text]
    sentences: set[str]
    in_language: set[ModuleType]


@pytest.fixture(scope="module")
def rendered(built: None) -> Callable[[str], Rendered]:
    """Return a function that renders all texts in a language, each only once."""
    return cache(render)


def render(language: str) -> Rendered:
    """Render all texts, and record what they call."""
    found = Rendered([], set(), set())

    def recorded(original: Callable[..., str]) -> Callable[..., str]:
        def look_up(catalogue: object, *words: object) -> str:
            found.sentences.update(word for word in words if isinstance(word, str))
            return original(catalogue, *words)

        return look_up

    def entering(module: ModuleType) -> Callable[[str], AbstractContextManager[None]]:
        def in_language(code: str) -> AbstractContextManager[None]:
            found.in_language.add(module)
            return reader_format.in_language(code)

        return in_language

    with time_machine.travel(NOW, tick=False), pytest.MonkeyPatch.context() as patch:
        for name in ("gettext", "ngettext"):
            original = getattr(trans_real.DjangoTranslation, name)
            patch.setattr(trans_real.DjangoTranslation, name, recorded(original))
        for module in writers():
            patch.setattr(module, "in_language", entering(module))
        found.texts.extend(everything.texts(language))
    return found


def writers() -> set[ModuleType]:
    """Return the modules that write in another reader's language."""
    loaded = {
        module for name, module in sys.modules.items() if name.startswith("amity.") and module is not reader_format
    }
    return {module for module in loaded if hasattr(module, "in_language")}


def test_no_sentence_of_an_email_is_missing(rendered):
    sentences = rendered("en").sentences

    assert {text: place for text, place in sentences_of_emails(SOURCE).items() if text not in sentences} == {}


def test_no_pdf_is_missing(rendered):
    assert kinds(rendered("en").texts, "PDF") == {
        name for name, route in addresses() if route.endswith((".pdf", "/pdf/"))
    }


def test_no_page_that_is_read_without_signing_in_is_missing(rendered):
    def public(resolver: URLResolver, space: str = "") -> Iterator[str]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from public(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
            elif is_public(entry.callback):
                yield f"{space}{entry.name}"

    assert set(public(get_resolver())) - NO_TEXT - kinds(rendered("en").texts, "Page") == set()


def test_no_text_in_the_language_of_its_reader_is_missing(rendered):
    """Whatever is written in a client's language must be a text for a client."""
    assert {module.__name__ for module in writers() - rendered("de").in_language} == set()


@pytest.mark.parametrize(("language", "greeting"), [("en", "Hello"), ("de", "Guten Tag"), ("fr", "Bonjour")])
def test_every_text_is_in_the_language_asked_for(rendered, language, greeting):
    found = rendered(language).texts
    mails = [text for text in found if text.sort == "Email"]

    assert {text.language for text in found} == {language}
    assert [text.kind for text in mails if greeting not in text.body] == []


def test_the_file_says_how_many_texts_it_has_and_who_reads_each():
    texts = [
        Text("Email", "invitation", "Tim", "en", "Subject: In"),
        Text("Page", "sign-in", "anyone", "en", "Hello"),
    ]

    assert counted(texts) == "1 × email, 1 × page"
    assert "Page: sign-in\nTo: anyone\nLanguage: en" in written(texts)


def test_a_page_is_read_by_its_main_part_and_the_chosen_options():
    page = (
        "<title>T</title><nav>Menu</nav><main><h1>A&nbsp;b</h1><p>one <b>two</b></p><input placeholder='Name'>"
        "<select><option>no</option><option selected>yes</option></select><script>x</script></main><p>after</p>"
    )

    assert plain(page) == "T\nA b\none two\n[Name]\nyes"


def test_what_texts_do_is_undone(clock):
    with on_stage() as stage:
        first, second = (stage.mails("invited", lambda: resent(stage)) for _time in range(2))

    assert [text.reader for text in first] == [text.reader for text in second]
    assert len(second) == 1


def resent(stage: Stage) -> None:
    """Invite a person again, which makes earlier links invalid."""
    invitation_commands.resend_invitation(by=stage.acting(ADMIN), person_id=stage.person(WRITER).pk, now=NOW)


def test_a_client_reads_their_own_language_whoever_opens_the_text(clock):
    with on_stage() as stage:
        Contact.objects.update(language="fr")
        texts = [text for text in documents(stage) if text.sort == "Note" or "statement" in text.kind]
        statements = [text.body for text in texts if text.sort == "PDF"]

    assert {text.language for text in texts} == {"fr"}
    assert ["Relevé" in body for body in statements] == [True] * len(statements)
    assert statements


def test_outside_counsel_reads_the_language_of_their_browser(clock):
    with on_stage("fr") as stage:
        page = next(text for text in pages(stage) if text.kind.startswith("agreements:counsel"))

    assert (page.language, "Votre décision" in page.body) == ("fr", True)
