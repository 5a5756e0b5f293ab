"""What the overview of an account shows: people, coverage, domains, covers and history."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import rules
from amity.accounts.contacts.queries import contact_role_labels, standing_labels
from amity.accounts.covers.queries import covers_of
from amity.accounts.models import Account, Contact, Cover
from amity.accounts.queries import domains_of, duty_labels


@dataclass(frozen=True, slots=True)
class Tenure:
    """Someone, or no one, held a duty from a day on; in words."""

    name: str
    duty: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview of an account shows; the contacts carry their role and standing in words."""

    contacts: list[Contact]
    retired: list[Contact]
    coverage: rules.Coverage
    missing: list[str]
    domains: list[str]
    covers: list[Cover]
    history: list[Tenure] = field(default_factory=list)


def overview(account: Account) -> Overview:
    """Contacts, coverage, domains and history of an account, in three queries."""
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


def history(account: Account) -> list[Tenure]:
    """Who answered for the account, newest first."""
    duties = duty_labels()
    rows = account.holders.select_related("person").order_by("-valid_from", "duty")
    return [Tenure(row.person.name if row.person else _("no one"), duties[row.duty], row.valid_from) for row in rows]
