"""Values of a brief that commands take, checked against what exists."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.agreements.rules.fees import PREPAID, RETAINER
from amity.briefs.models import Brief
from amity.people.models import Person
from amity.shared.errors import Invalid
from amity.shared.texts import one_line, within
from amity.strategy.models import Goal

ASKED: Final = "asked"
WON: Final = "won"
DOORS: Final = (ASKED, WON)
AMOUNT: Final = "amount"
CAP: Final = "cap"
RANGE: Final = "range"
BUDGETS: Final = ("", AMOUNT, CAP, RANGE)
MOST: Final = 10**14
MONEY: Final = ("budget_low", "budget_high", "price")


@dataclass(frozen=True, slots=True)
class BriefFields:
    """A brief as someone wants it. `budget_low` and `budget_high` in minor units of its currency, None if not said.

    An amount is both, a cap is only the higher one. A brief under a `retainer` is a call-off.
    """

    title: str
    door: str = ASKED
    source: str = ""
    new_kind: bool = False
    said_words: str = ""
    said_by_id: int | None = None
    said_on: date | None = None
    said_where: str = ""
    goal_id: int | None = None
    measure: str = ""
    baseline: str = ""
    target: str = ""
    audience: str = ""
    constraints: str = ""
    exclusions: str = ""
    done_when: str = ""
    approver_id: int | None = None
    account_manager_id: int | None = None
    manager_id: int | None = None
    budget_kind: str = ""
    budget_low: int | None = None
    budget_high: int | None = None
    wanted_from: date | None = None
    wanted_on: date | None = None
    retainer_id: int | None = None


NAMES: Final = tuple(one.name for one in fields(BriefFields))
OF_ITEM: Final[Mapping[str, tuple[str, ...]]] = {
    "need": ("said_words", "said_by_id", "said_on", "said_where"),
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
"""The fields that make up each item of `rules.items.TABLE`; the first one says whether it is there."""
TEXTS: Final = frozenset(
    name for names in OF_ITEM.values() for name in names if name in BriefFields.__annotations__
    and BriefFields.__annotations__[name] is str
)  # fmt: skip


def fields_of(brief: Brief) -> BriefFields:
    """Return the current fields of a brief."""
    return BriefFields(**{name: getattr(brief, name) for name in NAMES})


def put(brief: Brief, fields: BriefFields) -> None:
    """Copy the fields to the brief. Raises `Invalid` for a wrong field."""
    values = _checked(brief.account, {name: getattr(fields, name) for name in NAMES})
    for name, value in values.items():
        setattr(brief, name, value)


LIMITS = {"source": 200, "said_where": 120, "baseline": 200, "target": 200, "measure": 300}
"""Characters of the short texts of a brief."""


def _checked(account: Account, values: dict[str, Any]) -> dict[str, Any]:
    values = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    values["title"] = one_line(values["title"], 200, "title")
    if not values["title"]:
        raise Invalid(_("Enter a title."), "title")
    if values["door"] not in DOORS:
        raise Invalid(_("Choose from the list."), "door")
    for name, most in LIMITS.items():
        values[name] = within(values[name], most, name)
    for name in ("said_by_id", "approver_id"):
        _contact(account, values[name], name)
    if values["goal_id"] is not None and not Goal.objects.filter(pk=values["goal_id"], account=account).exists():
        raise Invalid(_("Choose from the list."), "goal_id")
    for name in ("account_manager_id", "manager_id"):
        _person(values[name], name)
    _retainer(account, values["retainer_id"])
    if values["wanted_from"] and values["wanted_on"] and values["wanted_on"] < values["wanted_from"]:
        raise Invalid(_("The end date must be on or after the start date."), "wanted_on")
    return values | _budget(values["budget_kind"], values["budget_low"], values["budget_high"])


def _budget(kind: str, low: int | None, high: int | None) -> dict[str, Any]:
    """The two amounts of each kind of budget; without an amount there is no budget yet."""
    if kind not in BUDGETS:
        raise Invalid(_("Choose from the list."), "budget_kind")
    if kind == AMOUNT:
        low = high = high if high is not None else low
    elif kind == CAP:
        low, high = None, high if high is not None else low
    elif kind == RANGE and (low is None) != (high is None):
        raise Invalid(_("Enter both ends of the range."), "budget_low" if low is None else "budget_high")
    for name, amount in (("budget_low", low), ("budget_high", high)):
        if amount is not None and not 0 <= amount < MOST:
            raise Invalid(_("Enter 0 or more."), name)
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
