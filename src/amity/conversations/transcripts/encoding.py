"""Text of an uploaded file in whatever encoding it came."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from amity.conversations.transcripts.rules import BAD_CHARACTERS, GUESSED_ENCODING

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_SAMPLE: Final = 100_000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")
_LINE_END: Final = re.compile(r"\r\n?|[\u2028\u2029]")


def decoded(data: bytes) -> tuple[str, list[str]]:
    """Return the text with plain line ends, and remarks on what was guessed or left out."""
    text, remarks = _text_of(data)
    clean, count = _CONTROL.subn("", _LINE_END.sub("\n", text.removeprefix("\ufeff")))
    return clean, [*remarks, *([BAD_CHARACTERS] if count else [])]


def _text_of(data: bytes) -> tuple[str, list[str]]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), []
    if codec := _wide(data[:400]):
        return data.decode(codec, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:_SAMPLE], cp_isolation=["utf_8", "cp1252", "cp1250", "latin_1", "mac_roman"]).best()
    codec = best.encoding if best is not None else "cp1252"
    return data.decode(codec, "replace"), [GUESSED_ENCODING]


def _wide(head: bytes) -> str:
    """Return the codec of UTF-16 without a mark: western text has a zero in every second byte."""
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.7 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > pairs * 0.7 and not odd else ""
