"""The jobs of one account, on its tab *Work*."""

from typing import Any

from django.utils import timezone

from amity.accounts.models import Account
from amity.briefs import policy as briefs
from amity.people.queries import person_of
from amity.projects import queries as projects
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.work import queries
from amity.work.queries import JobsAsked


def jobs_of(by: Actor, account: Account) -> dict[str, Any]:
    """Return what `work/account_jobs.html` reads: the account's jobs, worst first, and what may be added."""
    today, person = timezone.localdate(), person_of(by)
    found = queries.jobs(by, JobsAsked(account_id=account.pk, closed=True, internal=True), today)
    return {
        "open": [job for job in found if job.is_open],
        "over": [job for job in found if not job.is_open],
        "shows_use": person.money_right >= MoneyRight.HOURS,
        "shows_margin": person.money_right >= MoneyRight.TARGET,
        "today": today,
        "may_open": projects.may_open(by, account),
        "may_brief": bool(briefs.may_open(person, account)),
    }
