"""Contacts from vCard 2.1, 3.0 and 4.0 files, one card at a time, so that a broken card doesn't affect others."""

import re
from collections.abc import Iterator
from typing import Any

import vobject

from amity.imports.contacts.rules.rows import ContactRow, contact
from amity.imports.rules import Reason, Unreadable, tidy
from amity.imports.time_rows.rules.rows import Rejected

_BEGIN = re.compile(r"^BEGIN:(V\w+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
# vobject's exceptions for odd cards. The card is refused, and the file continues.
_FAULTS = (vobject.base.VObjectError, ValueError, LookupError, AttributeError, TypeError)
# vobject knows this encoding in capitals only and takes any other spelling for base64.
_QUOTED = re.compile(r"(?<=[;=])quoted-printable(?=[;:])", re.IGNORECASE)
# Unused lines are removed before parsing: photos are large, and odd tools write them in ways parsers refuse.
_SKIPPED = re.compile(r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*?(?=^\S)", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_KEPT = re.compile(r"(?:[\w-]+\.)?(?:BEGIN|END|VERSION|N|FN|EMAIL|ORG|TITLE|TEL|NOTE)[;:]", re.IGNORECASE)


def contacts_in(data: bytes) -> Iterator[ContactRow | Rejected]:
    """Yield the contacts of a file's bytes in order, first = 1. An unreadable card is rejected with its reason.

    Raises `Unreadable`: `file_empty`, `vcalendar` (a calendar named .vcf), `no_vcards`.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("file_empty")
    kinds = {found[1].upper() for found in _BEGIN.finditer(text)}
    if "VCARD" not in kinds:
        raise Unreadable("vcalendar" if "VCALENDAR" in kinds else "no_vcards")
    return _cards(text)


def _cards(text: str) -> Iterator[ContactRow | Rejected]:
    """Yield the cards between their first and last lines, in one pass. Text between cards is left out."""
    number, lines = 0, list[str]()
    for line in text.split("\n"):
        mark = line.rstrip(" \t").upper()
        if mark == "BEGIN:VCARD":
            if lines:
                yield _not_closed(number)
            number, lines = number + 1, [line]
        elif lines:
            lines.append(line)
            if mark == "END:VCARD":
                yield _card(number, "\n".join(lines))
                lines = []
    if lines:
        yield _not_closed(number)


def _not_closed(number: int) -> Rejected:
    return Rejected(number, (("", Reason("vcard_not_closed")),))


def _card(number: int, text: str) -> ContactRow | Rejected:
    try:
        card = vobject.readOne(_needed(text), allowQP=True)
    except _FAULTS as error:
        return Rejected(number, (("", Reason("vcard_broken", detail=type(error).__name__)),))
    names = card.contents.get("n", ())
    full = next(iter(_texts(card, "fn")), "")
    parts = [_words(getattr(names[0].value, part, "")) for part in ("given", "additional", "family")] if names else []
    organisation = card.contents.get("org", ())
    return contact(
        number,
        name=full or " ".join(filter(None, parts)),
        mails=[mail.removeprefix("mailto:") for mail in _texts(card, "email")],
        company=_words(organisation[0].value[:1]) if organisation else "",
        title=next(iter(_texts(card, "title")), ""),
        phones=[phone.removeprefix("tel:") for phone in _texts(card, "tel")],
        note=next(iter(_texts(card, "note")), ""),
    )


def _needed(text: str) -> str:
    """Return the card reduced to the lines that are read, with their continuation lines."""
    needed: list[str] = []
    taking, joined = False, False
    for line in _QUOTED.sub("QUOTED-PRINTABLE", _SKIPPED.sub("", text)).split("\n"):
        continues = joined or line[:1] in (" ", "\t")
        taking = taking if continues else bool(_KEPT.match(line))
        quoted = "QUOTED-PRINTABLE" in line.upper() or joined
        joined = quoted and line.endswith("=")
        if taking:
            needed.append(line)
    return "\n".join(needed) + "\n"


def _texts(card: Any, field: str) -> list[str]:
    return [text for line in card.contents.get(field, ()) if (text := _words(line.value))]


def _words(value: Any) -> str:
    return tidy(" ".join(map(str, value)) if isinstance(value, list) else str(value))


def _decoded(data: bytes) -> str:
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(codec, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
