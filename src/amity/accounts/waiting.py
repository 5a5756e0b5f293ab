"""How something open names its account and its client contact, and how much weight that contact has."""

from django.utils.safestring import SafeString

from amity.accounts.models import Account, Contact
from amity.accounts.queries import sees_whole
from amity.accounts.rules import DECIDES, SPONSOR
from amity.audit.words import Named
from amity.shared.actor import Actor
from amity.ui.links import address_with
from amity.waiting.kinds import naming


def named(account: Account | None) -> Named | None:
    """Return an account with the address of its page."""
    return Named(account.name, address_with("accounts:account", account.pk)) if account else None


def weight_of(contact: Contact | None) -> int:
    """Return how much more something means to the client because of whom it concerns: 1 for those who decide."""
    return int(contact is not None and not {DECIDES, SPONSOR}.isdisjoint(contact.roles))


def naming_contact(by: Actor, sentence: str, contact: Contact | None, account: Account | None) -> SafeString | str:
    """Return a sentence with the contact in place of `%(who)s`; "" without a contact.

    The name is a link to their page for an actor with full access to the account.
    """
    if contact is None:
        return ""
    address = address_with("accounts:contact", contact.pk) if account and sees_whole(by, account) else ""
    return naming(sentence, contact.name, address)
