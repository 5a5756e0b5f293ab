"""Findings that link to the page of a contact: only some readers of an email can open it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from amity.accounts.models import Account
from amity.accounts.queries import sees_whole
from amity.gate.checks.registry import Finding
from amity.shared.actor import Actor


def opens_contacts(account: Account) -> Callable[[Actor], bool]:
    """Return who opens the pages of the account's contacts: those who have full access to the account."""
    return lambda by: sees_whole(by, account)


def opened(account: Account, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Limit the links of findings about the account's contacts to those who can open their pages."""
    return (replace(one, opens=opens_contacts(account)) for one in findings)
