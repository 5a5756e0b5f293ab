"""Link people in meetings to contacts that were added after the meeting was taken."""

from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from amity.accounts.models import Contact
from amity.jobs.registry import every
from amity.meetings.models import MeetingPerson
from amity.shared.command import command

MOST: Final = 500
"""At once; the others follow five minutes later."""


@every("meetings.link_contacts", "*/5 * * * *")
@command
def link_contacts(now: datetime) -> int:
    """Link addresses of a client to the contacts of its account that have them now. Return how many were linked."""
    added = Contact.objects.annotate(lower=Lower("mail")).filter(is_active=True, lower=OuterRef("mail"))
    here = added.filter(account=OuterRef("meeting__account"))
    rows = MeetingPerson.objects.filter(Exists(here), person=None, contact=None).exclude(mail="")
    found = list(rows.select_related("meeting")[:MOST])
    for row in found:
        contact = Contact.objects.get(account=row.meeting.account_id, mail__iexact=row.mail)
        if MeetingPerson.objects.filter(meeting=row.meeting, contact=contact).exists():
            row.delete()
        else:
            row.contact = contact
            row.save(update_fields=["contact"])
    return len(found)
