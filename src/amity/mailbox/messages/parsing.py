"""Read an email from its bytes: headers, text, HTML, attachments. Nothing in it can stop this or fill memory."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from typing import Final

from amity.mailbox.messages import html
from amity.mailbox.messages.headers import authentication_in, decoded, envelope_of, headers_of, one_line, words_of
from amity.mailbox.messages.kinds import kind_of
from amity.mailbox.messages.rules import Envelope, digests
from amity.mailbox.rules import ORDINARY
from amity.shared.errors import Invalid

MOST_PARTS: Final = 500
MOST_DEPTH: Final = 20
MOST_TEXT: Final = 400_000
"""Characters of a text that are stored. What comes after them is left out, and named as a fault."""
_UUENCODED: Final = re.compile(r"^begin [0-7]{3,4} (\S.{0,200})\n((?:[ -`]{1,80}\n)+?)(?:`\n)?end[ ]*$", re.MULTILINE)


class Unreadable(Invalid):
    """Bytes that aren't an email. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment: its name and bytes. `in_text`: the HTML shows it between its words."""

    name: str
    content: bytes
    in_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """An email as it was read. `text` is plain and `html` is sanitised.

    `authentication` is the topmost Authentication-Results, "" unless exactly one address is named as sender.
    """

    envelope: Envelope
    kind: str = ORDINARY
    text: str = ""
    html: str = ""
    parts: tuple[Part, ...] = ()
    digest: str
    headers_digest: str
    headers_only: bool = False
    faults: tuple[str, ...] = ()
    authentication: str = ""


def read_mail(raw: bytes, now: datetime, *, headers_only: bool = False) -> ReadMail:
    """Return an email as it can be read. Raises `Unreadable` for bytes without a header of an email."""
    content = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if headers_only:
        content = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0] + b"\n\n"
    try:
        message = message_from_bytes(content, policy=policy.default)
    except (RecursionError, MessageError, ValueError, LookupError, AttributeError, TypeError, IndexError) as fault:
        raise Unreadable("broken") from fault
    headers = headers_of(message)
    if not {"from", "sender", "to", "cc", "message-id", "subject", "date"} & headers.keys():
        raise Unreadable("none")
    envelope = envelope_of(headers, now)
    body = _Body() if headers_only else _body(message)
    text, plain_html = _texts(body)
    of_headers, whole = digests(envelope, (part.content for part in body.everything))
    faults = tuple(dict.fromkeys((*envelope.faults, *body.faults)))
    return ReadMail(
        envelope=replace(envelope, faults=faults), kind=kind_of(message, headers), text=text, html=plain_html,
        parts=tuple(body.parts), digest=of_headers if headers_only else whole, headers_digest=of_headers,
        headers_only=headers_only, faults=faults, authentication=authentication_in(headers),
    )  # fmt: skip


class _Body:
    """The texts and attachments found so far."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pages: list[str] = []
        self.parts: list[Part] = []
        self.everything: list[Part] = []
        self.faults: list[str] = []


def _body(message: Message) -> _Body:
    found = _Body()
    for number, part in enumerate(_leaves(message, found)):
        if number >= MOST_PARTS:
            found.faults.append("parts")
            break
        try:
            _take(part, found)
        except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
            found.faults.append("part")
    return found


def _leaves(message: Message, found: _Body) -> Iterator[Message]:
    """Yield the parts that hold no others, in order. Emails inside it are attachments and aren't opened."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else None
        if not isinstance(inner, list) or (_type_of(part) == "message/rfc822" and depth):
            yield part
        elif depth >= MOST_DEPTH:
            found.faults.append("depth")
        else:
            waiting += [(one, depth + 1) for one in reversed(inner[: MOST_PARTS + 1]) if isinstance(one, Message)]
            if len(inner) > MOST_PARTS:
                found.faults.append("parts")


def _take(part: Message, found: _Body) -> None:
    kind, name, content = _type_of(part), _name_of(part), _content_of(part)
    if kind.startswith("multipart/"):  # its boundary is nowhere, so that it holds no parts
        kind = "text/plain"
        found.faults.append("part")
    own = Part(name or _fallback_name(kind, len(found.everything)), content, _is_in_text(part))
    found.everything.append(own)
    if part.defects and any("Base64" in type(fault).__name__ for fault in part.defects):
        found.faults.append("encoding")
    if kind == "message/partial":
        found.faults.append("partial")
    if name or _disposition(part) == "attachment" or not kind.startswith("text/") or kind not in _TEXTS:
        if kind not in _MACHINE or name:
            found.parts.append(own)
        return
    text, is_read = decoded(content, _charset_of(part))
    if not is_read:
        found.faults.append("charset")
    (found.pages if kind == "text/html" else found.texts).append(text.replace("\r\n", "\n").replace("\x00", ""))


_TEXTS: Final = {"text/plain", "text/html", "text/enriched", "text/richtext"}
_MACHINE: Final = {"message/delivery-status", "text/rfc822-headers", "message/disposition-notification"}


def _texts(body: _Body) -> tuple[str, str]:
    """Return the plain text, read from the HTML if there is no other, and the sanitised HTML."""
    text = _without_files("\n\n".join(one.strip("\n") for one in body.texts if one.strip()), body)
    page = "\n".join(body.pages)
    if len(text) > MOST_TEXT or len(page) > MOST_TEXT:
        body.faults.append("long")
        text, page = text[:MOST_TEXT], page[:MOST_TEXT]
    return (text or html.as_text(page)).strip(), html.sanitised(page) if page else ""


def _without_files(text: str, body: _Body) -> str:
    """Return a text without the files that old programs wrote into it, which become attachments."""

    def attached(found: re.Match[str]) -> str:
        try:
            content = b"".join(binascii.a2b_uu(line) for line in found[2].splitlines())
        except binascii.Error:
            return found[0]
        body.parts.append(Part(one_line(found[1]), content))
        return ""

    return _UUENCODED.sub(attached, text) if "\nbegin " in f"\n{text}" else text


def _type_of(part: Message) -> str:
    try:
        return part.get_content_type()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
        return "application/octet-stream"


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
        return ""


def _is_in_text(part: Message) -> bool:
    return _disposition(part) != "attachment" and bool(headers_of(part).get("content-id"))


def _name_of(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
        return "attachment"
    return one_line(words_of(str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")))[:255]


def _fallback_name(kind: str, number: int) -> str:
    ending = {"message/rfc822": "eml", "text/calendar": "ics", "text/html": "html", "text/plain": "txt"}.get(kind, "")
    return f"attachment-{number + 1}" + (f".{ending}" if ending else "")


def _charset_of(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "ascii")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
        return "ascii"


def _content_of(part: Message) -> bytes:
    if part.is_multipart():  # an email within this one
        inner = part.get_payload(0)
        return inner.as_bytes(policy=policy.compat32) if isinstance(inner, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
