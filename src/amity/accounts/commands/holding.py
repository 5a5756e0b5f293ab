"""Who answers for an account from a day on. The account's own column is kept at the newest day, by this file alone."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.accounts import policy, queries, rules
from amity.accounts.models import Account, AccountHolder
from amity.audit import trail
from amity.jobs.registry import actor_of_job
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.duties import holder_on
from amity.shared.errors import Invalid


@command
def assign_account(
    *, by: Actor, account_id: int, duty: str, person_id: int | None, valid_from: date, now: datetime
) -> Account:
    """Say who is manager or director of an account from a day on; None for nobody.

    A day in the past is put into the history and changes who answers today only if nothing newer was said. A day to
    come is kept, and `follow_dates` brings the account along when it has come.
    """
    policy.may_assign(person_of(by)).or_refuse()
    account = queries.account_to_change(by, account_id)
    hold(account, duty, person_id, valid_from, today=now.date())
    changes = {"duty": duty, "person_id": person_id, "valid_from": valid_from}
    trail.record("account.assigned", subject=account, by=by, at=now, changes=changes)
    return account


def hold(account: Account, duty: str, person_id: int | None, valid_from: date, *, today: date) -> None:
    """Write the history row and bring the account's column up to date."""
    if duty not in rules.DUTIES:
        raise Invalid(_("Choose account manager or director."), "duty")
    if (valid_from - today).days > rules.FURTHEST_AHEAD:
        raise Invalid(_("Choose a date within a year from today."), "valid_from")
    if person_id is not None and not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise Invalid(_("Choose an active person."), "person_id")
    AccountHolder.objects.update_or_create(
        account=account, duty=duty, valid_from=valid_from, defaults={"person_id": person_id}
    )
    _bring_up_to_date(account, duty, today)
    account.version += 1
    account.save()


def follow_dates(*, now: datetime) -> int:
    """Bring accounts up to date whose new manager's or director's day has come; returns how many."""
    return sum(_follow(account_id, now) for account_id in queries.behind_their_dates(now.date()))


@command
def _follow(account_id: int, now: datetime) -> bool:
    account = Account.objects.select_for_update().get(pk=account_id)
    moved = [duty for duty in rules.DUTIES if _bring_up_to_date(account, duty, now.date())]
    if not moved:
        return False
    account.version += 1
    account.save()
    by = actor_of_job(0, _("the calendar"))
    changes = {f"{duty}_id": getattr(account, f"{duty}_id") for duty in moved}
    trail.record("account.followed_dates", subject=account, by=by, at=now, changes=changes)
    return True


def _bring_up_to_date(account: Account, duty: str, today: date) -> bool:
    """Set the account's column to who holds the duty that day; whether that was somebody else."""
    current = holder_on(queries.held(account), duty, today)
    person_id = current.person_id if current else getattr(account, f"{duty}_id")
    if person_id == getattr(account, f"{duty}_id"):
        return False
    setattr(account, f"{duty}_id", person_id)
    return True
