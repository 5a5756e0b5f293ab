"""What a file is by its first bytes, and a name that is safe to give back."""

import re
from typing import Final

OCTETS: Final = "application/octet-stream"
SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sniffed(head: bytes, name: str) -> str:
    """The content type by the first bytes; the name only tells one text, or one zip, from another."""
    ending = name.lower().rpartition(".")[2]
    for start, kind in SIGNATURES:
        if head.startswith(start):
            return XLSX if kind == "application/zip" and ending == "xlsx" else kind
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return OCTETS
    return {"csv": "text/csv", "vcf": "text/vcard"}.get(ending, "text/plain")


def safe_name(name: str) -> str:
    """The last part of a name without control characters; "file" where nothing is left."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f\x7f\"]", "", last).strip(" .")[:255] or "file"
