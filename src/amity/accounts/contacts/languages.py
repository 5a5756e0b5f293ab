"""The language a client reads."""

from amity.accounts.models import Account, Contact
from amity.agency.queries import agency_language


def language_for(contact: Contact | None) -> str:
    """Return the contact's language or else the agency's. It never depends on who writes to them."""
    return (contact.language if contact else "") or agency_language()


def language_of_named(account: Account | None, name: str) -> str:
    """Return the language of the contact with that name, where an account has exactly one."""
    if account is None or not name.strip():
        return language_for(None)
    found = list(account.contacts.filter(is_active=True, name__iexact=name.strip())[:2])
    return language_for(found[0] if len(found) == 1 else None)
