"""Limits of codes and devices, and the hash of a code. Pure: callers pass the clock, the key and the counts."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

SIGN_IN: Final = "sign_in"
FRESH: Final = "fresh"
PURPOSES: Final = (SIGN_IN, FRESH)

DIGITS: Final = 6
CODE_LASTS: Final = timedelta(minutes=10)
TRIES: Final = 5
DEVICE_LASTS: Final = timedelta(days=30)
USED_AGAIN: Final = timedelta(minutes=5)
"""How often the last use of a device is recorded at most."""
CODES_KEPT: Final = timedelta(days=2)
"""Codes are counted for a day, and deleted a day later."""

QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
OF_ADDRESS_HERE: Final = (5, QUARTER)
"""Codes for one address from one network. A stranger elsewhere can't use up someone's codes with it."""
OF_ADDRESS: Final = (60, DAY)
"""Codes for one address from anywhere: at five tries each, 300 guesses a day at one in a million."""
OF_NETWORK: Final = (30, HOUR)


def too_many(asked: Collection[tuple[datetime, bool]], from_network: Collection[datetime], now: datetime) -> bool:
    """Return whether another code must wait.

    `asked` are the codes of the address with whether each was asked for from this network; `from_network` are those of
    the network for any address.
    """
    here = sum(at > now - OF_ADDRESS_HERE[1] for at, same in asked if same)
    anywhere = sum(at > now - OF_ADDRESS[1] for at, _same in asked)
    network = sum(at > now - OF_NETWORK[1] for at in from_network)
    return here >= OF_ADDRESS_HERE[0] or anywhere >= OF_ADDRESS[0] or network >= OF_NETWORK[0]


def new_code() -> str:
    """Return a code of six digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def typed_code(text: str) -> str:
    """Return the digits of a code as someone typed it, with spaces or hyphens."""
    return "".join(char for char in text if char.isascii() and char.isdigit())[: DIGITS + 1]


def code_hash(key: str, reference: str, code: str) -> str:
    """Return the stored form of a code: keyed with the instance's key, so that the database alone can't be searched."""
    return hmac.new(key.encode(), f"portal code {reference} {code}".encode(), hashlib.sha256).hexdigest()


def is_code(stored: str, given: str) -> bool:
    """Return whether a hash is that of the code, in the same time for any hash. A code never sent matches nothing."""
    return hmac.compare_digest(stored or "0" * 64, given)


def token_hash(token: str) -> str:
    """Return the stored form of a device's token, which has 256 random bits: SHA-256 as hex."""
    return hashlib.sha256(token.encode()).hexdigest()
