"""Findings on one A4 page, typeset by Typst. Text is passed as JSON, never as source."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amity.reports.report_model import Page, WordedFinding
from amity.shared.typesetting import SHORT, cut, page_count, written
from amity.ui import formats

SOURCE = Path(__file__).parents[1] / "templates" / "reports" / "found.typ"
LONG, MOST_TICKS = 240, 6
TIGHTER = (1.0, 0.6, 0.35, 0.2)
"""Factors of text lengths, tried one after another until everything fits on one page."""


def pdf(page: Page) -> bytes:
    """Return the page as PDF/UA-1, exactly one page long. Text that doesn't fit is set smaller, then cut."""
    for tightness in TIGHTER:
        done = written(content(page, tightness), SOURCE)
        if page_count(done) == 1:
            break
    return done


def content(page: Page, tightness: float = 1.0) -> dict[str, Any]:
    """Return the content of the document as JSON values, with no amount that isn't on the page already."""

    def kept(text: str, most: int) -> str:
        return cut(text, int(most * tightness))

    return {
        "title": kept(page.title, SHORT + SHORT),
        "author": kept(page.agency or "Amity", SHORT),
        "lang": (get_language() or "en")[:2],
        "imprint": kept(page.imprint, LONG),
        "sub": kept(page.sub, LONG),
        "heading": page.heading,
        "findings": [_finding(one, kept) for one in page.findings],
        "missing": [{"title": kept(one.title, SHORT), "text": kept(one.text, LONG)} for one in page.missing],
        "basis": [[label, kept(text, LONG)] for label, text in page.basis],
        "words": {"missing": _("Not known yet"), "rests": _("Basis of these figures")},
    }


def _finding(one: WordedFinding, kept: Callable[[str, int], str]) -> dict[str, Any]:
    amount = formats.money(one.amount) if one.amount else ""
    if not amount and one.seconds and not one.hidden:
        amount = formats.hours(one.seconds, "exact")
    left = len(one.ticks) - MOST_TICKS
    return {
        "title": kept(one.title, SHORT + SHORT),
        "detail": kept(one.detail, LONG),
        "evidence": [kept(text, LONG) for text in (one.sums, *one.notes) if text],
        "amount": amount,
        "amount_note": kept(one.amount_note, SHORT),
        "bars": [asdict(bar) | {"label": kept(bar.label, 40)} for bar in one.bars],
        "ticks": [
            {"name": kept(tick.name, SHORT), "note": kept(tick.note, SHORT), "done": tick.done}
            for tick in one.ticks[:MOST_TICKS]
        ],
        "more_ticks": _("and %(count)s more") % {"count": formats.number(left)} if left > 0 else "",
    }
