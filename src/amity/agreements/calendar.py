"""Daily job: activate and expire agreements, and warn account managers of their dates, once each."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements import mails, rules
from amity.agreements.contract import days_ahead, state_on
from amity.agreements.models import Agreement, DayWarned
from amity.agreements.signatures.queries import why_on_hold
from amity.agreements.transitions import move
from amity.audit import trail
from amity.jobs.registry import actor_of_job
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.upcoming_dates import UpcomingDate


def follow_days(now: datetime) -> int:
    """Activate and expire agreements that are due, one transaction each, and return their number.

    A second run changes none.
    """
    today = timezone.localdate(now)
    begun = Agreement.objects.filter(state=rules.SIGNED).exclude(starts_on__gt=today).values_list("pk", flat=True)
    running = Agreement.objects.filter(state=rules.IN_FORCE, taken_over=False)
    over = [one.pk for one in running if state_on(one, today) == rules.EXPIRED]
    moved = [_follow(pk, rules.IN_FORCE, now) for pk in begun] + [_follow(pk, rules.EXPIRED, now) for pk in over]
    return sum(moved)


@command
def _follow(agreement_id: int, to: str, now: datetime) -> bool:
    agreement = Agreement.objects.select_for_update().get(pk=agreement_id)
    if not rules.may_move(agreement.state, to) or why_on_hold(agreement):
        return False
    before = move(agreement, to)
    agreement.version += 1
    agreement.save()
    changes = {"before": before, "after": to}
    action = "agreement.in_force" if to == rules.IN_FORCE else "agreement.expired"
    trail.record(action, subject=agreement, by=_calendar(), at=now, changes=changes)
    return True


def warn_ahead(now: datetime) -> int:
    """Email account managers 90, 60 and 30 days before notice, renewal and end. Return the number of emails."""
    today = timezone.localdate(now)
    sent = 0
    running = Agreement.objects.filter(state=rules.IN_FORCE).exclude(kind=rules.CHANGE_ORDER)
    for agreement in running.select_related("account__manager", "account__director"):
        for ahead in days_ahead(agreement, today):
            sent += _warn(agreement, ahead, now)
    return sent


@command
def _warn(agreement: Agreement, ahead: UpcomingDate, now: datetime) -> int:
    """Send one email per date and warning step, and catch up on a missed morning. Return 1 if it was sent."""
    person = agreement.account.owner if agreement.account else None
    if person is None:
        return 0
    _warning, is_new = DayWarned.objects.get_or_create(
        agreement=agreement, what=ahead.what, on=ahead.on, step=ahead.step
    )  # fmt: skip
    if not is_new:
        return 0
    mails.warn_of_days(agreement, ahead, person, now)
    return 1


def _calendar() -> Actor:
    return actor_of_job(0, _("Scheduled change"))
