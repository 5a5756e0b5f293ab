"""Detection of a text file's encoding. It reads in chunks, so that 200 MB need only a buffer."""

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from amity.imports.readers.kinds import utf16_without_mark
from amity.imports.rules import Reason, Unreadable

_PIECE = 1 << 20
# Characters that western text has and broken bytes rarely produce. All others are doubtful.
_DOUBTFUL = frozenset("ÿ¤¦¬¯¸×÷ˆ˜")
# The byte 0xE4 is ä in western and д in Cyrillic code pages, so a guess of another script needs many characters.
_ENOUGH_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file: codec, error handler, whether records need a check for bad bytes or NUL, and notes."""

    codec: str
    errors: str = "strict"
    has_nul: bool = False
    notes: tuple[Reason, ...] = ()

    @property
    def check_records(self) -> bool:
        """Return whether single records may be broken."""
        return self.has_nul or self.errors != "strict"


def find_encoding(file: BinaryIO, asked: str = "") -> Encoding:
    """Return the encoding of a text file: by its mark, by valid UTF-8, then by likelihood. `asked` overrides it.

    Bytes that fit no likely encoding are refused by record (`errors="surrogateescape"`), with their line in `notes`.
    Raises `Unreadable("encoding_unknown")` for an unknown codec name.
    """
    file.seek(0)
    head = file.read(4096)
    if asked:
        try:
            return Encoding(codecs.lookup(asked).name, "replace", has_nul=True)
        except LookupError:
            raise Unreadable("encoding_unknown", name=asked) from None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Encoding("utf-16", "replace", has_nul=True)
    if codec := utf16_without_mark(head):
        return Encoding(codec, "replace", has_nul=True)
    codec = "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    bad_line, nul, multibyte, sample = _scan_utf8(file)
    if not bad_line:
        return Encoding(codec, has_nul=nul)
    guess = "" if multibyte else _legacy(sample)
    if guess:
        return Encoding(guess, "replace", nul, (Reason("encoding_guessed", name=guess, line=bad_line),))
    return Encoding(codec, "surrogateescape", nul, (Reason("encoding_broken", line=bad_line),))


def _scan_utf8(file: BinaryIO) -> tuple[int, bool, bool, bytes]:
    """Return the first line that isn't UTF-8 (0 = none), any NUL, any multi-byte character, and the bytes there."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    lines, nul, multibyte = 1, False, False
    while piece := file.read(_PIECE):
        nul = nul or b"\0" in piece
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as error:
            # `error.object` starts with the undecoded tail of the previous chunk, which has no line end.
            good = error.object[: error.start]
            rest = error.object[error.start :] + file.read(_PIECE)
            later = rest.decode("utf-8", "ignore")
            seen = multibyte or not good.isascii() or not later.isascii()
            return lines + good.count(b"\n"), nul, seen, good[-100_000:] + rest[:100_000]
        multibyte = multibyte or not text.isascii()
        lines += piece.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return lines, nul, multibyte, b""
    return 0, nul, multibyte, b""


def _legacy(sample: bytes) -> str:
    """Return a one-byte code page for the sample: cp1252 where it reads as western text, otherwise the likeliest."""
    strange = bytes(byte for byte in sample if byte > 127)
    western = strange.decode("cp1252", "replace")
    plausible = strange and not any(letter == "\ufffd" or letter in _DOUBTFUL for letter in western)
    dense = len(strange) >= _ENOUGH_LETTERS and len(strange) > len(sample) * 0.1
    if plausible and not dense:
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and few files need it

    best = from_bytes(sample).best() if len(strange) >= _ENOUGH_LETTERS else None
    if best and best.encoding not in ("ascii", "utf_8") and best.chaos < 0.2:
        return best.encoding
    return "cp1252" if plausible else ""
