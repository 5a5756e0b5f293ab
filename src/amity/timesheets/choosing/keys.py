"""A key for work as one short text: `inside`, `a7`, `p12`, `p12l34`, `p12l34i56`. Pure."""

import re
from dataclasses import dataclass
from typing import Final

INSIDE: Final = "inside"
"""The agency's own time, on no account and no project."""
_KEY: Final = re.compile(r"a(?P<a>\d{1,18})|p(?P<p>\d{1,18})(?:l(?P<l>\d{1,18}))?(?:i(?P<i>\d{1,18}))?")


@dataclass(frozen=True, slots=True)
class WorkKey:
    """Ids of the account, project, line and item worked on, or None. A project implies its account."""

    account_id: int | None = None
    project_id: int | None = None
    line_id: int | None = None
    item_id: int | None = None

    def __str__(self) -> str:
        if self.project_id is None:
            return INSIDE if self.account_id is None else f"a{self.account_id}"
        line = f"l{self.line_id}" if self.line_id else ""
        item = f"i{self.item_id}" if self.item_id else ""
        return f"p{self.project_id}{line}{item}"


def read_key(text: str) -> WorkKey | None:
    """Return the ids in a key, or None if the text isn't a key."""
    if text == INSIDE:
        return WorkKey()
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    account, project, line, item = (int(part) if part else None for part in found.group("a", "p", "l", "i"))
    return WorkKey(account, project, line, item)
