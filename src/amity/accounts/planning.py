"""What the tab Plan of an account shows: its people, its preferences, and the sections other parts add."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from amity.accounts import places, policy
from amity.accounts.models import Account
from amity.accounts.places import PlanSection
from amity.accounts.preferences import queries as preferences
from amity.accounts.preferences.forms import QuickPreferenceForm, TryForm
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.slots import Entry


@dataclass(frozen=True, slots=True)
class Section:
    """A section with what it loaded."""

    template: str
    loaded: Any
    aside: bool


def sections(by: Actor, account: Account) -> list[Section]:
    """The sections of the tab Plan that this actor sees, in their order."""
    return [_loaded(entry, by, account) for entry in places.plan.seen_by(by, account)]


def preferences_section(by: Actor, account_ids: Sequence[int]) -> dict[int, Any]:
    """What the section of preferences reads, by account."""
    found = {}
    for account in Account.objects.filter(pk__in=account_ids).select_related("manager"):
        rows = preferences.preferences_of(by, account)
        may_keep = bool(policy.may_keep(person_of(by), account))
        found[account.pk] = {
            "rows": rows,
            "may_keep": may_keep,
            "quick": _quick(account) if may_keep else None,
            "checked": sum(bool(one.check_kind) for one in rows),
            "try": TryForm(auto_id="try_%s"),
        }
    return found


def _quick(account: Account) -> QuickPreferenceForm:
    return QuickPreferenceForm(account=account, auto_id="pref_%s", initial={"said_on": timezone.localdate()})


def _loaded(entry: Entry, by: Actor, account: Account) -> Section:
    aside = entry.aside if isinstance(entry, PlanSection) else False
    return Section(entry.template, entry.load(by, [account.pk]).get(account.pk), aside)
