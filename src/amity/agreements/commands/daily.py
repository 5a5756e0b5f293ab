"""What days do to agreements: one comes into force, one ends, and who answers is told of days ahead, once each."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import mails, policy
from amity.agreements.commands.holding import move
from amity.agreements.models import Agreement, DayWarned, Review, Right, RightWarned
from amity.agreements.queries.library import reviewers_of
from amity.agreements.queries.register import register_on, span_of
from amity.agreements.queries.worth import days_ahead, ends_on
from amity.agreements.rules import dates, rights, states
from amity.audit import trail
from amity.jobs.registry import actor_of_job
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.command import command


def follow_days(now: datetime) -> int:
    """Move what a day moves, one transaction each; returns how many moved. Run again the same day it moves none."""
    today = now.date()
    begun = Agreement.objects.filter(state=states.SIGNED).exclude(starts_on__gt=today).values_list("pk", flat=True)
    ended = Agreement.objects.filter(state=states.IN_FORCE, taken_over=False).exclude(renewal=dates.BY_ITSELF)
    over = [one.pk for one in ended.exclude(kind=states.CHANGE_ORDER) if (end := ends_on(one)) and end < today]
    moved = [_follow(pk, states.IN_FORCE, now) for pk in begun] + [_follow(pk, states.EXPIRED, now) for pk in over]
    return sum(moved)


@command
def _follow(agreement_id: int, to: str, now: datetime) -> bool:
    agreement = Agreement.objects.select_for_update().get(pk=agreement_id)
    if not states.may_move(agreement.state, to):
        return False
    before = move(agreement, to)
    agreement.version += 1
    agreement.save()
    changes = {"before": before, "after": to}
    action = "agreement.in_force" if to == states.IN_FORCE else "agreement.expired"
    trail.record(action, subject=agreement, by=_calendar(), at=now, changes=changes)
    return True


def warn_ahead(now: datetime) -> int:
    """Mail who answers for an account 90, 60 and 30 days before notice, renewal and end; returns how many mails."""
    today = now.date()
    sent = 0
    running = Agreement.objects.filter(state=states.IN_FORCE).exclude(kind=states.CHANGE_ORDER)
    for agreement in running.select_related("account__manager", "account__director"):
        for ahead in days_ahead(agreement, today):
            sent += _warn(agreement, ahead, now)
    return sent


def warn_of_rights(now: datetime) -> int:
    """Mail who answers for an account 90, 60 and 30 days before a right ends, once each; returns how many mails."""
    today = now.date()
    if not register_on():
        return 0
    near = Right.objects.filter(until__range=(today, today + timedelta(days=dates.AHEAD[0])))
    found = [(right, rights.warning(span_of(right), today)) for right in near]
    return sum(_warn_of_right(right.pk, ahead, now) for right, ahead in found if ahead)


def chase_reviews(now: datetime) -> int:
    """Ask once more, once, for reviews that are late, and tell who drafted; returns how many."""
    late = Review.objects.filter(verdict="", due_at__lt=now, chased_at=None, version__agreement__state=states.IN_REVIEW)
    return sum(_chase(pk, now) for pk in late.order_by("due_at", "pk").values_list("pk", flat=True))


@command
def _chase(review_id: int, now: datetime) -> bool:
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("version__agreement__account").get(pk=review_id)
    )
    if review.verdict or review.chased_at is not None:
        return False
    review.chased_at = now
    review.save(update_fields=["chased_at"])
    people = reviewers_of(review.version.agreement).get(review.role, [])
    mails.chase_reviewers(review, [one for one in people if one.pk not in policy.drafters(review)], now)
    return True


@command
def _warn_of_right(right_id: int, ahead: dates.Warned, now: datetime) -> int:
    """One mail for each end and step, whatever day it is noticed."""
    right = Right.objects.select_related("account__manager", "account__director").get(pk=right_id)
    person = _answers_for(right.account)
    if person is None:
        return 0
    _said, is_new = RightWarned.objects.get_or_create(right=right, on=ahead.on, step=ahead.step)
    if is_new:
        mails.warn_of_right(right, ahead.days, person, now)
    return int(is_new)


@command
def _warn(agreement: Agreement, ahead: dates.Warned, now: datetime) -> int:
    """One mail for each day and step, whenever it is noticed: a morning that was missed is made good."""
    person = _answers_for(agreement.account)
    if person is None:
        return 0
    _said, is_new = DayWarned.objects.get_or_create(
        agreement=agreement, what=ahead.what, on=ahead.on, step=ahead.step
    )  # fmt: skip
    if not is_new:
        return 0
    mails.warn_of_days(agreement, ahead, person, now)
    return 1


def _answers_for(account: Account | None) -> Person | None:
    """Who is told: the account manager, or the director where there is none."""
    return (account.manager or account.director) if account else None


def _calendar() -> Actor:
    return actor_of_job(0, _("Scheduled change"))
