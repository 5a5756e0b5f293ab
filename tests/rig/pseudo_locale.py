"""A pseudo-locale: every sentence that went through gettext comes back as ⟦sentence⟧, so others are visible."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import trans_real

CONTEXT = trans_real.CONTEXT_SEPARATOR
OPEN, CLOSE = "⟦", "⟧"
MARKS = re.compile(f"([{OPEN}{CLOSE}])")
ATTRIBUTES = ("title", "placeholder", "alt", "aria-label", "aria-description", "data-confirm", "data-label")
# <time> and <data> are written by the formatter of the person's locale, <code> and <kbd> are what a machine reads.
VERBATIM_TAGS = {"script", "style", "time", "data", "code", "kbd", "samp"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ZONES = available_timezones()
VERBATIM_VALUE = re.compile(r"[a-z]{2,3}_[A-Z]{2}|[A-Z]{2,3}|en|de|fr|utf-\d+|cp\d+|iso-[\d-]+|mac-\w+")
LETTERS = re.compile(r"[^\W\d_]{2,}")
CURRENCY = re.compile(r"\b[A-Z]{3}\b")
# The product is called the same in every language.
PRODUCT = re.compile(r"\b(Amity|Google Workspace|Microsoft 365|STARTTLS)\b")
SHORT = 4
"""Values of fewer letters count as words only, since "to" is also part of October."""
# An email in the outbox has {link} in place of its URL.
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\{link\}")
UNITS = re.compile(r"\b(MB|ms|min)\b|JP¥")  # as the locale writes them
MONTHS_AND_DAYS = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
    r"|October|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


class _Pseudo:
    """Replaces a catalogue: marks each message instead of translating it."""

    @staticmethod
    def gettext(_catalogue: object, message: str) -> str:
        return f"{OPEN}{message.rpartition(CONTEXT)[2]}{CLOSE}" if message else message

    @staticmethod
    def ngettext(catalogue: object, singular: str, plural: str, number: int) -> str:
        return _Pseudo.gettext(catalogue, singular if number == 1 else plural)


@pytest.fixture
def pseudo_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Mark every translated sentence with ⟦ ⟧ during a test."""
    from amity.api.views import drawn  # every test run reads this file, few draw pages
    from amity.ui.shell.fixed import drawn_once

    drawn.cache_clear()
    drawn_once.cache_clear()
    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", _Pseudo.gettext)
    monkeypatch.setattr(trans_real.DjangoTranslation, "ngettext", _Pseudo.ngettext)
    yield
    drawn.cache_clear()
    drawn_once.cache_clear()


def _is_verbatim(tag: str, given: dict[str, str | None]) -> bool:
    """Return whether the text of this element is verbatim, not a sentence of ours."""
    if tag in VERBATIM_TAGS or "data-verbatim" in given or given.get("translate") == "no":
        return True
    if "ava" in (given.get("class") or "").split():
        return True  # initials of a person
    value = given.get("value") or ""
    # Time zones and encodings have one name everywhere, a language is called what its speakers call it, and the names
    # of currencies and countries come from the locale's own tables.
    return tag == "option" and (value in ZONES or VERBATIM_VALUE.fullmatch(value) is not None)


class _Reader(HTMLParser):
    """Collects the words outside ⟦ ⟧ and outside elements marked as not to be translated."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bare: list[str] = []
        self.translated = 0
        self._open: list[tuple[str, bool]] = []
        self._depth = 0

    @property
    def _verbatim(self) -> bool:
        return any(verbatim for _, verbatim in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        verbatim = _is_verbatim(tag, given)
        if not (verbatim or self._verbatim):
            names = [*ATTRIBUTES, *(["value"] if given.get("type") in {"submit", "button"} else [])]
            for name in names:
                self._read(given.get(name) or "", depth=0)
        if tag not in VOID:
            self._open.append((tag, verbatim))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._verbatim:
            self._depth = self._read(data, depth=self._depth)

    def _read(self, text: str, depth: int) -> int:
        outside = []
        for piece in MARKS.split(text):
            if piece == OPEN:
                depth += 1
                self.translated += 1
                outside.append(" ")
            elif piece == CLOSE:
                depth = max(0, depth - 1)
            elif depth == 0:
                outside.append(piece)
        words = " ".join("".join(outside).split())
        if LETTERS.search(words):
            self.bare.append(words)
        return depth


def untranslated(html: str, known: set[str]) -> list[str]:
    """Return the untranslatable words of a page. `known` are values that people entered, which don't count."""
    reader = _Reader()
    reader.feed(html)
    values = sorted(known, key=len, reverse=True)
    return [words for words in reader.bare if LETTERS.search(_without_values(words, values))]


def _without_values(words: str, values: Sequence[str]) -> str:
    """Return what is left of words without values that people entered, the longest of which comes first."""
    words = ADDRESS.sub(" ", words)  # first: a name may be part of an address
    for value in values:
        if value in words:
            alone = rf"(?<!\w){re.escape(value)}(?!\w)"
            words = words.replace(value, " ") if len(value) >= SHORT else re.sub(alone, " ", words)
    for pattern in (PRODUCT, CURRENCY, UNITS, MONTHS_AND_DAYS):
        words = pattern.sub(" ", words)
    return words


def stored_words() -> set[str]:
    """Return every text of two letters or more in the database. Names, titles and notes are shown as entered."""
    found: set[str] = set()
    for model in apps.get_models():
        names = [
            column.attname
            for column in model._meta.concrete_fields
            if isinstance(column, models.CharField | models.TextField) and not column.choices
        ]
        if names and model._meta.app_config.name.startswith("amity."):
            for row in model._default_manager.values_list(*names)[:500]:
                found.update(" ".join(str(value).split()) for value in row if value and LETTERS.search(str(value)))
    return found
