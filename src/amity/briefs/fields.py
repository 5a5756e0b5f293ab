"""Values of a brief that commands take, checked against what exists."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account, Contact
from amity.agreements.fees.rules import PREPAID, RETAINER
from amity.agreements.models import Agreement
from amity.briefs.models import Brief
from amity.people.models import Person
from amity.shared.errors import Invalid
from amity.shared.values import Minor, OneOf, Text, stated, tidied, write
from amity.strategy.models import Goal

ASKED: Final = "asked"
WON: Final = "won"
DOORS: Final = (ASKED, WON)
AMOUNT: Final = "amount"
CAP: Final = "cap"
RANGE: Final = "range"
BUDGETS: Final = ("", AMOUNT, CAP, RANGE)
MOST: Final = 10**14 - 1
MONEY: Final = ("budget_low", "budget_high", "price")
Words = Annotated[str, Text(5000, lines=True)]


@dataclass(frozen=True, slots=True)
class BriefFields:
    """The editable fields of a brief. `budget_low` and `budget_high` are in minor units, None if unknown.

    An amount sets both, a cap only the higher one. A brief with a `retainer` is a request on it.
    """

    title: Annotated[str, Text(200, needed=lazy("Enter a title."))]
    client_words: Words = ""
    stated_by_id: int | None = None
    stated_on: date | None = None
    stated_in: Annotated[str, Text(120)] = ""
    goal_id: int | None = None
    measure: Annotated[str, Text(300)] = ""
    baseline: Annotated[str, Text(200)] = ""
    target: Annotated[str, Text(200)] = ""
    done_when: Words = ""
    audience: Words = ""
    constraints: Words = ""
    exclusions: Words = ""
    approver_id: int | None = None
    budget_kind: Annotated[str, OneOf(BUDGETS)] = ""
    budget_low: Annotated[int | None, Minor(MOST)] = None
    budget_high: Annotated[int | None, Minor(MOST)] = None
    wanted_from: date | None = None
    wanted_on: date | None = None
    account_manager_id: int | None = None
    manager_id: int | None = None
    retainer_id: int | None = None
    new_kind: bool = False
    door: Annotated[str, OneOf(DOORS)] = ASKED
    source: Annotated[str, Text(200)] = ""


NAMES: Final = tuple(stated(BriefFields))
OF_ITEM: Final[Mapping[str, tuple[str, ...]]] = {
    "need": ("client_words", "stated_by_id", "stated_on", "stated_in"),
    "done_when": ("done_when",),
    "goal": ("goal_id",),
    "measure": ("measure",),
    "baseline": ("baseline",),
    "target": ("target",),
    "audience": ("audience",),
    "constraints": ("constraints",),
    "exclusions": ("exclusions",),
    "approver": ("approver_id",),
    "budget": ("budget_kind", "budget_low", "budget_high"),
    "wanted_on": ("wanted_on", "wanted_from"),
    "account_manager": ("account_manager_id",),
    "manager": ("manager_id",),
}
"""The fields of each item of `rules.items.TABLE`. The first one decides whether the item is filled."""
TEXTS: Final = frozenset(name for name, field in stated(BriefFields).items() if isinstance(field.limit, Text))


def put(brief: Brief, fields: BriefFields, today: date) -> None:
    """Copy the fields to the brief. Raises `Invalid` for a wrong field, and for a new due date in the past."""
    fields = tidied(fields)
    _check(brief.account, fields)
    if fields.wanted_on is not None and fields.wanted_on != brief.wanted_on and fields.wanted_on < today:
        raise Invalid(_("The date can’t be in the past."), "wanted_on")
    write(replace(fields, **_budget(fields.budget_kind, fields.budget_low, fields.budget_high)), brief)


def _check(account: Account, fields: BriefFields) -> None:
    for name in ("stated_by_id", "approver_id"):
        _contact(account, getattr(fields, name), name)
    if fields.goal_id is not None and not Goal.objects.filter(pk=fields.goal_id, account=account).exists():
        raise Invalid(_("Choose from the list."), "goal_id")
    for name in ("account_manager_id", "manager_id"):
        _person(getattr(fields, name), name)
    _retainer(account, fields.retainer_id)
    if fields.wanted_from and fields.wanted_on and fields.wanted_on < fields.wanted_from:
        raise Invalid(_("The end date must be on or after the start date."), "wanted_on")


def _budget(kind: str, low: int | None, high: int | None) -> dict[str, Any]:
    """Return the two amounts of each kind of budget. Without an amount there is no budget yet."""
    if kind == AMOUNT:
        low = high = high if high is not None else low
    elif kind == CAP:
        low, high = None, high if high is not None else low
    elif kind == RANGE and (low is None) != (high is None):
        raise Invalid(_("Enter both ends of the range."), "budget_low" if low is None else "budget_high")
    if low is not None and high is not None and low > high:
        raise Invalid(_("Enter a lower amount that isn’t above the higher one."), "budget_low")
    if not kind or high is None:
        return {"budget_kind": "", "budget_low": None, "budget_high": None}
    return {"budget_kind": kind, "budget_low": low, "budget_high": high}


def _contact(account: Account, contact_id: int | None, field: str) -> None:
    if contact_id is not None and not Contact.objects.filter(pk=contact_id, account=account).exists():
        raise Invalid(_("Choose a contact of this client."), field)


def _person(person_id: int | None, field: str) -> None:
    if person_id is not None and not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise Invalid(_("Choose a person from the list."), field)


def _retainer(account: Account, agreement_id: int | None) -> None:
    if agreement_id is None:
        return
    found = Agreement.objects.filter(pk=agreement_id, account=account, fee_model__in=(RETAINER, PREPAID))
    if not found.exists():
        raise Invalid(_("Choose a retainer of this account."), "retainer_id")
