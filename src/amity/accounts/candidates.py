"""Who forms about an account offer on both sides: those who can take the role, the likely ones first."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet, Subquery

from amity.accounts import hooks
from amity.accounts.models import Account, Contact
from amity.accounts.rules import by_closeness
from amity.people import rules as roles
from amity.people.candidates import ANYONE, NO_ONE, Candidates, candidates

COLUMNS = {roles.ACCOUNT_MANAGER: "manager", roles.ACCOUNT_DIRECTOR: "director"}


def colleagues_for(
    account: Account | None, takes: str = ANYONE, likely: Iterable[int | None] = (),
    never: Collection[int | None] | QuerySet[Any] = (),
) -> Candidates:  # fmt: skip
    """Return who on our team can take a role at an account. See `colleagues_by_role`."""
    return colleagues_by_role(account, (takes,), likely, never)[takes]


def colleagues_by_role(
    account: Account | None, takes: Collection[str], likely: Iterable[int | None] = (),
    never: Collection[int | None] | QuerySet[Any] = (),
) -> dict[str, Candidates]:  # fmt: skip
    """Return who on our team can take each of some roles at an account, without those in `never`, in one query.

    `likely` come first, then the account's managers, then those who run its work. Whoever has the duty somewhere can
    take it without the role, and the account manager can run the account's projects.
    """
    own = () if account is None else (account.manager_id, account.director_id)
    also = {role: _have_duty(account, role) for role in takes}
    at_work = _runs_work(account.pk) if account is not None else NO_ONE
    key = None if account is None or isinstance(never, QuerySet) or never else (account.pk, tuple(takes))
    return candidates(takes, (*likely, *own), also=also, never=never, at_work=at_work, key=key)


def contacts_for(account: Account, chosen: int | None = None) -> list[Contact]:
    """Return the active contacts of an account, and the `chosen` one.

    First are those whose latest recorded statement is the newest, then those whose role is closest to the work.
    """
    latest = {f"latest_{place}": _latest(model) for place, model in enumerate(hooks.statements)}
    found = account.contacts.annotate(**latest).filter(Q(is_active=True) | Q(pk=chosen)).order_by("name", "pk")
    return sorted(found, key=lambda contact: (_age(contact, latest), by_closeness(contact.roles)))


def _latest(model: type[Model]) -> Subquery:
    """Return the date of the contact's newest statement in one model."""
    stated = model._default_manager.filter(stated_by=OuterRef("pk")).order_by().values("stated_by")
    return Subquery(stated.annotate(latest=Max("stated_on")).values("latest"))


def _age(contact: Contact, latest: Iterable[str]) -> int:
    days = [day for name in latest if (day := getattr(contact, name)) is not None]
    return -max(days, default=date.min).toordinal()


def _have_duty(account: Account | None, role: str) -> Q:
    if role in COLUMNS:
        return Q(Exists(Account.objects.filter(**{COLUMNS[role]: OuterRef("pk")})))
    if role == roles.PROJECT_MANAGER:
        return _runs_work(None) | Q(pk=account.manager_id if account is not None else None)
    return NO_ONE


def _runs_work(account_id: int | None) -> Q:
    found = NO_ONE
    for hook in hooks.runs_work:
        found |= hook(account_id)
    return found
