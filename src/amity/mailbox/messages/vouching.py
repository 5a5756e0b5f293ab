"""Whether the provider of a mailbox vouches for the sender of an email: `dmarc=pass` in the header it put on top.

Anyone can write such a header into an email. The provider's is the topmost one, and names the provider.
"""

import re
from dataclasses import dataclass
from typing import Final

from amity.mailbox.connections.rules import GOOGLE, MICROSOFT

_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"^\s*([a-z][a-z0-9_-]*)\s*=\s*([a-z]+)\b(.*)$", re.IGNORECASE | re.DOTALL)
_FROM: Final = re.compile(r"\bheader\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_SERVICES: Final = ("imap", "imaps", "mail", "mx", "outlook")


@dataclass(frozen=True, slots=True)
class Profile:
    """The provider of a mailbox, and its server."""

    provider: str
    host: str


def vouches(profile: Profile | None, header: str, sender: str) -> bool:
    """Return whether a provider confirms that an email comes from the domain of its sender.

    `header` is the topmost Authentication-Results. Without a profile, as for an uploaded email, no one vouches.
    """
    if profile is None or not header or "@" not in sender:
        return False
    parts = _without_comments(header).split(";")
    first = parts[0].strip()
    results = parts if _RESULT.match(first) else parts[1:]
    if not _is_by(profile, "" if results is parts else first.split()[0] if first else "?"):
        return False
    found = [match for part in results if (match := _RESULT.match(part)) and match[1].lower() == "dmarc"]
    if len(found) != 1 or found[0][2].lower() != "pass":
        return False
    domain = _FROM.search(found[0][3])
    return domain is not None and domain[1].lower().rpartition("@")[2] == sender.rpartition("@")[2].lower()


def _is_by(profile: Profile, service: str) -> bool:
    """Return whether a header is by the provider. Microsoft 365 leaves its own name out."""
    named = service.lower().rstrip(".")
    if profile.provider == GOOGLE:
        return named == "mx.google.com"
    if profile.provider == MICROSOFT:
        return not named or named.endswith((".outlook.com", ".office365.com"))
    host = profile.host.lower().rstrip(".")
    label, _dot, parent = host.partition(".")
    if label not in _SERVICES or "." not in parent:
        return named == host
    return named in (host, parent) or named.endswith(f".{parent}")


def _without_comments(header: str) -> str:
    """Return a header without its comments, which may hold others. What is left unclosed ends it."""
    text = header
    while (shorter := _COMMENT.sub(" ", text)) != text:
        text = shorter
    return text.partition("(")[0]
