"""Pure rules of personal links: their token, how long they work, and what looks like a program that follows links."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

LASTS: Final = timedelta(days=30)
TOO_FAST: Final = timedelta(seconds=60)
"""An answer this soon after the email was delivered is hardly a person's."""
OPENED_TOGETHER: Final = timedelta(seconds=60)
SUSPECT_FOR: Final = timedelta(minutes=10)
"""How long a client that opened every link of an email at once is taken for a program."""

ANSWER: Final = "answer"
WHY: Final = "why"
PLACES: Final = (ANSWER, WHY)
"""The links of an email: the answer, and why someone got it. A person rarely opens both at once, a program does."""


def new_token() -> str:
    """Return a token of 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """Return the stored form of a token: SHA-256 as hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_key(network: str, program: str) -> str:
    """Return what tells one client from another, without storing who it is."""
    return hashlib.sha256(f"{network}\n{program}".encode()).hexdigest()[:32]


def is_suspect(*, delivered_at: datetime | None, opened: Collection[tuple[str, datetime]], now: datetime) -> bool:
    """Return whether an answer is perhaps a scanner's: too soon, or by a client that opened every link at once.

    `opened` are the links that this client has opened, with the time of the last time.
    """
    if delivered_at is None or now - delivered_at < TOO_FAST:
        return True
    times = [at for place, at in opened if place in PLACES and now - at < SUSPECT_FOR]
    every = {place for place, at in opened if now - at < SUSPECT_FOR} >= set(PLACES)
    return every and max(times) - min(times) < OPENED_TOGETHER
