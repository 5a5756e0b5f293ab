"""Who forms about an account offer on both sides: those who can take the role, the likely ones first."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, Final

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet

from amity.accounts import hooks
from amity.accounts.contacts.queries import active_of, last_stated_on, with_statements
from amity.accounts.models import Account, Contact
from amity.accounts.rules import DECIDES, by_closeness
from amity.people import rules as roles
from amity.people.candidates import ANYONE, NO_ONE, Candidates, candidates, offered, rows_of
from amity.people.models import Person
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.prepared import NO_ROW, Given, Prepared

ACCOUNT: Final = Given("account", BigIntegerField())
SHARED: Final = (ANYONE, roles.OWNER, roles.TAKES_PART)
"""What the several forms of one page ask for, read in one query."""
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
    take it without the role, and the account manager can run the account's projects. Whoever manages the account or
    runs work can also own what a client needs, and take part in it.
    """
    if account is None:
        return candidates(takes, likely, also={role: _have_duty(None, role) for role in takes}, never=never)
    likely = (*likely, account.manager_id, account.director_id)
    if isinstance(never, QuerySet) or never:
        also = {role: _have_duty(account.manager_id, role) for role in takes}
        return candidates(takes, likely, also=also, never=never, at_work=_runs_work(account.pk))
    given = {"account": account.pk, "manager": account.manager_id or NO_ROW}
    read_for = SHARED if {*takes} <= {*SHARED} else tuple(takes)
    read = _on_an_account(read_for)
    return offered(read_for, once_a_page(("candidates", account.pk, read_for), lambda: read.rows(given)), likely)


@cache
def _on_an_account(takes: tuple[str, ...]) -> Prepared[Person]:
    """Return the query for people who can take some roles at a `Given` account with its manager."""
    manager = Given("manager", BigIntegerField())
    return Prepared(
        lambda: rows_of(takes, {role: _have_duty(manager, role) for role in takes}, (), _runs_work(ACCOUNT))
    )


def contacts_for(account: Account, chosen: int | None = None) -> list[Contact]:
    """Return the active contacts of an account, and the `chosen` one.

    First are those whose latest recorded statement is the newest, then those whose role is closest to the work. The
    several forms of a page and its head read them once.
    """
    found = active_of(account)
    if chosen is not None and chosen not in {contact.pk for contact in found}:
        found += CHOSEN.rows({"account": account.pk, "chosen": chosen})
    for contact in found:
        contact.account = account
    return sorted(found, key=lambda contact: (-last_stated_on(contact).toordinal(), by_closeness(contact.roles)))


CHOSEN: Final = Prepared(
    lambda: with_statements(Contact.objects.filter(account=ACCOUNT, pk=Given("chosen", BigIntegerField())))
)


def likeliest(contacts: Sequence[Contact]) -> Contact | None:
    """Return the first of the contacts in the order of `contacts_for`, None where nothing sets them apart.

    It is the only one, the one whose statement is the newest, or the one whose role is the closest to the work.
    """
    if not contacts:
        return None
    first, *others = contacts
    ranks = [(last_stated_on(one), -by_closeness(one.roles)) for one in contacts]
    return first if not others or ranks[0] > ranks[1] else None


def deciding(contacts: Iterable[Contact]) -> list[int]:
    """Return the ids of the contacts who decide at the client."""
    return [contact.pk for contact in contacts if DECIDES in contact.roles]


def _have_duty(manager: int | Given | None, role: str) -> Q:
    if role in COLUMNS:
        return Q(Exists(Account.objects.filter(**{COLUMNS[role]: OuterRef("pk")})))
    if role in (roles.PROJECT_MANAGER, roles.OWNER, roles.SELLS, roles.TAKES_PART, roles.WORKS):
        return _runs_work(None) | Q(pk=manager)
    return NO_ONE


def _runs_work(account_id: int | Given | None) -> Q:
    found = NO_ONE
    for hook in hooks.runs_work:
        found |= hook(account_id)
    return found
