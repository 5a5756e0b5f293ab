"""Pure rules for removing one client's names from a text, so that it can be reused for others."""

import re
from collections.abc import Iterable, Mapping

SHORTEST = 3


def without_names(text: str, names: Mapping[str, str]) -> str:
    """Replace each name by its word wherever it is a whole word in the same case, longest names first."""
    known = sorted((name for name in names if len(name) >= SHORTEST), key=len, reverse=True)
    if not known:
        return text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in known)})(?!\w)")
    return pattern.sub(lambda found: names[found[0]], text)


def full_and_last(names: Iterable[str]) -> list[str]:
    """Return each full name and, where it has several words, its last one."""
    spread = [part for name in names for part in (name, name.split()[-1] if len(name.split()) > 1 else "")]
    return [part for part in spread if part]
