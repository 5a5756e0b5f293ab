"""Accounts as the subject of facts: who sees and records them, and the fields that other parts ask for."""

from collections.abc import Collection, Mapping

from amity.accounts import hooks, policy, queries
from amity.audit.words import Text
from amity.facts.subjects import Subject
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer


def seen(by: Actor, ids: Collection[int]) -> Collection[int]:
    """Return those of the accounts to which the actor has full access."""
    found = queries.accounts_seen_by(by).filter(pk__in=ids)
    return {account.pk for account in found if queries.sees_whole(by, account)}


def may_state(by: Actor, account_id: int) -> Answer:
    """Those who can edit an account can record facts about it."""
    return policy.may_edit(person_of(by), queries.account_seen_by(by, account_id))


def field_words(ids: Collection[int]) -> Mapping[int, Mapping[str, Text]]:
    """Return the fields of each account that other parts ask for, with their labels."""
    return {pk: {field: word for fields in hooks.fact_fields for field, word in fields(pk).items()} for pk in ids}


ACCOUNTS = Subject(seen=seen, may_state=may_state, field_words=field_words)
