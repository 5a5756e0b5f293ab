"""Erase a contact from the stories they got."""

from datetime import datetime

from amity.accounts.models import Contact
from amity.insights.shares.models import OptOut, Received


def erase_from_shares(contact: Contact, now: datetime) -> None:
    """Drop the address. That someone got the story stays, as of a former contact."""
    Received.objects.filter(contact=contact).update(mail="")
    OptOut.objects.filter(contact=contact).update(mail="")
