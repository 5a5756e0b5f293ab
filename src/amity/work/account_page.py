"""The jobs of one account: all on its tab *Work*, the open ones below what is open."""

from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import Account
from amity.briefs import policy as briefs
from amity.monitoring.policy import may_add
from amity.people.queries import person_of
from amity.projects import queries as projects
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.work import queries
from amity.work.dates.rules import ENTRY
from amity.work.queries import JobsAsked

MOST: Final = 12
"""Jobs below what is open on an account."""


def open_of(by: Actor, account_id: Any) -> list[QuerySet[Any]]:
    """Return the projects and the briefs that are open jobs of an account, as the actor sees them."""
    person, asked = person_of(by), JobsAsked(account_id=account_id, internal=True)
    return [queries.projects_asked(person, asked), queries.briefs_asked(person, asked)]


def place_of_jobs(by: Actor, account: Account) -> str:
    """Return the URL of the open jobs of an account, for a page that asks for them once it is shown."""
    return reverse("work:account_jobs", args=[account.pk])


def open_jobs_of(by: Actor, account: Account) -> dict[str, Any]:
    """Return what `work/jobs_open.html` reads: the worst of the account's open jobs, and how many more there are.

    `blocked` are those blocked by something that the account's risks and blockers don't list, for readers of that card.
    """
    today, person = timezone.localdate(), person_of(by)
    found = queries.jobs(by, JobsAsked(account_id=account.pk, internal=True), today)
    return {
        "open": found[:MOST],
        "more": len(found[MOST:]),
        "blocked": [job for job in found if job.blocker is not None and job.blocker.kind != ENTRY],
        "names_blocked": bool(may_add(person, account, None)),
        "shows_use": person.money_right >= MoneyRight.HOURS,
        "shows_margin": person.money_right >= MoneyRight.TARGET,
        "today": today,
    }


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
