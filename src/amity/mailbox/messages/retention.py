"""Delete the text of emails after the months that the agency's rule says. Who wrote to whom, and when, stays."""

from datetime import datetime, time

from amity.agency.queries import agency_zone, limit
from amity.mailbox.messages import attachments
from amity.mailbox.models import Message
from amity.shared.command import command
from amity.shared.dates.periods import first_day, last_day, month_of, months_back

PORTION = 500


def empty_old(now: datetime) -> int:
    """Delete texts and attachments of emails sent before the time for which they are stored. Return how many."""
    months = limit("mail.months")
    if not months:
        return 0
    today = now.astimezone(agency_zone()).date()
    month = months_back(month_of(today), months)
    day = first_day(month).replace(day=min(today.day, last_day(month).day))
    before, total = datetime.combine(day, time.min, agency_zone()), 0
    while count := _empty(before, now):
        total += count
    return total


@command
def _empty(before: datetime, now: datetime) -> int:
    rows = Message.objects.filter(emptied_at=None, sent_at__lt=before).order_by("sent_at", "pk")
    ids = list(rows.values_list("pk", flat=True)[:PORTION])
    attachments.delete_of(ids)
    Message.objects.filter(pk__in=ids).update(reply="", text="", html="", emptied_at=now)
    return len(ids)
