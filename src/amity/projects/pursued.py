"""Joint objectives on a project's page, and the share of milestones met, which projects report for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.policy import may_keep
from amity.charter.objectives.queries import Row, objectives_without_figures
from amity.charter.objectives.rules import Read
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import rules
from amity.projects.models import Milestone, Project
from amity.projects.queries import who_runs_projects_of
from amity.shared.actor import Actor

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Pursued:
    """The joint objectives of the account, and whether the reader can record their values."""

    account: Account
    rows: Sequence[Row]
    may_read: bool


def objectives_of(by: Actor, project: Project) -> Pursued | None:
    """Return the objectives of a project's account, or None for a project without an account or objectives.

    Calculated values, such as the margin, need the money of the whole account. They are on its page.
    """
    account = project.account
    rows = objectives_without_figures(by, account, timezone.localdate()) if account else []
    return Pursued(account, rows, bool(may_keep(person_of(by), account))) if account and rows else None


def managers_of(account: Account) -> list[Person]:
    """Return the managers of an account's running projects, each once, by name."""
    return [person for person in who_runs_projects_of(account.pk) if person.is_active]


def dates_kept(by: Actor, account: Account, today: date) -> Read | None:
    """Return the share of milestones delivered on time in the last twelve months, or None if none was due.

    Everyone gets the same answer. All of the account's projects are included.
    """
    due = Milestone.objects.filter(project__account=account, due_on__gt=today - A_YEAR)
    rows = due.exclude(project__status=rules.CANCELLED).values_list("due_on", "delivered_on")
    kept, counted = rules.kept_dates(list(rows), today)
    if not counted:
        return None
    share = Decimal(100 * kept) / counted
    share_in_words = _("%(kept)s of %(counted)s") % {"kept": kept, "counted": counted}
    return Read(round(share, 2), today, _("milestones in twelve months"), counted=share_in_words)
