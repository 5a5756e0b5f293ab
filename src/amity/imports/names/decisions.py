"""Record decisions about names in a file, and the accounts they create."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from amity.accounts.queries import accounts_seen_by, may_open
from amity.imports.rules import name_key
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a name:

    `match` with a target, `create` (a project under account `target`, under none, or under a new account named
    `opens`), `inside` for agency work, `ignore` for its rows, or `forget` an earlier decision.
    """

    kind: str
    key: str
    verdict: str
    target: int = 0
    opens: str = ""


def with_accounts(by: Actor, decisions: Iterable[Decision]) -> list[Decision]:
    """Point decisions that name an account at the existing account of that name. Creates none.

    Raises `Refused` if an account is new and the person can't create accounts.
    """
    known = {name_key(account.name): account.pk for account in accounts_seen_by(by)}
    decisions = list(decisions)
    if any(decision.opens and name_key(decision.opens) not in known for decision in decisions):
        may_open(by).or_refuse()
    return [
        replace(decision, target=known[key], opens="")
        if (key := name_key(decision.opens)) and key in known
        else decision
        for decision in decisions
    ]
