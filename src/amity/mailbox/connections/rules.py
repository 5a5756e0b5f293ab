"""Mail servers by address, which folders are read, and how long to wait after an error."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

GOOGLE, MICROSOFT, OTHER = "google", "microsoft", "other"
PROVIDERS: Final = (GOOGLE, MICROSOFT, OTHER)
PASSWORD, OAUTH = "password", "oauth"
METHODS: Final = (PASSWORD, OAUTH)
TLS, STARTTLS, PLAIN = "tls", "starttls", "plain"
SECURITY: Final = (TLS, STARTTLS, PLAIN)

NEW, READ, REFUSED, UNREACHABLE = "new", "read", "refused", "unreachable"
STATES: Final = (NEW, READ, REFUSED, UNREACHABLE)
"""What became of the last try: none yet, read, the server refused the login, or it could not be reached."""
REFUSED_LOGIN, REFUSED_TOKEN, REFUSED_APP, NO_KEY = "login", "token", "app", "key"
UNREACHED, FORBIDDEN, CERTIFICATE, BROKEN = "unreached", "forbidden", "certificate", "broken"
FAULTS: Final = ("", REFUSED_LOGIN, REFUSED_TOKEN, REFUSED_APP, NO_KEY, UNREACHED, FORBIDDEN, CERTIFICATE, BROKEN)

WHOLE, HEADERS = "whole", "headers"
BODIES: Final = (WHOLE, HEADERS)
"""The agency's rule: the whole email is read, or only its headers until someone asks for the text."""

INBOX, SENT, ALL, MORE = "inbox", "sent", "all", "more"
ROLES: Final = (INBOX, SENT, ALL, MORE)
MOST_FOLDERS: Final = 20
MOST_FOLDER_NAME: Final = 255

DAYS_BACK, MOST_DAYS_BACK = 30, 365
IDLE_MOST: Final = timedelta(minutes=25)
"""Servers may close an IDLE after 30 minutes (RFC 2177)."""
POLL_EVERY: Final = timedelta(minutes=2)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
LONGEST_PAUSE_REFUSED: Final = timedelta(hours=6)
LAPSES_AFTER: Final = timedelta(seconds=45)
"""A claim without a heartbeat for this long belongs to a killed process."""

_GMAIL: Final = ("gmail.com", "googlemail.com")
_OUTLOOK: Final = ("outlook.com", "hotmail.com", "live.com", "msn.com")
_SENT_NAMES: Final = (
    "sent", "sent items", "sent mail", "sent messages", "gesendet", "gesendete elemente", "gesendete objekte",
    "envoyés", "éléments envoyés", "messages envoyés",
)  # fmt: skip
_PRIVATE: Final = "private"


@dataclass(frozen=True, slots=True)
class Servers:
    """Where a provider's mailboxes are read and sent from."""

    provider: str
    imap_host: str
    imap_port: int
    imap_security: str
    smtp_host: str
    smtp_port: int
    smtp_security: str


PRESETS: Final[Mapping[str, Servers]] = {
    GOOGLE: Servers(GOOGLE, "imap.gmail.com", 993, TLS, "smtp.gmail.com", 465, TLS),
    MICROSOFT: Servers(MICROSOFT, "outlook.office365.com", 993, TLS, "smtp.office365.com", 587, STARTTLS),
}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as the server lists it: its name, its flags, and the character between its levels."""

    name: str
    flags: Collection[str] = ()
    delimiter: str = "/"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A folder to read."""

    name: str
    role: str


def provider_of(address: str) -> str:
    """Return the provider an address certainly belongs to. A company's own domain shows none."""
    domain = address.rpartition("@")[2].casefold()
    if domain in _GMAIL:
        return GOOGLE
    if domain in _OUTLOOK or domain.endswith(".onmicrosoft.com"):
        return MICROSOFT
    return OTHER


def servers_for(address: str, provider: str = "") -> Servers:
    """Return the likely servers of an address. For other providers they have usual names below its domain."""
    known = provider or provider_of(address)
    if known in PRESETS:
        return PRESETS[known]
    domain = address.rpartition("@")[2].casefold()
    return Servers(OTHER, f"imap.{domain}", 993, TLS, f"smtp.{domain}", 587, STARTTLS)


def is_private(name: str, delimiter: str = "/") -> bool:
    """Return whether a folder is *Private* in any case, or is below such a folder. It is never opened."""
    levels = name.split(delimiter) if delimiter else [name]
    return any(level.strip().casefold() == _PRIVATE for level in levels)


def folders_to_read(listed: Sequence[Folder], more: Collection[str] = ()) -> list[Chosen]:
    """Return the folders to read: the one with all mail once, otherwise the inbox, the sent mail, and `more` by name.

    The first two are found by their flags (RFC 6154). Without flags the sent mail is found by its usual names.
    """
    readable = [one for one in listed if not is_private(one.name, one.delimiter) and not _flagged(one, "noselect")]
    everything = next((one for one in readable if _flagged(one, "all")), None)
    if everything is not None:
        return [Chosen(everything.name, ALL)]
    inbox = next((one for one in readable if one.name.casefold() == INBOX), None)
    sent = sent_folder(readable)
    found = [Chosen(inbox.name, INBOX)] if inbox else []
    found += [Chosen(sent, SENT)] if sent else []
    asked, known = {_levels(name, "/") for name in more}, {one.name for one in found}
    others = [one for one in readable if one.name not in known and _levels(one.name, one.delimiter) in asked]
    return [*found, *(Chosen(one.name, MORE) for one in others)]


def folder_names(text: str) -> list[str]:
    """Return the names of folders in a text with one on each line, each once."""
    return list(dict.fromkeys(name for line in text.splitlines() if (name := line.strip())))


def sent_folder(listed: Sequence[Folder]) -> str:
    """Return the name of the folder with the sent mail, or "" if there is none that isn't private."""
    readable = [one for one in listed if not is_private(one.name, one.delimiter) and not _flagged(one, "noselect")]
    if flagged := next((one for one in readable if _flagged(one, "sent")), None):
        return flagged.name
    named = {one.name.rpartition(one.delimiter or "/")[2].casefold(): one for one in reversed(readable)}
    return next((named[name].name for name in _SENT_NAMES if name in named), "")


def pause_after(tries: int, *, refused: bool) -> timedelta:
    """Return how long to wait after so many errors in a row. A refused login waits longer, so no account is locked."""
    first, longest = (FIRST_PAUSE * 10, LONGEST_PAUSE_REFUSED) if refused else (FIRST_PAUSE, LONGEST_PAUSE)
    factor: int = 2 ** min(max(tries - 1, 0), 16)
    return min(first * factor, longest)


def refused_sending(code: int, method: str) -> str:
    """Return the fault for an SMTP server's answer to a login. 4xx passes, and 500 to 504 isn't about the login."""
    if code < 500:
        return UNREACHED
    if code <= 504:
        return BROKEN
    return REFUSED_TOKEN if method == OAUTH else REFUSED_LOGIN


def folders_not_found(text: str, read: Collection[tuple[str, str]]) -> list[str]:
    """Return the further folders that weren't read, by name and role of those that were. All mail has every one."""
    if any(role == ALL for _name, role in read):
        return []
    known = {name.casefold().replace(".", "/") for name, _role in read}
    return [name for name in folder_names(text) if name.casefold().replace(".", "/") not in known]


def _levels(name: str, delimiter: str) -> tuple[str, ...]:
    """Return the levels of a folder's name, to compare them whatever the server puts between them."""
    return tuple(level.strip().casefold() for level in (name.split(delimiter) if delimiter else [name]))


def _flagged(folder: Folder, flag: str) -> bool:
    return any(own.strip("\\").casefold() == flag for own in folder.flags)
