"""Find the contact, the client or the colleague that an email address belongs to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models.functions import Lower

from amity.accounts.erasure.addresses import erased_addresses
from amity.accounts.erasure.rules import NO_ADDRESSES, ErasedAddresses
from amity.accounts.models import Contact, MailDomain
from amity.people.models import Person

AT_ONCE: Final = 1_000
"""Addresses of one query, well below what databases accept."""


@dataclass(frozen=True, slots=True)
class KnownAddresses:
    """Active contacts and colleagues by email address in small letters, and accounts by email domain.

    An address may be that of a contact at several accounts. `erased` are those of people who were erased.
    """

    contacts: Mapping[str, Sequence[Contact]]
    colleagues: Mapping[str, Person]
    domains: Mapping[str, int]
    erased: ErasedAddresses = NO_ADDRESSES

    def is_erased(self, mail: str) -> bool:
        """Return whether an address was erased, and no contact and no colleague has it now."""
        return mail not in self.contacts and mail not in self.colleagues and mail in self.erased

    def accounts_of(self, mail: str) -> frozenset[int]:
        """Return the accounts an address belongs to, none for a colleague's."""
        if mail in self.colleagues:
            return frozenset()
        if mail in self.contacts:
            return frozenset(one.account_id for one in self.contacts[mail])
        account = self.domains.get(mail.rpartition("@")[2])
        return frozenset() if account is None else frozenset({account})

    def contact_at(self, mail: str, account_id: int) -> Contact | None:
        """Return the contact of an account with this address, or None."""
        return next((one for one in self.contacts.get(mail, ()) if one.account_id == account_id), None)


def known_addresses(mails: Collection[str]) -> KnownAddresses:
    """Return what is known of email addresses in small letters."""
    asked = sorted(mails)
    contacts: dict[str, list[Contact]] = {}
    colleagues: dict[str, Person] = {}
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        theirs = Contact.objects.annotate(lower=Lower("mail")).filter(lower__in=some, is_active=True)
        for contact in theirs.order_by("pk"):
            contacts.setdefault(contact.mail.lower(), []).append(contact)
        ours = Person.objects.annotate(lower=Lower("mail")).filter(lower__in=some, is_active=True)
        colleagues |= {str(person.mail).lower(): person for person in ours}
    domains = _accounts_by_domain({mail.rpartition("@")[2] for mail in asked})
    return KnownAddresses(contacts, colleagues, domains, erased_addresses())


def _accounts_by_domain(domains: Collection[str]) -> dict[str, int]:
    asked = sorted(domains)
    found: dict[str, int] = {}
    for start in range(0, len(asked), AT_ONCE):
        rows = MailDomain.objects.filter(domain__in=asked[start : start + AT_ONCE])
        found |= dict(rows.values_list("domain", "account_id"))
    return found
