"""Issues of accounts: entries of risks and blockers, and expectations that were missed, with who raised them first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, ExpressionWrapper, Min, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.agency.queries import agency_day
from amity.expectations import rules as expectations
from amity.expectations.models import Expectation, ExpectationStep
from amity.huddles.surprises.rules import Raised
from amity.monitoring.models import RegisterEntry
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no

MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of an account. `kind` is that of an entry, or *missed* for an expectation. `who` is the contact."""

    kind: str
    id: int
    title: str
    on: date
    by_client: bool
    who: str = ""

    @property
    def address(self) -> str:
        """Return the page of the entry or of the expectation."""
        name = "expectations:expectation" if self.kind == MISSED else "monitoring:entry"
        return reverse(name, args=[self.id])

    @property
    def raised(self) -> Raised:
        """Return the issue as the rule counts it."""
        return Raised(self.on, self.by_client)


def issues_on(account_ids: Collection[int], first: date) -> list[Issue]:
    """Return the issues of accounts since a day, newest first. A missed expectation with a conflict is one issue."""
    entries = RegisterEntry.objects.filter(account__in=account_ids, raised_on__gte=first).order_by()
    no_moment = Cast(Value(None), DateTimeField())
    values = entries.values_list("kind", "pk", "title", "raised_on", no_moment, "raised_by_client", "raised_by__name")
    rows = values.union(_missed(account_ids), all=True)
    found = [
        Issue(kind, pk, title, on or agency_day(at), by_client, who or "")
        for kind, pk, title, on, at, by_client, who in rows
    ]
    return sorted((one for one in found if one.on >= first), key=lambda one: (one.on, one.kind, one.id), reverse=True)


def _missed(account_ids: Collection[int]) -> QuerySet[Any, Any]:
    """Return the expectations without a conflict that were missed, with the moment they first were."""
    steps = ExpectationStep.objects.filter(account__in=account_ids, after=expectations.MISSED)
    steps = steps.exclude(before=expectations.MISSED).filter(expectation__conflicts=None)
    firsts = steps.values("expectation").annotate(first=Min("pk")).values("first")
    by_client = ExpressionWrapper(Q(stated_by__isnull=False), output_field=BooleanField())
    rows = ExpectationStep.objects.filter(pk__in=firsts).annotate(by_client=by_client).order_by()
    no_day = Cast(Value(None), DateField())
    return rows.values_list(
        Value(MISSED), "expectation_id", "statement_after", no_day, "at", "by_client", "stated_by__name"
    )


def may_read(by: Actor, account: Account) -> Answer:
    """Return whether the actor can read the surprise rate: who sees the account or records what its client wants."""
    person = person_of(by)
    if accounts.sees_whole(person, account) or accounts.may_keep(person, account):
        return YES
    return no(
        _("Only the account manager, the director and the project managers of %(account)s can see its surprise rate.")
        % {"account": account.name}
    )


def shown_to(by: Actor, issues: Collection[Issue]) -> frozenset[tuple[str, int]]:
    """Return the issues that the actor can open, by kind and id. The others are counted and not named."""
    person = person_of(by)
    entries = [one.id for one in issues if one.kind != MISSED]
    missed = [one.id for one in issues if one.kind == MISSED]
    seen = set(RegisterEntry.objects.visible_to(person).filter(pk__in=entries).values_list("pk", flat=True))
    known = set(Expectation.objects.visible_to(person).filter(pk__in=missed).values_list("pk", flat=True))
    return frozenset((one.kind, one.id) for one in issues if one.id in (known if one.kind == MISSED else seen))
