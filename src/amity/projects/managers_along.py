"""The managers of an account's running projects, which a page can read along with rows of the account."""

from collections.abc import Collection

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.functions import Cast

from amity.projects.models import Project
from amity.projects.queries import who_runs_projects_of
from amity.projects.rules import OVER
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.joined import Joined, values_in


def manager_ids_of(account_id: int) -> Collection[int]:
    """Return the ids of the managers of an account's running projects. A page reads them once."""
    return once_a_page(_key(account_id), lambda: frozenset(one.pk for one in who_runs_projects_of(account_id)))


def manager_ids_along() -> Subquery:
    """Return the value for `know_manager_ids`, read along with rows that have an `account_id`."""
    running = Project.objects.filter(account_id=OuterRef("account_id")).exclude(status__in=OVER)
    ids = Joined(Cast("manager_id", TextField()))
    return Subquery(running.order_by().annotate(ids=ids).values("ids"))


def know_manager_ids(account_id: int, ids: str | None) -> None:
    """Let the page know who manages the running projects of an account."""
    once_a_page(_key(account_id), lambda: frozenset(int(one) for one in values_in(ids)))


def _key(account_id: int) -> tuple[str, int]:
    return "manager ids", account_id
