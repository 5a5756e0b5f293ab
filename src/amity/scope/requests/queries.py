"""Queries for the requests of clients."""

from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.queries import accounts_seen_by
from amity.accounts.rules import CLOSED
from amity.agency.editions.by_roles import row_by_roles
from amity.agreements.models import Agreement
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import project_seen_by
from amity.scope.models import Request, RequestQuerySet
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.rows.lookup import seen_or_missing

MOST_COMPARED: Final = 200
"""Requests of an account with which new words are compared."""


def requests_seen_by(by: Actor) -> RequestQuerySet:
    """Return the requests the actor can see."""
    return Request.objects.visible_to(person_of(by))


def request_seen_by(by: Actor, request_id: int, *, lock: bool = False) -> Request:
    """Return one request, or raise `NotSeen`."""
    gone = _("Request not found. It may have been deleted, or you don’t have access.")
    found: Request = row_by_roles("request", by, request_id, gone, _with_all, lock=lock)
    return found


def _with_all(by: Actor) -> RequestQuerySet:
    """Return the requests the actor can see, with what a page about one of them names."""
    rows = requests_seen_by(by).select_related(
        "account__manager",
        "project__manager",
        "assessor",
        "contact",
        "line",
        "agreement",
        "order",
        "brief",
        "logged_by",
        "item__project__account",
    )
    return rows.prefetch_related(covers_along("account"))


def open_requests_on(by: Actor, account: Account) -> list[Request]:
    """Return the open requests on an account that no one has included in the work, the oldest first."""
    return rows_on_account(by, account.pk, _open_on)


def _open_on(by: Actor) -> RequestQuerySet:
    rows = requests_seen_by(by).filter(account=ACCOUNT, closed_at=None, item=None)
    return rows.select_related("contact", "project").order_by("asked_on", "pk")


def asked_before(by: Actor, account: Account) -> list[Request]:
    """Return the newest open requests on an account, to which a line of a note can be added."""
    rows = requests_seen_by(by).filter(account=account, closed_at=None).select_related("contact")
    return list(rows.order_by("-asked_on", "-pk")[:MOST_COMPARED])


def requests_of(agreement: Agreement) -> RequestQuerySet:
    """Return the requests included within an agreement, each with its work item."""
    return Request.objects.filter(agreement=agreement, item__isnull=False).select_related("item")


def request_of(agreement: Agreement, request_id: int) -> Request:
    """Return one request included within an agreement, or raise `NotSeen`."""
    return seen_or_missing(requests_of(agreement), request_id, _("Request not found."))


def projects_of(agreement: Agreement) -> list[Project]:
    """Return every project pooled under an agreement, the oldest first."""
    return list(Project.objects.filter(agreement=agreement).select_related("account__manager").order_by("id"))


def accounts_to_choose(by: Actor) -> list[tuple[int, str]]:
    """Return the accounts for which the actor can log a request, by name."""
    return list(accounts_seen_by(by).exclude(status=CLOSED).order_by("name", "pk").values_list("pk", "name"))


def account_of_project(by: Actor, project_id: int) -> Account:
    """Return the account of a project that the actor can see. Raise `Refused` for a project without one."""
    project = project_seen_by(by, project_id)
    if project.account is None:
        raise Refused(_("This project has no account yet."))
    return project.account
