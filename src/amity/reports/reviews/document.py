"""A review as a tagged PDF, typeset by Typst. Text is passed as JSON, never as source."""

import re
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.agency.colours.rules import WHITE, readable
from amity.reports.reviews.charts import picture
from amity.reports.reviews.content import Payload, headline, printable
from amity.reports.reviews.tables import figure_columns
from amity.shared.typesetting import written
from amity.ui.reader_format import in_language

ENDLESS: Final = re.compile(r"\S{24}(?=\S{8})")
"""A piece of a word that is longer than any column."""
SOURCE: Final = Path(__file__).parents[1] / "templates" / "reports" / "review.typ"


def pdf(content: Payload) -> bytes:
    """Return the review as PDF/UA-1, in the language it is written in."""
    with in_language(content["lang"]):
        return written(_breakable(_values(printable(content))), SOURCE)


def _values(content: Payload) -> dict[str, Any]:
    colour = readable(content["colour"], WHITE)
    facts = [content["day"], _("Prepared for %(name)s") % {"name": content["for"]} if content["for"] else ""]
    return {
        "title": headline(content), "author": content["agency"], "lang": content["lang"],
        "agency": content["agency"], "account": content["account"], "heading": content["title"],
        "period": content["period"], "facts": " · ".join(one for one in facts if one), "foot": content["foot"],
        "colour": colour, "blocks": [_block(one, colour) for one in content["blocks"]],
    }  # fmt: skip


def _breakable(value: Any) -> Any:
    """Return JSON values in which endless words can be broken, but for pictures."""
    if isinstance(value, str):
        return value if value.startswith("<svg") else ENDLESS.sub("\\g<0>\N{ZERO WIDTH SPACE}", value)
    if isinstance(value, dict):
        return {key: _breakable(one) for key, one in value.items()}
    return [_breakable(one) for one in value] if isinstance(value, list | tuple) else value


def _block(block: Payload, colour: str) -> dict[str, Any]:
    chart, table = block["chart"], block["table"]
    if table is not None:
        table = table | {"figures": figure_columns(table["heads"], table["rows"])}
    return {
        "label": block["label"], "title": block["title"], "text": block["text"], "table": table,
        "chart": picture(block, colour), "alt": _alt(chart) if chart else "", "note": block["note"],
        "chart_title": chart["title"] if chart else "",
    }  # fmt: skip


def _alt(chart: dict[str, Any]) -> str:
    parts = [
        f"{name}: " + ", ".join(f"{label} {value or '–'}" for label, value in zip(chart["labels"], values, strict=True))
        for name, values in chart["series"]
    ]
    return f"{chart['title']} ({chart['unit']}). {'; '.join(parts)}"
