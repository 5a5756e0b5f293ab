"""A catalogue of a few sentences, compiled as the real ones are, so that a test can see which language answered."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tooling.catalogues import catalogue_of, compile_all

Sentences = Mapping[str | tuple[str, str], str | tuple[str, str]]
Translate = Callable[[str, Sentences], None]


@pytest.fixture
def translated(tmp_path: Path, settings) -> Translate:
    """Add translations to a language for one test: `translated("de", {"Hello,": "Guten Tag,"})`."""

    def put(language: str, sentences: Sentences) -> None:
        book = Catalog(locale=language, fuzzy=False)
        for text, translation in sentences.items():
            book.add(text, translation)
        path = catalogue_of(language, tmp_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, book)
        compile_all(tmp_path)
        settings.LOCALE_PATHS = [tmp_path]  # Django drops what it had read of other catalogues.

    return put
