"""Warn account managers before a third-party right ends, once per date."""

from datetime import datetime, timedelta

from amity.agreements import mails
from amity.agreements.calendar import account_owner
from amity.agreements.models import Right, RightWarned
from amity.agreements.rights.queries import register_on, span_of
from amity.agreements.rules import dates, rights
from amity.shared.command import command


def warn_of_rights(now: datetime) -> int:
    """Mail who answers for an account 90, 60 and 30 days before a right ends, once each; returns how many mails."""
    today = now.date()
    if not register_on():
        return 0
    near = Right.objects.filter(until__range=(today, today + timedelta(days=dates.AHEAD[0])))
    found = [(right, rights.warning(span_of(right), today)) for right in near]
    return sum(_warn_of_right(right.pk, ahead, now) for right, ahead in found if ahead)


@command
def _warn_of_right(right_id: int, ahead: dates.Warned, now: datetime) -> int:
    """One mail for each end and step, whatever day it is noticed."""
    right = Right.objects.select_related("account__manager", "account__director").get(pk=right_id)
    person = account_owner(right.account)
    if person is None:
        return 0
    _said, is_new = RightWarned.objects.get_or_create(right=right, on=ahead.on, step=ahead.step)
    if is_new:
        mails.warn_of_right(right, ahead.days, person, now)
    return int(is_new)
