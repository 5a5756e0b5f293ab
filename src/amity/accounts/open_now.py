"""What is open on an account: the lists with their acts, what they amount to, and what is around them."""

from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from amity.accounts import places
from amity.accounts.covers.queries import covers_of
from amity.accounts.models import Account, Cover
from amity.accounts.pages import tabs
from amity.accounts.sections import sections
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.waiting.dates import NextDate, next_dates_on
from amity.waiting.folding import gathered
from amity.waiting.hooks import let_pass_of
from amity.waiting.page import open_sections
from amity.waiting.queries import all_open, findings, items_of, open_on

MOST_FINDINGS: Final = 2


def context(by: Actor, account: Account, opened: str = "") -> dict[str, Any]:
    """Return the values of the tab *Open now*. Of many items the first are open, and the section named `opened`."""
    now = timezone.now()
    today = person_of(by).day_of(now)
    groups = open_on(by, account.pk, today, account=account)
    here = reverse("accounts:account", args=[account.pk])
    let_pass = let_pass_of(by, account, list(items_of(groups)), now)
    found = open_sections(groups, here, today, account_id=account.pk, let_pass=let_pass)
    return {
        "groups": gathered(found, opened, here, today),
        "tabs": tabs(by, account, "open", sum(group.total for group in groups)),
        "findings": findings(groups)[:MOST_FINDINGS],
        "adds": [(entry, entry.address(account)) for entry in places.adds.seen_by(by, account)],
        "beside": sections(places.beside, by, account),
        "below": sections(places.below, by, account),
    }


def behind(by: Actor, account_id: Any) -> list[QuerySet[Any]]:
    """Return what is open on an account, a query for each kind, for the count of its tab."""
    return all_open(by, account_id, person_of(by).day_of(timezone.now()))


def stand_ins(by: Actor, account: Account) -> list[Cover]:
    """Return the covers that run or are to come."""
    return covers_of(account, timezone.localdate())


def next_dates(by: Actor, account: Account) -> list[NextDate]:
    """Return what comes up on the account."""
    return next_dates_on(by, account.pk, person_of(by).day_of(timezone.now()))
