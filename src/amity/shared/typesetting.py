"""Typeset a document as PDF with Typst. Characters that no font has become a visible mark."""

import json
import logging
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from amity.shared.errors import Invalid

FONTS: Final = "build/pdf"
SHORT: Final = 120
"""Characters of a line in a document that isn't a paragraph."""
MARK: Final = "\N{REPLACEMENT CHARACTER}"
MOST_TRIES: Final = 20
"""Each try finds one more script or character that no font has."""
NOT_SHOWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
LARGE_SCRIPTS: Final = {"CJK", "HANGUL", "LATIN", "EMOJI", ""}
"""Scripts that the fonts mostly have, so that only the missing character is replaced."""

log = logging.getLogger("amity.shared")
_missing: set[str] = set()
"""Characters, and first words of Unicode names such as TAMIL, that no font has."""


def written(content: dict[str, Any], source: Path) -> bytes:
    """Return a document as PDF/UA-1. Its text goes into the template as JSON and never as source.

    Raises `Invalid` if it can't be written.
    """
    import typst  # noqa: PLC0415 - 7 MB that a process without PDFs doesn't need

    for _try in range(MOST_TRIES):
        try:
            return _compiled(_marked(content), source)
        except typst.TypstError as fault:
            found = _not_shown(str(fault))
            if not found - _missing:
                log.exception("%s could not be written", source.name)
                break
            _missing.update(found)
    raise Invalid(_("This PDF can’t be created from the text as it is. Ask your administrator to read the log."))


@cache
def fonts() -> str:
    """Return the folder of the fonts for PDFs. Raises `FileNotFoundError` before the assets are built."""
    found = finders.find(FONTS)
    if not isinstance(found, str):
        raise FileNotFoundError(FONTS)
    return found


def _compiled(content: dict[str, Any], source: Path) -> bytes:
    import typst  # noqa: PLC0415 - as in `written`

    compiled = typst.compile(
        str(source),
        root=str(source.parent),
        font_paths=[fonts()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
    )
    if not isinstance(compiled, bytes):
        raise TypeError("the writer gave no single document")
    return compiled


def _not_shown(fault: str) -> set[str]:
    """Return the characters that Typst could not draw, and the scripts they belong to."""
    texts = [ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in NOT_SHOWN.findall(fault)]
    letters = {letter for text in texts for letter in text if not letter.isascii() or not letter.isprintable()}
    return letters | ({_script(letter) for letter in letters} - LARGE_SCRIPTS)


def _script(letter: str) -> str:
    return (
        unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
        if unicodedata.category(letter)[0] in "LM"
        else ""
    )


def _marked(value: Any) -> Any:
    """Return a value with marks in place of characters that no font has, in every text in it."""
    if isinstance(value, str):
        return "".join(MARK if _is_missing(letter) else letter for letter in value) if _missing else value
    if isinstance(value, dict):
        return {key: _marked(one) for key, one in value.items()}
    return [_marked(one) for one in value] if isinstance(value, list | tuple) else value


def _is_missing(letter: str) -> bool:
    return not (letter.isascii() and letter.isprintable()) and (letter in _missing or _script(letter) in _missing)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has, by its page tree."""
    return max((int(count) for count in re.findall(rb"/Type\s*/Pages\s*/Count\s+(\d+)", pdf)), default=0)


def cut(text: str, most: int) -> str:
    """Return at most this many characters of a text. A longer text ends in …."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
