"""Erase a contact from the meetings they were in."""

from datetime import datetime

from amity.accounts.models import Contact
from amity.meetings.models import MeetingPerson


def erase_from_meetings(contact: Contact, now: datetime) -> None:
    """Drop the address. Their present name is written instead, and replaced like any other text."""
    MeetingPerson.objects.filter(contact=contact).update(name=contact.name, mail="")
