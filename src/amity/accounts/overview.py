"""The overview of an account: people, coverage, domains, covers and history."""

from dataclasses import dataclass

from django.utils import timezone

from amity.accounts import rules
from amity.accounts.contacts.queries import contact_role_labels, standing_labels
from amity.accounts.covers.queries import covers_of
from amity.accounts.models import Account, AccountHolder, Contact, Cover
from amity.accounts.queries import domains_of, duty_labels


@dataclass(frozen=True, slots=True)
class Overview:
    """Content of an account's overview. The contacts carry labels for their role and standing."""

    contacts: list[Contact]
    retired: list[Contact]
    coverage: rules.Coverage
    missing: list[str]
    domains: list[str]
    covers: list[Cover]
    history: list[AccountHolder]


def overview(account: Account) -> Overview:
    """Return contacts, coverage, domains and history of an account, in three queries."""
    found = list(account.contacts.select_related("reports_to").order_by("name", "pk"))
    role_words, standing_words = contact_role_labels(), standing_labels()
    for contact in found:
        contact.role_words = [role_words[role] for role in contact.roles if role in role_words]  # type: ignore[attr-defined]
        contact.standing_word = standing_words.get(contact.standing, "")  # type: ignore[attr-defined]
    active = [contact for contact in found if contact.is_active]
    covered = rules.coverage([contact.roles for contact in active])
    return Overview(
        contacts=active,
        retired=[contact for contact in found if not contact.is_active],
        coverage=covered,
        missing=[role_words[role] for role in covered.missing],
        domains=domains_of(account),
        covers=covers_of(account, timezone.localdate()),
        history=history(account),
    )


def history(account: Account) -> list[AccountHolder]:
    """Return the account's managers and directors over time, newest first, each with the duty's label."""
    duties, found = duty_labels(), list(account.holders.select_related("person").order_by("-valid_from", "duty"))
    for holder in found:
        holder.duty_word = duties[holder.duty]  # type: ignore[attr-defined]
    return found
