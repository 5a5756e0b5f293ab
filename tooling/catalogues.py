"""The catalogues of translations: `django.po`, from which `django.mo` is compiled for Amity to read.

Run as `python -m tooling.catalogues`. Only Babel is needed: hatch_build.py does the same for a release.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parent.parent / "src" / "amity" / "locale"


def catalogue_of(language: str, folder: Path = LOCALES) -> Path:
    """Return where the catalogue of a language is."""
    return folder / language / "LC_MESSAGES" / "django.po"


def languages(folder: Path = LOCALES) -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/django.po"))


def read(language: str, folder: Path = LOCALES) -> Catalog:
    """Return the catalogue of a language. Raises PoFileError where it can't be read."""
    with catalogue_of(language, folder).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def compile_all(folder: Path = LOCALES) -> None:
    """Compile each catalogue into the file next to it."""
    for language in languages(folder):
        with catalogue_of(language, folder).with_suffix(".mo").open("wb") as file:
            write_mo(file, read(language, folder))


if __name__ == "__main__":
    compile_all()
