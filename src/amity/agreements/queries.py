"""Queries for agreements the actor can see, and for their terms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.agency.editions.by_roles import row_by_roles
from amity.agreements import policy, rules
from amity.agreements.fees import rules as fees
from amity.agreements.models import Agreement
from amity.lines import policy as line_policy
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Rate
from amity.shared.permission import Answer

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Hook: further agreements a person can see, such as those of projects they run."""
of_project: Final[list[Callable[[int], Q]]] = []
"""Hook: finds the agreement of a project, by its id."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """Pricing of time under an agreement: its currency, and the hourly rate if one was agreed."""

    currency: str
    hourly: Rate | None


def pricing_of(agreement: Agreement) -> Pricing:
    """Return the pricing of an agreement."""
    hourly = Rate(agreement.hourly_rate, agreement.currency) if agreement.hourly_rate is not None else None
    return Pricing(agreement.currency, hourly)


def agreements_seen_by(by: Actor) -> QuerySet[Agreement]:
    """Return the agreements of the actor's accounts and projects, or all of them where their role allows."""
    return agreements_seen(person_of(by))


def agreements_seen(person: Person) -> QuerySet[Agreement]:
    """Return the agreements that a person can see."""
    found = Agreement.objects.select_related("account__manager")
    if policy.sees_all(person):
        return found
    seen = of_managed_accounts(person)
    for more in also_visible:
        seen |= more(person)
    if policy.sees_without_account(person):
        seen |= Q(account=None)
    return found.filter(seen)


def under_way(by: Actor) -> dict[str, int]:
    """Return the number of agreements the actor can see that are not yet signed, by status, in one query."""
    going = rules.MAIN_ROAD[: rules.MAIN_ROAD.index(rules.SIGNED)]
    counted = agreements_seen_by(by).order_by().aggregate(**{one: Count("pk", filter=Q(state=one)) for one in going})
    return {one: counted[one] for one in going if counted[one]}


def agreement_seen_by(by: Actor, agreement_id: int, *, lock: bool = False) -> Agreement:
    """Return one agreement, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    gone = _("Agreement not found. It may have been deleted, or you don’t have access to its account.")
    found: Agreement = row_by_roles("agreement", by, agreement_id, gone, _with_parent, lock=lock)
    return found


def _with_parent(by: Actor) -> QuerySet[Agreement]:
    return agreements_seen_by(by).select_related("parent")


def open_to(by: Actor, account: Account | None) -> list[Agreement]:
    """Return the agreements a project of this account can run under, including those without an account."""
    found = agreements_seen_by(by).filter(Q(account=account) | Q(account=None), kind__in=rules.WITH_LINES)
    found = found.exclude(state=rules.DROPPED)
    return list(found.order_by("number", "title", "pk"))


def terms_of(agreement: Agreement) -> fees.AgreedTerms:
    """Return the current fee terms."""
    names = fees.AgreedTerms.__dataclass_fields__
    return fees.AgreedTerms(**{name: getattr(agreement, name) for name in names})


@dataclass(frozen=True, slots=True)
class PagePermissions:
    """The actor's permissions for an agreement: whether they can write it, and edit it now, or why not."""

    fee: bool
    write: bool
    change: bool
    why_not: str


def rights(by: Actor, agreement: Agreement) -> PagePermissions:
    """Return the actor's permissions for an agreement, checked once per page."""
    person = person_of(by)
    answer = policy.may_change(person, agreement)
    write = bool(policy.may_write(person, agreement))
    return PagePermissions(policy.sees_fee(person), write, bool(answer), answer.sentence)


def may_open(by: Actor, account: Account) -> bool:
    """Return whether the actor can create agreements with an account."""
    return bool(may_draft(by, account))


def may_draft(by: Actor, account: Account) -> Answer:
    """Return whether the actor can draft agreements, or why not."""
    person = person_of(by)
    return policy.may_open(person, line_policy.may_write(person, account))
