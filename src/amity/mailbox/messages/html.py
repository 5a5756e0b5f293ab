"""HTML of emails: made safe to show, and as plain text where an email has no other."""

import html
import re
from typing import Final

import nh3

TAGS: Final = {
    "a", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
"""Tags that are shown. Pictures, styles, forms and everything that could load or run something are left out."""
_LINES: Final = re.compile(r"<(?:br|hr|/p|/div|/tr|/li|/h[1-6]|/blockquote|/pre|/table|/dd|/dt)\b[^>]*>", re.IGNORECASE)
_CELLS: Final = re.compile(r"</t[dh]>", re.IGNORECASE)
_CLEANER: Final = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "title", "svg", "math", "template", "noscript", "iframe", "object"},
    attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer nofollow",
)
_STRIPPER: Final = nh3.Cleaner(
    tags=set(), clean_content_tags={"script", "style", "title", "svg", "math", "template", "noscript", "head"}
)


def sanitised(source: str) -> str:
    """Return HTML that neither runs nor loads anything: no pictures, styles, scripts, or links to other schemes."""
    return _CLEANER.clean(source).replace("\x00", "").strip()


def as_text(source: str) -> str:
    """Return HTML as plain text, with a line for each block."""
    flat = re.sub(r"\s+", " ", source)
    lines = _LINES.sub("\x0b", _CELLS.sub(" ", flat)).replace("\x0b", "\n")
    text = html.unescape(_STRIPPER.clean(lines)).replace("\xa0", " ").replace("\x00", "")
    shown = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", shown).strip()
