"""`make messages`: collect every translatable string into the catalogues, or with --check, check them.

Babel does the work of GNU gettext, so nothing has to be installed. Django turns templates into what Babel can read.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from babel.messages import extract
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tooling import catalogues
from tooling.catalogue_faults import EMPTY_TRANSLATIONS_ARE_ALLOWED, faults, is_translated

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "amity"
LANGUAGES = ("de", "fr")
FRENCH_SPACE = re.compile(r"[ \u00a0](?=[;!?»])|(?<=«)[ \u00a0]")
FRENCH_COLON = re.compile(r"[ \u202f](?=:)")
SKIPPED = {"tests", "migrations", "static", "node_modules"}
KEYWORDS = {
    **dict.fromkeys(("_", "_now", "_lazy", "lazy", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


@dataclass(frozen=True, slots=True)
class Message:
    """A string, where it is first, its context, and its plural."""

    text: str
    place: str
    context: str = ""
    plural: str = ""


def messages(source: Path = SOURCE) -> Iterator[Message]:
    """Yield every translatable string under a folder, in the order of files and lines."""
    for path in sorted([*source.rglob("*.py"), *source.glob("*/templates/**/*.html")]):
        if SKIPPED & set(path.relative_to(source).parts):
            continue
        text = path.read_text()
        code = _as_python(text, path.name) if path.suffix == ".html" else text
        found = extract.extract("python", io.BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"})
        for line, said, _comments, context in found:
            first, plural = said[:2] if isinstance(said, tuple) else (said, "")
            if first:
                yield Message(first, f"{path.relative_to(source.parent)}:{line}", context or "", plural)


def _as_python(template: str, name: str) -> str:
    """Turn a template into calls of gettext, without the indentation that Python would read."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=name).splitlines())


def template_catalogue() -> Catalog:
    """Return all messages, each once, without translations."""
    catalogue = Catalog(project="Amity", charset="utf-8")
    for said in messages():
        key: str | tuple[str, str] = (said.text, said.plural) if said.plural else said.text
        catalogue.add(key, context=said.context or None)
    return catalogue


def update(language: str, template: Catalog) -> Catalog:
    """Bring the catalogue of a language up to date, and return it."""
    path = catalogues.catalogue_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        kept = catalogues.read(language)
    else:
        kept = Catalog(locale=language, project="Amity", charset="utf-8", fuzzy=False)
        kept.header_comment = f"# Amity in another language: {kept.locale.english_name if kept.locale else language}."
    # Babel would stamp the day and the program: a catalogue changes only where a sentence does.
    kept.update(template, no_fuzzy_matching=True, update_creation_date=False)
    kept.obsolete.clear()
    if language == "fr":
        _space_punctuation(kept)
    with path.open("wb") as file:
        write_po(file, kept, width=120, sort_output=True, no_location=True, omit_header=False)
    return kept


def _space_punctuation(french: Catalog) -> None:
    """Replace each space before ; ! ? » and after « by the narrow no-break space, and before : by the full one."""
    for message in french:
        if message.id and message.string:
            forms = [message.string] if isinstance(message.string, str) else message.string
            spaced = tuple(FRENCH_COLON.sub("\u00a0", FRENCH_SPACE.sub("\u202f", form)) for form in forms)
            message.string = spaced[0] if isinstance(message.string, str) else spaced


def check(template: Catalog, folder: Path = catalogues.LOCALES) -> int:
    """Print what is wrong with the catalogues. Return 1 if something is."""
    found = [
        f"{language}: {fault}"
        for language in catalogues.languages(folder)
        for fault in sorted(faults(template, catalogues.read(language, folder)))
    ]
    missing = [language for language in LANGUAGES if language not in catalogues.languages(folder)]
    if not EMPTY_TRANSLATIONS_ARE_ALLOWED:
        found += [f"{language}: no catalogue, run `make messages`" for language in missing]
    print("\n".join(found) or "No faults.")
    return int(bool(found))


def main() -> int:
    """Update and compile the catalogues, or with --check, only check them."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--check", action="store_true", help="change nothing; fail where `make messages` would")
    chosen = reader.parse_args()
    settings.configure(USE_I18N=True)
    django.setup()
    template = template_catalogue()
    if chosen.check:
        return check(template)
    for language in LANGUAGES:
        waiting = sum(not is_translated(message) for message in update(language, template) if message.id)
        print(f"{language}: {len(template)} messages, {waiting} without a translation")
    catalogues.compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
