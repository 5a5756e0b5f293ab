"""Headers of an email, read tolerantly: broken ones are left out and named as faults, none stops the reading."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email import utils
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Final

from amity.mailbox.messages.rules import Envelope, Named, short_id
from amity.mailbox.rules import MOST_SUBJECT

MOST_HEADER: Final = 64_000
"""Characters of a header that are read. A longer one is cut, and named as a fault."""
MOST_PEOPLE: Final = 300
MOST_REFERENCES: Final = 60
NAME: Final = 200
ADDRESS: Final = 254
_IDS: Final = re.compile(r"<([^<>\s]{1,900})>")
_LOOSE: Final = re.compile(r"[^\s<>,;:\"'()\[\]]{1,64}@[^\s<>,;:\"'()\[\]]{1,190}")
_ANGLE: Final = re.compile(r"<\s*([^<>\s@]{1,64}@[^<>\s@]{1,190})\s*>")
_COMMENT: Final = re.compile(r"\(([^()]{1,200})\)")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")
_OLDEST: Final = datetime(1990, 1, 1, tzinfo=UTC)

Headers = Mapping[str, Sequence[str]]


def headers_of(message: Message) -> dict[str, list[str]]:
    """Return the headers as they were sent, by name in small letters, each cut at the most that is read."""
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        found.setdefault(str(name).lower(), []).append(_text_of(value)[: MOST_HEADER + 1])
    return found


def envelope_of(headers: Headers, now: datetime) -> Envelope:
    """Return what the headers say. Of a header that is there twice, the first one applies."""
    faults: list[str] = []
    if any(len(value) > MOST_HEADER for values in headers.values() for value in values):
        faults.append("header")
    if any(len(headers.get(name, ())) > 1 for name in ("from", "subject", "message-id", "date")):
        faults.append("twice")
    sender = people_in(headers.get("from", ())[:1]) or people_in(headers.get("sender", ())[:1])
    if not sender:
        faults.append("sender")
    sent_at = _sent_at(headers, now)
    if sent_at is None:
        faults.append("date")
    subject = one_line(words_of(_first(headers, "subject")))
    if len(subject) > MOST_SUBJECT:
        faults.append("subject")
    answered = _ids(headers.get("in-reply-to", ())[:1])
    references = _ids(headers.get("references", ())[:1])
    own = _ids(headers.get("message-id", ())[:1]) or [short_id(_first(headers, "message-id"))]
    return Envelope(
        sender=sender[0] if sender else None,
        to=tuple(people_in(headers.get("to", ()))),
        copied=tuple(people_in(headers.get("cc", ()))),
        blind=tuple(people_in(headers.get("bcc", ()))),
        subject=subject[:MOST_SUBJECT],
        message_id=own[0],
        in_reply_to=answered[0] if answered else "",
        references=(*references[:1], *references[1:][-MOST_REFERENCES:]),
        sent_at=sent_at,
        faults=tuple(faults),
    )


def authentication_in(headers: Headers) -> str:
    """Return the topmost Authentication-Results, or "" for an email that doesn't have exactly one sender."""
    senders = headers.get("from", ())
    if len(senders) != 1 or len(people_in(senders)) != 1 or len(_LOOSE.findall(words_of(senders[0]))) != 1:
        return ""
    return _first(headers, "authentication-results")


def people_in(values: Iterable[str]) -> list[Named]:
    """Return whom address headers name, each address once."""
    found: dict[str, Named] = {}
    for value in values:
        for name, address in _pairs(value):
            if len(found) >= MOST_PEOPLE:
                break
            plain = address.strip().lower()
            if plain and plain not in found and len(plain) <= ADDRESS and "@" in plain:
                found[plain] = Named(one_line(words_of(name))[:NAME], plain)
    return list(found.values())


def words_of(value: str) -> str:
    """Return a header with its encoded words decoded, as far as they can be."""
    if "=?" not in value:
        return value
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError, TypeError, AssertionError):
        return value
    return "".join(part if isinstance(part, str) else decoded(part, charset or "ascii")[0] for part, charset in parts)


def one_line(text: str) -> str:
    """Return a text on one line, without characters that steer a terminal or turn the direction of writing."""
    return " ".join(_CONTROL.sub(" ", text).split())


def decoded(content: bytes, charset: str) -> tuple[str, bool]:
    """Return bytes as text, and whether their own character set could read them."""
    for name in (charset, "utf-8", "cp1252"):
        try:
            return content.decode(name), name == charset or content.isascii()
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("latin-1"), False


def _first(headers: Headers, name: str) -> str:
    return next(iter(headers.get(name, ())), "")


def _text_of(value: object) -> str:
    """Return a raw header as text. Bytes beyond ASCII were smuggled through it as surrogates."""
    text = str(value)
    if text.isascii():
        return text
    content = text.encode("utf-8", "surrogateescape")
    return decoded(content, "utf-8")[0]


def _pairs(value: str) -> list[tuple[str, str]]:
    """Return names and addresses. An address in angle brackets wins over one that its name pretends to be."""
    return [pair for mailbox in _mailboxes(value) if (pair := _pair(mailbox)) is not None]


def _mailboxes(value: str) -> list[str]:
    """Split a header at its commas and semicolons, but not within quotes, brackets or comments."""
    found, start, quoted, depth = [], 0, False, 0
    for at, sign in enumerate(value):
        if sign == '"' and value[at - 1 : at] != "\\":
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "<(":
            depth += 1
        elif sign in ">)":
            depth = max(depth - 1, 0)
        elif sign in ",;" and not depth:
            found.append(value[start:at])
            start = at + 1
            if len(found) > MOST_PEOPLE:
                break
    return [*found, value[start:]]


def _pair(mailbox: str) -> tuple[str, str] | None:
    angle = _ANGLE.findall(mailbox)
    if angle:
        return mailbox.rpartition("<")[0].strip().strip('"').replace('\\"', '"'), angle[-1]
    bare = _LOOSE.search(mailbox)
    if bare is None:
        return None
    comment = _COMMENT.search(mailbox)
    return (comment[1] if comment else ""), bare[0]


def _ids(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(short_id(found) for value in values for found in _IDS.findall(value)))


def _sent_at(headers: Headers, now: datetime) -> datetime | None:
    """Return when it was sent, or when the first server received it. A date that can't be is None."""
    received = [value.rpartition(";")[2] for value in headers.get("received", ())[-1:]]
    for value in (*headers.get("date", ())[:1], *received):
        try:
            moment = utils.parsedate_to_datetime(value.strip()[:200])
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            continue
        try:
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
        if _OLDEST <= moment <= now + timedelta(days=2):
            return moment.replace(microsecond=0)
    return None
