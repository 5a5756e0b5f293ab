"""Values shared by pages of expectations, and their section on the account's tab Plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.audit.actor_rights import actor_of
from amity.expectations import hooks, places, queries, rules
from amity.expectations.conflicts.queries import ConflictRow
from amity.expectations.conflicts.queries import conflicts_of as conflicts_on
from amity.expectations.forms import ExpectationForm
from amity.expectations.models import Expectation
from amity.shared.actor import Actor
from amity.ui.acts import ActPage
from amity.ui.asked import queried


def plan_of(account: Account) -> str:
    """Return the URL of the section on the account's tab Plan."""
    return f"{reverse('accounts:plan', args=[account.pk])}#expectations"


def in_plan(expectation: Expectation) -> str:
    """Return the URL of an expectation's row on the account's tab Plan."""
    return f"{reverse('accounts:plan', args=[expectation.account_id])}#expectation-{expectation.pk}"


def way_back(account: Account, contact_id: int, *, opens: str) -> str:
    """Return the page from which something is recorded: the contact's, what is open on the account, or its plan.

    `opens` names the section of what is open that is to have it.
    """
    if contact_id:
        return reverse("accounts:contact", args=[contact_id])
    return f"{reverse('accounts:account', args=[account.pk])}?open={opens}" if opens else plan_of(account)


def of(expectation: Expectation) -> str:
    """Return the URL of an expectation's page."""
    return reverse("expectations:expectation", args=[expectation.pk])


def act(
    account: Account, title: str, button: str, back: str, hint: str = "", done: str = ""
) -> ActPage:  # fmt: skip
    """Return a page with one form about an account's expectations."""
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (account.name, plan_of(account)))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint, done=done)


def first_values(request: HttpRequest) -> dict[str, Any]:
    """Return what the form of a new expectation begins with; the query may choose its `kind` and its `contact`."""
    values: dict[str, Any] = {"stated_on": timezone.localdate(), "promised_by_id": str(actor_of(request).person_id)}
    asked = queried(request)
    chosen = {"kind": asked.choice("kind", queries.KINDS), "stated_by_id": asked.whole("contact")}
    return values | {name: value for name, value in chosen.items() if value}


def offered_projects(by: Actor, account: Account) -> list[tuple[int, str]]:
    """Return the projects among which a form asks, as other parts offer them."""
    return [pair for hook in hooks.projects for pair in hook.offered(by, account)]


def project_of(expectation: Expectation) -> int | None:
    """Return the id of the project an expectation is linked to."""
    return next((hook.current(expectation) for hook in hooks.projects), None)


def link(by: Actor, expectation: Expectation, project_id: int | None, now: datetime) -> None:
    """Link an expectation to the project chosen in a form, if that is another one."""
    if project_id != project_of(expectation):
        for hook in hooks.projects:
            hook.link(by, expectation.pk, project_id, now)


def section(by: Actor, account: Account) -> dict[str, Any] | None:
    """Return the section's values, or None for someone who sees no expectations and can't record any.

    Those at risk and missed are shown, the others folded.
    """
    found, may_record = queries.expectations_of(by, account), queries.may_record(by, account)
    if not found and not may_record:
        return None
    rest = [one for one in found if one.state not in rules.ENDANGERED]
    return {
        "rows": [one for one in found if one.state in rules.ENDANGERED],
        "rest": rest, "rest_open": sum(one.state in rules.LIVE for one in rest),
        "rest_met": sum(one.state == rules.MET for one in rest), "quick": quick(account) if may_record else None,
    }  # fmt: skip


def quick(account: Account) -> ExpectationForm:
    """Return the short form in one row."""
    initial = {"stated_on": timezone.localdate()}
    return ExpectationForm(account=account, auto_id="exp_%s", initial=initial, short=True)


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """A conflict with what came of it in other parts, as (label, title, status, URL), and its buttons' templates."""

    row: ConflictRow
    became: Sequence[tuple[str | Promise, str, str, str]]
    buttons: Sequence[str]


def conflicts_of(by: Actor, expectation: Expectation) -> list[ConflictShown]:
    """Return every conflict of an expectation as its page shows it, newest first."""
    rows = conflicts_on(expectation)
    ids = [row.conflict.pk for row in rows]
    found = [(entry, entry.load(by, ids)) for entry in places.conflict_buttons.entries]
    return [
        ConflictShown(
            row,
            [(entry.label, *became[row.conflict.pk]) for entry, became in found if row.conflict.pk in became],
            [entry.template for entry, became in found if row.conflict.pk not in became],
        )
        for row in rows
    ]


def places_of(by: Actor, expectation: Expectation) -> list[Any]:
    """Return where an expectation belongs according to other parts: label and URL."""
    found = [entry.load(by, [expectation.pk]).get(expectation.pk) for entry in places.facts.seen_by(by, expectation)]
    return [one for one in found if one]
