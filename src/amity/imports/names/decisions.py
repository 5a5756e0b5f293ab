"""Record what a name in a file refers to, and the accounts it creates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from amity.accounts.queries import accounts_seen_by, may_open
from amity.imports.rules import name_key
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


def with_accounts(by: Actor, decisions: Iterable[Decision]) -> list[Decision]:
    """Point decisions that name an account at the one of that name, where it is here. Opens none.

    Raises `Refused` where one is new and the person can't open accounts.
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
