"""Rendered texts, each with its reader and language, written as one readable file."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

RULE: Final = "=" * 100
LINES: Final = {
    "address", "article", "blockquote", "br", "button", "caption", "dd", "div", "dt", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "header", "hr", "label", "legend", "li", "main", "nav", "option", "p", "section",
    "summary", "table", "td", "textarea", "th", "title", "tr", "ul",
}  # fmt: skip
SILENT: Final = {"script", "style", "svg", "template", "option"}
VOID: Final = {"br", "hr", "img", "input", "link", "meta"}
READ: Final = ("placeholder", "alt")


@dataclass(frozen=True, slots=True)
class Text:
    """One email, document or page. `kind` is its name in the product, `reader` says who gets it."""

    sort: str
    kind: str
    reader: str
    language: str
    body: str

    def __str__(self) -> str:
        return f"{RULE}\n{self.sort}: {self.kind}\nTo: {self.reader}\nLanguage: {self.language}\n{RULE}\n{self.body}\n"


def written(texts: Iterable[Text]) -> str:
    """Return all texts one after another, with the number of each sort at the top."""
    shown = list(texts)
    return f"{counted(shown)}\n\n" + "\n".join(str(text) for text in shown)


def counted(texts: Iterable[Text]) -> str:
    """Return how many texts of each sort there are, in words."""
    numbers = Counter(text.sort for text in texts)
    return ", ".join(f"{number} × {sort.lower()}" for sort, number in numbers.items())


def plain(html: str) -> str:
    """Return the text of a page's main part in order, one line a block. Of a choice only the selected option."""
    reader = _Words()
    reader.feed(html)
    lines = [" ".join(line.split()) for line in "".join(reader.words).split("\n")]
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._open: list[str] = []

    @property
    def _reads(self) -> bool:
        return ("main" in self._open or "title" in self._open) and not SILENT & set(self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in LINES:
            self.words.append("\n")
        if self._reads and given.get("type") != "hidden":
            self.words += [f"\n[{given[name]}]\n" for name in READ if given.get(name)]
        if tag not in VOID:
            self._open.append("chosen" if tag == "option" and "selected" in given else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "option" and self._open[-1:] == ["chosen"]:
            self._open.pop()
        elif tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in LINES:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._reads:
            self.words.append(data)
