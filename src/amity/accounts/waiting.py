"""How something open names its account and its client contact."""

from django.urls import reverse
from django.utils.safestring import SafeString

from amity.accounts.models import Account, Contact
from amity.audit.words import Named
from amity.waiting.kinds import naming


def named(account: Account | None) -> Named | None:
    """Return an account with the address of its page."""
    return Named(account.name, reverse("accounts:account", args=[account.pk])) if account else None


def naming_contact(sentence: str, contact: Contact | None) -> SafeString | str:
    """Return a sentence with the contact in place of `%(who)s`, linked to their page; "" without a contact."""
    return naming(sentence, contact.name, reverse("accounts:edit_contact", args=[contact.pk])) if contact else ""
