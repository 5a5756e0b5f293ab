"""Authenticate a token, or add an audit record when a revoked or expired one is refused."""

from datetime import datetime
from typing import Final

from django.core.cache import cache

from amity.api.auth import Caller
from amity.people.sign_in import commands
from amity.people.tokens import queries as token_queries

RECORDED_AGAIN_SECONDS: Final = 3600


def caller_by(token: str, now: datetime, *, reads: bool) -> Caller | None:
    """Return the caller a token belongs to, or None if it isn't valid. Record a refused token once an hour."""
    caller = token_queries.caller_by(token, now, reads=reads)
    if caller is None:
        known = token_queries.token_by_secret(token)
        if known is not None and cache.add(f"token-refused:{known.pk}", 1, timeout=RECORDED_AGAIN_SECONDS):
            commands.record_refused_token(token_id=known.pk, now=now)
    return caller
