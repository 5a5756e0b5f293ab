"""Create a personal token, and revoke it as its owner or an administrator."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people import policy, queries, rules
from amity.people.invitations.commands import end_tokens_of
from amity.people.models import Token
from amity.people.tokens import queries as token_queries
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token. `secret` is available only here, since only its hash is stored."""

    token: Token
    secret: str


@command
def make_token(*, by: Actor, name: str, scopes: Iterable[str], days: int, now: datetime) -> MadeToken:
    """Create a token for the actor with at most these scopes, valid for 1 to 365 days."""
    policy.may_make_tokens(by).or_refuse()
    person = queries.person_to_change(queries.person_of(by).pk)
    tidy_name, wanted = one_line(name, 80, "name"), [scope for scope in rules.SCOPES if scope in set(scopes)]
    if not tidy_name:
        raise Invalid(_("Enter a name, for example the program that will use it."), "name")
    if not wanted or set(wanted) != set(scopes):
        raise Invalid(_("Choose what the token can do."), "scopes")
    if not 1 <= days <= rules.MOST_TOKEN_DAYS:
        raise Invalid(_("Enter 1 to 365 days."), "days")
    if person.tokens.filter(revoked_at=None, expires_at__gt=now).count() >= rules.MOST_TOKENS:
        raise Refused(_("You already have 20 active tokens. Revoke one you no longer use."))
    secret = token_queries.PREFIX + secrets.token_urlsafe(32)
    token = Token(
        person=person, name=tidy_name, beginning=secret[:12], token_hash=queries.token_hash(secret), scopes=wanted,
        made_at=now, expires_at=now + timedelta(days=days),
    )  # fmt: skip
    token.save(force_insert=True)
    changes = {"name": tidy_name, "scopes": wanted, "expires_at": token.expires_at, "person_id": person.pk}
    trail.record("token.made", subject=token, by=by, at=now, changes=changes)
    return MadeToken(token, secret)


@command
def revoke_token(*, by: Actor, token_id: int, now: datetime) -> Token:
    """Revoke a token, for its owner or an administrator. Revoking it again changes nothing."""
    token = token_queries.token_to_change(token_id)
    policy.may_revoke(by, token).or_refuse()
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        changes = {"name": token.name, "person_id": token.person_id}
        trail.record("token.revoked", subject=token, by=by, at=now, changes=changes)
    return token


@command
def revoke_own_tokens(*, by: Actor, now: datetime) -> None:
    """Revoke all tokens of the actor."""
    end_tokens_of(queries.person_to_change(queries.person_of(by).pk), by=by, now=now)
