"""Reads of personal tokens: the caller of one, lists of them, and when each was last used."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, QuerySet
from django.utils.translation import gettext as _

from amity.api.auth import Caller
from amity.people import rules
from amity.people.models import Person, Token
from amity.people.queries import actor_for, known_while_reading, token_hash
from amity.people.role_column import roles_along, roles_in
from amity.people.sessions.along import known_of, with_them
from amity.shared.rows.busy import unless_busy
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared
from amity.ui.reader_format import in_their_ways

PREFIX = "amity_"
"""The start of every token, so that a leaked one is recognised."""
USED_AGAIN = timedelta(minutes=1)


def caller_by(token: str, now: datetime, *, reads: bool = True) -> Caller | None:
    """Return a token's caller with person and roles, in one query, or None if the token isn't valid.

    A request that only `reads` gets what nearly every page needs in the same query. Another reads it when it needs it.
    """
    if not token.startswith(PREFIX):
        return None
    found = (TO_READ if reads else TO_WRITE).row({"hash": token_hash(token), "now": now})
    if found is None:
        return None
    person = found.person
    person.roles = roles_in(found.roles)
    person.narrowed_to = rules.narrowed_to(found.scopes)
    return Caller(
        token_id=found.pk,
        actor=actor_for(person, "rest"),
        scopes=frozenset(found.scopes),
        known=_known(person, known_of(found) if reads else {}),
        answered=lambda: note_use(found, now),
    )


def _tokens() -> "QuerySet[Any]":
    """Return the valid token of an active person by its hash, with the person and their roles."""
    found = Token.objects.filter(
        token_hash=Given("hash", CharField()), revoked_at=None, expires_at__gt=Given("now", DateTimeField())
    ).filter(person__is_active=True, person__mail__isnull=False)
    return found.select_related("person").annotate(roles=roles_along("person_id"))[:1]


TO_WRITE = Prepared(_tokens)
TO_READ = Prepared(lambda: with_them(_tokens()))


def _known(person: Person, along: Mapping[Hashable, Any]) -> Callable[..., AbstractContextManager[None]]:
    """Return a context with the token's person, their language, numbers and clock, for one request."""

    @contextmanager
    def known(*, still: bool) -> Iterator[None]:
        with known_while_reading(person, still=still, along=along if still else None), in_their_ways(person):
            yield

    return known


def note_use(token: Token, now: datetime) -> None:
    """Record that a token was used, at most once a minute, and never while another process has locked the row."""
    if token.last_used_at is not None and now - token.last_used_at < USED_AGAIN:
        return
    stale = Token.objects.filter(pk=token.pk)

    def note() -> None:
        if stale.select_for_update(skip_locked=True).exists():
            stale.update(last_used_at=now)

    unless_busy(note)


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as a page shows it, never with its secret."""

    id: int
    name: str
    beginning: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    state: str

    @property
    def works(self) -> bool:
        """Return whether the token is still valid."""
        return self.state == "works"


def tokens_of(person: Person, now: datetime) -> list[TokenRow]:
    """Return a person's tokens, newest first."""
    return _rows(Token.objects.filter(person=person), now)


def every_token(now: datetime) -> QuerySet[Token]:
    """Return everyone's valid tokens, for an administrator."""
    found = Token.objects.filter(revoked_at=None, expires_at__gt=now, person__is_active=True)
    return found.select_related("person")


def scopes_in_words(token: Token) -> list[str]:
    """Return the labels of what a token permits."""
    words = scope_labels()
    return [words[scope] for scope in rules.SCOPES if scope in token.scopes]


def token_by_secret(secret: str) -> Token | None:
    """Return the token with this secret, valid or not, or None."""
    return Token.objects.filter(token_hash=token_hash(secret)).first() if secret.startswith(PREFIX) else None


def token_to_change(token_id: int) -> Token:
    """Return the locked token. Raise `NotSeen` if there is none."""
    return seen_or_missing(Token.objects.select_related("person"), token_id, _("Token not found."), lock=True)


def scope_labels() -> dict[str, str]:
    """Return each scope with its translated label."""
    return {
        rules.READ: _("Read what I can read"),
        rules.SEE_MONEY: _("See the amounts I can see"),
        rules.WRITE_TIME: _("Log time"),
        rules.WRITE_EXPENSES: _("Record expenses"),
        rules.WRITE_SETUP: _("Edit accounts, contacts, projects and lines"),
    }


def _rows(tokens: QuerySet[Token], now: datetime) -> list[TokenRow]:
    return [
        TokenRow(
            one.pk, one.name, one.beginning, scopes_in_words(one),
            one.made_at, one.expires_at, one.last_used_at, _state(one, now),
        )
        for one in tokens.order_by("-made_at", "-pk")
    ]  # fmt: skip


def _state(token: Token, now: datetime) -> str:
    if token.revoked_at is not None:
        return "revoked"
    return "works" if token.expires_at > now else "expired"
