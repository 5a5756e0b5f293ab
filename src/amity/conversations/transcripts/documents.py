"""Text of a Word document: only its paragraphs are read, within bounds, and nothing it refers to."""

import zipfile
import zlib
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

BODY: Final = "word/document.xml"
MOST_UNPACKED: Final = 12_000_000
"""Bytes of the body. Five hours of a talk need about three million."""
MOST_MEMBERS: Final = 2_000
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


class UnreadableDocument(Exception):
    """Raised for a file that isn't a Word document, is damaged or locked, or would unpack to too much."""


def text_of(data: bytes) -> str:
    """Return the paragraphs of a document, with an empty line between them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            member = archive.getinfo(BODY)
            if len(archive.infolist()) > MOST_MEMBERS or member.file_size > MOST_UNPACKED:
                raise UnreadableDocument
            with archive.open(member) as unpacked:
                body = unpacked.read(MOST_UNPACKED + 1)
        if len(body) > MOST_UNPACKED:
            raise UnreadableDocument
        root = fromstring(body, forbid_dtd=True)
    except (
        zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, ParseError,
        DefusedXmlException,
    ) as fault:  # fmt: skip
        raise UnreadableDocument from fault
    paragraphs = []
    for element in root.iter():
        if element.tag in (f"{_WORD}p", f"{_STRICT}p"):
            paragraphs.append("".join(_text(part.tag.rpartition("}")[2], part.text) for part in element.iter()))
    return "\n\n".join(paragraphs)


def _text(tag: str, text: str | None) -> str:
    if tag == "t":
        return text or ""
    return {"tab": "\t", "br": "\n", "cr": "\n"}.get(tag, "")
