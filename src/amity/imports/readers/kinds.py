"""Detect a file's type from its first bytes, so that a refusal can name it."""

from typing import BinaryIO

from amity.imports.rules import Unreadable

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"RIFF", "riff"),
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "rtf"),
)
_TEXT_STARTS = (
    ("<!doctype html", "html"),
    ("<html", "html"),
    ("<?xml", "xml"),
    ("begin:vcard", "vcard"),
    ("begin:vcalendar", "vcalendar"),
    ('{"', "json"),
    ("[{", "json"),
    ("{\n", "json"),
    ("{\r\n", "json"),
)


def kind_of(file: BinaryIO) -> str:
    """Return `"zip"` (perhaps XLSX), `"text"`, `"empty"`, or the name of another kind (`"pdf"`, `"html"`…)."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return "empty" if len(head) < 4096 else "binary"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().decode("latin-1").lower()
    for words, kind in _TEXT_STARTS:
        if start.startswith(words):
            return kind
    return "binary" if _looks_binary(head) else "text"


def check_size(file: BinaryIO, limit: int) -> int:
    """Return the size in bytes. Raises `Unreadable("file_too_large")` over `limit`, before anything is read."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > limit:
        raise Unreadable("file_too_large", megabytes=size // 1_000_000, limit=limit // 1_000_000)
    return size


def _looks_binary(head: bytes) -> bool:
    """Return whether the head has many control bytes.

    UTF-16 is recognised by its mark or by NUL in every second byte.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(head):
        return False
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return controls > max(3, len(head) // 50)


def utf16_without_mark(head: bytes) -> str:
    """Return `"utf-16-le"` or `"utf-16-be"` where nearly every second byte is NUL, otherwise ""."""
    even, odd = head[0::2], head[1::2]
    if odd and odd.count(0) > len(odd) * 0.8 and even.count(0) < len(even) * 0.2:
        return "utf-16-le"
    if even and even.count(0) > len(even) * 0.8 and odd.count(0) < len(odd) * 0.2:
        return "utf-16-be"
    return ""
