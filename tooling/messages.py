"""`make messages`: collect every translatable string into the catalogues, and compile them.

Babel does the work of GNU gettext, so nothing has to be installed; Django turns templates into what Babel can read.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from babel.messages import extract
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "amity"
LOCALES = SOURCE / "locale"
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
        catalogue.add(key, context=said.context or None, locations=[(said.place.rpartition(":")[0], 1)])
    return catalogue


def catalogue_of(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def update(language: str, template: Catalog) -> Catalog:
    """Bring the catalogue of a language up to date, and return it."""
    path = catalogue_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale=language)
    else:
        kept = Catalog(locale=language, project="Amity", charset="utf-8")
    kept.update(template, no_fuzzy_matching=True)
    kept.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, kept, width=120, sort_output=True, no_location=True, omit_header=False)
    return kept


def compile_all() -> None:
    """Write the machine form of each catalogue beside it."""
    for path in LOCALES.glob("*/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parents[1].name)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def missing(language: str, template: Catalog) -> list[str]:
    """Return the messages that a language has no translation of."""
    path = catalogue_of(language)
    with path.open("rb") as file:
        known = read_po(file, locale=language)
    return [
        str(message.id)
        for message in template
        if message.id and not ((found := known.get(message.id, message.context)) and found.string and all(found.string))
    ]


def main() -> int:
    """Update and compile; with --compile only compile."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--compile", action="store_true", help="only compile what is there")
    chosen = reader.parse_args()
    settings.configure(USE_I18N=True)
    django.setup()
    if not chosen.compile:
        template = template_catalogue()
        for language in sorted(path.name for path in LOCALES.iterdir()) if LOCALES.exists() else ():
            update(language, template)
            print(f"{language}: {len(template)} messages, {len(missing(language, template))} without a translation")
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
