"""The preferences of an account on its tab Plan."""

from typing import Any

from django.utils import timezone

from amity.accounts import policy
from amity.accounts.models import Account
from amity.accounts.preferences import queries as preferences
from amity.accounts.preferences.forms import QuickPreferenceForm, TryForm
from amity.accounts.sections import latest
from amity.people.queries import person_of
from amity.shared.actor import Actor


def preferences_section(by: Actor, account: Account) -> dict[str, Any]:
    """Return the values for the section of preferences."""
    rows = preferences.preferences_of(by, account)
    may_keep = bool(policy.may_keep(person_of(by), account))
    return {
        "rows": rows,
        "may_keep": may_keep,
        "quick": _quick(account) if may_keep else None,
        "checked": sum(bool(one.check_kind) for one in rows),
        "try": TryForm(auto_id="try_%s"),
    }


def summary(loaded: dict[str, Any]) -> str:
    """Return how many preferences there are, and the latest."""
    newest = max(loaded["rows"], key=lambda one: one.pk, default=None)
    return latest(len(loaded["rows"]), newest.text if newest else "")


def _quick(account: Account) -> QuickPreferenceForm:
    return QuickPreferenceForm(account=account, auto_id="pref_%s", initial={"stated_on": timezone.localdate()})
