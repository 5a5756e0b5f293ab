"""Find the text of an article on its page. Runs in a child process, since a stranger wrote the page.

The library is imported here alone: no process that serves pages loads it.
"""

from typing import Final

import trafilatura

from amity.insights.feeds.rules import EMPTY
from amity.insights.feeds.values import LONGEST_TEXT
from amity.shared.children.child import Fault

LEAST: Final = 400
"""Characters below which what was found is a notice about cookies or a paywall, not an article."""


def text(data: bytes, address: str) -> str:
    """Return the text of the article in the bytes of a page, a paragraph a line. Raise `Fault` if there is none."""
    found = trafilatura.extract(
        data, url=address, output_format="txt", include_comments=False, include_tables=False, favor_precision=True
    )
    plain = (found or "").replace("\x00", "").strip()
    if len(plain) < LEAST:
        raise Fault(EMPTY)
    return plain[:LONGEST_TEXT]
