"""What a person says a name of a file is, and the accounts that are opened on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from amity.accounts.commands import open_account
from amity.accounts.queries import accounts_seen_by
from amity.imports.rules.names import name_key
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Decision:
    """What a name is: `match` with a target, `create` (a project under account `target`, or under none, or under a
    new account called `opens`), `inside` the agency, `ignore` its rows, or `forget` what was said before."""

    kind: str
    key: str
    verdict: str
    target: int = 0
    opens: str = ""


def with_accounts(by: Actor, decisions: Iterable[Decision], now: datetime) -> list[Decision]:
    """The decisions with each account they name: the one of that name, else a new one, opened once for all of them.

    Raises `Refused` or `Invalid` as opening an account does.
    """
    listed = list(decisions)
    if not any(one.opens for one in listed):
        return listed
    known = {name_key(account.name): account.pk for account in accounts_seen_by(by)}
    for one in listed:
        key = name_key(one.opens)
        if key and key not in known:
            known[key] = open_account(by=by, name=one.opens, now=now).pk
    return [replace(one, target=known[name_key(one.opens)]) if one.opens else one for one in listed]
