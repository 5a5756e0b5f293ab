"""Warn account managers before a third-party right ends, once per date."""

from datetime import datetime

from django.utils import timezone

from amity.rights import mails, rules
from amity.rights.models import Right, RightReminder
from amity.rights.queries import are_rights_on, span_of
from amity.shared.command import command
from amity.shared.dates.upcoming_dates import REMINDER_DAYS, UpcomingDate, range_ahead


def warn_of_rights(now: datetime) -> int:
    """Email account managers 90, 60 and 30 days before a right ends, once each. Return the number of emails."""
    today = timezone.localdate(now)
    if not are_rights_on():
        return 0
    near = Right.objects.filter(until__range=range_ahead(today, REMINDER_DAYS[0]))
    found = [(right, rules.warning(span_of(right), today)) for right in near]
    return sum(_warn_of_right(right.pk, ahead, now) for right, ahead in found if ahead)


@command
def _warn_of_right(right_id: int, ahead: UpcomingDate, now: datetime) -> int:
    """Email the account owner once for each end date and step, on whatever day it is noticed. Return 1 if sent."""
    right = Right.objects.select_related("account__manager", "account__director").get(pk=right_id)
    person = right.account.owner
    if person is None:
        return 0
    _warning, is_new = RightReminder.objects.get_or_create(right=right, on=ahead.on, step=ahead.step)
    if is_new:
        mails.warn_of_right(right, ahead.days, person, now)
    return int(is_new)
