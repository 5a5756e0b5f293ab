"""Erase a contact from the emails that name them."""

from datetime import datetime

from amity.accounts.models import Contact
from amity.mailbox.models import MessageAddress


def erase_from_emails(contact: Contact, now: datetime) -> None:
    """Drop the address. Their present name is written instead, and replaced like any other text."""
    MessageAddress.objects.filter(contact=contact).update(name=contact.name, address="")
