"""What becomes of each real feed: found, degraded or refused, with what is missing or why."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from amity.insights.feeds import rules
from amity.insights.feeds.parsing import read
from amity.insights.feeds.wording import KINDS
from amity.shared.children.child import Fault

LACKS: Final = {
    rules.DAMAGED: "damaged", rules.VERSION: "unknown version", rules.WITHOUT_DATES: "without a date",
    rules.WITHOUT_TITLES: "without a title", rules.WITHOUT_LINKS: "without a link",
    rules.FEWER: "empty or repeated",
}  # fmt: skip
REFUSED: Final = {
    rules.EMPTY: "empty file", rules.NOT_FEED: "not a feed", rules.UNREADABLE: "damaged as a whole",
    rules.PAGE: "a web page",
}  # fmt: skip


def table(folder: Path) -> Iterator[str]:
    """Yield the lines of the table of all feeds of a folder."""
    found = {path.name: outcome(path) for path in sorted(folder.iterdir())}
    counts = Counter(one for one, *_rest in found.values())
    named = ", ".join(f"{counts[name]} {name}" for name in ("found", "degraded", "refused"))
    yield f"{len(found)} feeds: {named}, none crashes."
    yield ""
    yield "| file | outcome | format | articles | missing, or why it is refused |"
    yield "| --- | --- | --- | ---: | --- |"
    for name, cells in found.items():
        yield f"| `{name}` | {' | '.join(cells)} |"


def outcome(path: Path) -> tuple[str, str, str, str]:
    """Return what becomes of a file, its format, how many articles it has, and what is missing."""
    try:
        feed = read(path.read_bytes(), f"https://feeds.example/{path.name}")
    except Fault as fault:
        return "refused", "", "", REFUSED[fault.payload]
    lacks = ", ".join(
        LACKS[name] if name in (rules.DAMAGED, rules.VERSION) else f"{number} × {LACKS[name]}"
        for name, number in feed.lacks
    )
    return ("degraded" if lacks else "found"), KINDS[feed.kind], str(len(feed.entries)), lacks
