"""A board of cards in a child process."""

from pathlib import Path

from amity.imports.readers.boards import board_of
from amity.imports.readers.children.faults import faults, stream
from amity.imports.structure.rules.trello_board import things_in
from amity.shared.children.child import Stream


def things(path: Path, project: str) -> Stream:
    """Read the records of a board."""
    with faults():
        board = board_of(path)
    return stream(True, lambda: things_in(board, project))
