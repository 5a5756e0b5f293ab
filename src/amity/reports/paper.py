"""What we found on one A4 page, written by Typst: text goes in as JSON, never as source."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.contrib.staticfiles import finders
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amity.reports.told import Page, Told
from amity.ui import formats

SOURCE = Path(__file__).parent / "templates" / "reports" / "found.typ"
FONTS = "build/pdf"
LONG, SHORT, MOST_TICKS = 240, 120, 6


def pdf(page: Page) -> bytes:
    """The page as PDF/UA-1, exactly one page long: long texts are cut with …, then everything is set smaller."""
    compiled = typst.compile(
        str(SOURCE),
        root=str(SOURCE.parent),
        font_paths=[fonts()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(content(page), ensure_ascii=False)},
    )
    if not isinstance(compiled, bytes):
        raise TypeError("the writer gave no single document")
    return compiled


@cache
def fonts() -> str:
    """The folder of the typefaces for paper. Raises `FileNotFoundError` before the assets are built."""
    found = finders.find(FONTS)
    if not isinstance(found, str):
        raise FileNotFoundError(FONTS)
    return found


def content(page: Page) -> dict[str, Any]:
    """What stands on the paper, as JSON can hold it; no amount that is not on the page already."""
    return {
        "title": cut(page.title, SHORT + SHORT),
        "author": cut(page.agency or "Amity", SHORT),
        "lang": (get_language() or "en")[:2],
        "imprint": cut(page.imprint, LONG),
        "sub": cut(page.sub, LONG),
        "heading": page.heading,
        "findings": [_finding(one) for one in page.findings],
        "missing": [{"title": cut(one.title, SHORT), "text": cut(one.text, LONG)} for one in page.missing],
        "basis": [[label, cut(text, LONG)] for label, text in page.basis],
        "words": {"missing": _("Not yet possible to say"), "rests": _("What this rests on")},
    }


def _finding(one: Told) -> dict[str, Any]:
    amount = formats.money(one.amount) if one.amount else ""
    if not amount and one.seconds and not one.hidden:
        amount = formats.hours(one.seconds)
    left = len(one.ticks) - MOST_TICKS
    return {
        "title": cut(one.title, SHORT + SHORT),
        "detail": cut(one.detail, LONG),
        "evidence": [cut(text, LONG) for text in (one.sums, *one.notes) if text],
        "amount": amount,
        "amount_note": cut(one.amount_note, SHORT),
        "bars": [asdict(bar) | {"label": cut(bar.label, 40)} for bar in one.bars],
        "ticks": [
            {"name": cut(tick.name, SHORT), "note": cut(tick.note, SHORT), "done": tick.done}
            for tick in one.ticks[:MOST_TICKS]
        ],
        "more_ticks": _("and %(count)s more") % {"count": formats.number(left)} if left > 0 else "",
    }


def cut(text: str, most: int) -> str:
    """Text of at most so many characters; what was longer ends in …."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
