"""Agreements as seen by somebody, and what is agreed in one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import policy, rules
from amity.agreements.models import Agreement
from amity.lines import policy as line_policy
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.money import Rate

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Hook: parts above say which agreements else somebody sees, as those of the projects they run."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """How time under an agreement is priced: its currency, and the price of an hour where one was agreed."""

    currency: str
    hourly: Rate | None


def pricing_of(agreement: Agreement) -> Pricing:
    """The pricing of an agreement."""
    hourly = Rate(agreement.hourly_rate, agreement.currency) if agreement.hourly_rate is not None else None
    return Pricing(agreement.currency, hourly)


def agreements_seen_by(by: Actor) -> QuerySet[Agreement]:
    """The agreements of accounts the actor answers for, of what they run, and all of them by role."""
    person = person_of(by)
    account = Account.objects.managed_by(person).filter(pk=OuterRef("account_id"))
    seen = Q(Exists(account))
    for more in also_visible:
        seen |= more(person)
    found = Agreement.objects.select_related("account__manager")
    if policy.sees_all(person):
        return found
    if policy.sees_without_account(person):
        seen |= Q(account=None)
    return found.filter(seen)


def agreement_seen_by(by: Actor, agreement_id: int, *, lock: bool = False) -> Agreement:
    """One agreement, or `NotSeen`. `lock` holds its row until the transaction ends."""
    agreements = agreements_seen_by(by)
    if lock:
        agreements = agreements.select_for_update(of=("self",))
    agreement = agreements.filter(pk=agreement_id).first()
    if agreement is None:
        raise NotSeen(_("There is no such agreement, or you do not work on its account."))
    return agreement


def agreements_of(by: Actor, account: Account) -> list[Agreement]:
    """The agreements of an account, newest start first."""
    return list(agreements_seen_by(by).filter(account=account).order_by("-starts_on", "-pk"))


def open_to(by: Actor, account: Account | None) -> list[Agreement]:
    """The agreements a project of this account can run under: the account's, and those of no account yet."""
    found = agreements_seen_by(by).filter(Q(account=account) | Q(account=None))
    return list(found.order_by("number", "title", "pk"))


def terms_of(agreement: Agreement) -> rules.AgreedTerms:
    """What is agreed now."""
    names = rules.AgreedTerms.__dataclass_fields__
    return rules.AgreedTerms(**{name: getattr(agreement, name) for name in names})


@dataclass(frozen=True, slots=True)
class Rights:
    """What the actor may do with an agreement."""

    fee: bool
    write: bool
    why_not: str


def rights(by: Actor, agreement: Agreement) -> Rights:
    """The answers of policy, asked once for a page."""
    person = person_of(by)
    answer = policy.may_write(person, agreement)
    return Rights(policy.sees_fee(person), bool(answer), answer.sentence)


def may_open(by: Actor, account: Account) -> bool:
    """Whether the actor may open agreements with an account."""
    person = person_of(by)
    return bool(policy.may_open(person, line_policy.may_write(person, account)))
