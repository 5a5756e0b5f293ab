"""Recognise a file by its first bytes, check that its name fits, and make a safe name for download."""

import re
from collections.abc import Mapping
from typing import Final

OCTETS: Final = "application/octet-stream"
ZIP: Final = "application/zip"
PDF: Final = "application/pdf"
PLAIN: Final = "text/plain"
SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
XLSX: Final = f"{_OFFICE}.spreadsheetml.sheet"
DOCX: Final = f"{_OFFICE}.wordprocessingml.document"
PPTX: Final = f"{_OFFICE}.presentationml.presentation"
PACKED: Final[Mapping[str, str]] = {
    "xlsx": XLSX,
    "docx": DOCX,
    "pptx": PPTX,
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
TEXTS: Final[Mapping[str, str]] = {"csv": "text/csv", "vcf": "text/vcard"}

DOCUMENTS: Final[Mapping[str, str]] = {
    "pdf": PDF, "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", **PACKED, "txt": PLAIN, "md": PLAIN,
    "csv": "text/csv",
}  # fmt: skip
"""Accepted document types: the ending of the name, and the type of the bytes.

Web pages and drawings aren't accepted.
"""

_MARKUP: Final = re.compile(
    rb"<\s*(?:!doctype|html|svg|script|body|head|iframe|\?xml|math|style|img|a\s)", re.IGNORECASE
)


def sniffed(head: bytes, name: str) -> str:
    """Return the content type by the first bytes. The name only separates kinds of text or of zip files."""
    ending = ending_of(name)
    for start, kind in SIGNATURES:
        if head.startswith(start):
            return PACKED.get(ending, ZIP) if kind == ZIP else kind
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return OCTETS
    return TEXTS.get(ending, PLAIN)


def is_markup(head: bytes) -> bool:
    """Return whether a text starts with, or soon contains, something a browser would run: HTML, SVG or XML."""
    return _MARKUP.search(head.replace(b"\x00", b"")) is not None


def fits(head: bytes, name: str, accept: Mapping[str, str]) -> bool:
    """Return whether a file is one of the accepted kinds, both by its name and by its bytes.

    Text with markup isn't accepted.
    """
    kind = sniffed(head, name)
    if accept.get(ending_of(name)) != kind:
        return False
    return not (kind.startswith("text/") and is_markup(head))


def ending_of(name: str) -> str:
    """Return the ending of a name, without the dot, in lower case."""
    return name.lower().rpartition(".")[2] if "." in name else ""


def safe_name(name: str) -> str:
    """Return the last part of a name without control characters, or "file" where nothing is left."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\"]", "", last).strip(" .")[:255] or "file"
