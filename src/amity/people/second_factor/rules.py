"""Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds)."""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from typing import Final

PERIOD: Final = 30
DIGITS: Final = 6
DRIFT: Final = 1
"""How many periods the clock of a phone may be ahead or behind."""


def new_secret() -> str:
    """Return a random secret of 160 bits in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step_of(moment: datetime) -> int:
    """Return the number of the period that contains the moment."""
    return int(moment.timestamp()) // PERIOD


def code_at(secret: str, step: int) -> str:
    """Return the code of a period."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    value = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return str(value % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, code: str, moment: datetime, after: int = 0) -> int | None:
    """Return the period a code belongs to, or None. Periods up to `after` were used: a code works once."""
    tidy = "".join(code.split())
    now = step_of(moment)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > after and hmac.compare_digest(code_at(secret, step).encode(), tidy.encode()):
            return step
    return None


def grouped(secret: str) -> str:
    """Return the secret in groups of four, to be typed by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
