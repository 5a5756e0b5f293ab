"""Split a file of emails into its emails. Memory holds one at a time, whatever the size of the file."""

from collections.abc import Iterator
from typing import IO, Final, NamedTuple

_BEGINS: Final = b"From "
_OUTLOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM: Final = b"\xef\xbb\xbf"
_LONGEST_LINE: Final = 1 << 20


class Piece(NamedTuple):
    """An email of a file, and the offset of the byte after it. One that is too large has no bytes."""

    raw: bytes | None
    end: int


def is_outlook(head: bytes) -> bool:
    """Return whether a file is Outlook's own kind of message, which isn't an email."""
    return head.startswith(_OUTLOOK)


def pieces(file: IO[bytes], offset: int, most: int) -> Iterator[Piece]:
    """Yield the emails of a file from an offset on, each at most `most` bytes long.

    A file that begins with "From " is an mbox, in which that line begins each email after a blank line. Any other file
    is one email.
    """
    head = file.read(len(_BOM) + len(_BEGINS)).removeprefix(_BOM)
    file.seek(offset)
    if not head.startswith(_BEGINS):
        raw = file.read(most + 1)
        file.seek(0, 2)
        if raw:
            yield Piece(raw if len(raw) <= most else None, file.tell())
        return
    yield from _of_mbox(file, most)


def _of_mbox(file: IO[bytes], most: int) -> Iterator[Piece]:
    lines: list[bytes] = []
    size, is_large, after_blank, begun = 0, False, True, False
    end = file.tell()
    while line := file.readline(_LONGEST_LINE):
        if after_blank and line.removeprefix(_BOM).startswith(_BEGINS):
            if begun:
                yield Piece(None if is_large else b"".join(lines), end)
            lines, size, is_large, begun = [], 0, False, True
        elif begun and not is_large:
            size += len(line)
            lines.append(_unescaped(line))
            if size > most:
                lines, is_large = [], True
        after_blank = line in (b"\n", b"\r\n")
        end = file.tell()
    if begun:
        yield Piece(None if is_large else b"".join(lines), end)


def _unescaped(line: bytes) -> bytes:
    """Return a line of the text without the sign that keeps it from beginning an email."""
    return line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(_BEGINS) else line
