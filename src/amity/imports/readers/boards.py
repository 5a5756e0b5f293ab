"""Reader of a board that Trello exports as JSON, within limits."""

import json
from pathlib import Path
from typing import Any, Final

from amity.imports.rules import Unreadable
from amity.imports.structure.rules.trello_board import is_board

MOST_BYTES: Final = 60_000_000
"""Most bytes of a board: many times the largest one that Trello holds, with its history."""


def board_of(path: Path) -> dict[str, Any]:
    """Return the board of a file. Raises `Unreadable`: `board_too_large`, `board_broken`, `not_board`."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable("board_too_large", limit=MOST_BYTES // 1_000_000)
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable("board_broken") from None
    if not is_board(found):
        raise Unreadable("not_board")
    return dict(found)
