"""Contracts of competitors that end soon: the account manager decides in time whether to offer the service."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.growth import commands, hooks, policy
from amity.growth.models import Opportunity
from amity.growth.rules import MAP, OPEN, OpportunityFields
from amity.health import rules as health
from amity.health.models import AccountHealth
from amity.people.models import Person
from amity.people.queries import person_of
from amity.services.cells.rules import COMPETITOR
from amity.services.models import Cell
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.money import Money
from amity.shared.refs import Ref
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, headline_of
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

AHEAD: Final = timedelta(days=120)
"""A contract waits so long before it ends: time to learn what the client wants and to make an offer."""
AFTER: Final = timedelta(days=30)
"""It waits so long after its end, until someone records who does the service now."""
FIRST_STEP: Final = timedelta(days=7)
CLOSED: Final = Q(band=health.UNWELL) | Q(band=health.UNKNOWN, evidence__open_issue=True)


def register() -> None:
    """Register the kind."""
    kinds.register(CONTRACTS)


def _ending(person: Person, today: date) -> "QuerySet[Cell]":
    """Return competitors' contracts that end soon, without an opportunity, where growth isn't closed."""
    rows = Cell.objects.filter(
        of_handled_accounts(person), state=COMPETITOR, contract_ends_on__range=(today - AFTER, today + AHEAD)
    ).exclude(pk__in=_made(today).values("origin_id"))
    rows = rows.exclude(account__in=AccountHealth.objects.filter(CLOSED).values("account"))
    return rows.select_related("account", "service").order_by("contract_ends_on", "pk")


def _made(today: date) -> "QuerySet[Opportunity]":
    """Return the opportunities that contracts became: open ones, and those of the time in which one waits.

    A contract that was prolonged after its opportunity was lost waits again before its new end.
    """
    recent = Q(stage__in=OPEN) | Q(added_on__gte=today - AHEAD - AFTER)
    return Opportunity.objects.filter(recent, origin_kind=Cell._meta.label_lower)


def origin_on_map(by: Actor, account_id: int, service_id: int) -> str:
    """Return what an opportunity of the services map comes from: a competitor's contract, "" without one."""
    kind, seen = Cell._meta.label_lower, Cell.objects.visible_to(person_of(by))
    rows = seen.filter(account=account_id, service=service_id, state=COMPETITOR, contract_ends_on__isnull=False)
    row = rows.exclude(pk__in=Opportunity.objects.filter(origin_kind=kind).values("origin_id")).first()
    return f"{kind}:{row.pk}" if row else ""


def _items(by: Actor, rows: Sequence[Cell], today: date) -> list[Item]:
    return [_item(by, row, today) for row in rows]


def _item(by: Actor, row: Cell, today: date) -> Item:
    ends, fee = row.contract_ends_on or today, policy.sees_fee(person_of(by))
    title = _("%(service)s at %(competitor)s") % {
        "service": row.service.name, "competitor": row.competitor or _("a competitor"),
    }  # fmt: skip
    words = _("contract ended on %(day)s") if ends < today else _("contract ends on %(day)s")
    lead = words % {"day": formats.day(ends, today)}
    spend = Money(row.spend, row.account.currency) if fee and row.spend else None
    notes = [_("About %(amount)s a year.") % {"amount": formats.money(spend)}] if spend else []
    return Item(
        id=row.pk, version=row.version, title=title, account=named(row.account), headline=headline_of(title, lead),
        address=reverse("services:record_service", args=[row.account_id, row.service_id]), lead=lead,
        repeats_lead=True, notes=notes, due=ends, days_late=days_late(ends, today),
        acts=["opportunity"] if policy.may_record(person_of(by), row.account) else [],
        open=_("Update who does it"), stakes=grown(1, 3, days_late=days_late(ends, today), money=spend),
        cause=f"contract {row.pk}",
    )  # fmt: skip


def draft(row: Cell, *, sees_fee: bool) -> OpportunityFields:
    """Return the opportunity that a competitor's contract may become."""
    title = _("%(service)s: contract of %(competitor)s") % {
        "service": row.service.name, "competitor": row.competitor or _("a competitor"),
    }  # fmt: skip
    return OpportunityFields(
        title[:200], row.account_id, contact_id=row.stated_by_id, goal_id=row.goal_id, source=MAP,
        value=row.spend if sees_fee else None, starts_on=row.contract_ends_on,
    )  # fmt: skip


@command
def _make_opportunity(by: Actor, cell_id: int, sent: Sent, now: datetime) -> Opportunity:
    """Record the opportunity with its first step, due in a week. One that was closed before gives way to it."""
    origin = Ref(Cell._meta.label_lower, cell_id)
    due = timezone.localdate(now) + FIRST_STEP
    fields = replace(hooks.draft_from(by, origin), next_step=sent.text.strip(), next_on=due)
    closed = Opportunity.objects.filter(origin_kind=origin.kind, origin_id=origin.id).exclude(stage__in=OPEN).first()
    if closed is not None:
        commands.release_origin(by=by, opportunity_id=closed.pk, now=now)
    return commands.record_opportunity(by=by, fields=fields, now=now, origin=origin)


CONTRACTS: Final = Kind(
    key="contract_ending", order=65, todo=DECIDE, icon="flag", label=lazy("Competitor contracts ending soon"),
    rows=_ending,
    by_roles=True, late=lambda today: Q(contract_ends_on__lt=today), items=_items,
    acts={
        "opportunity": Act(
            label=lazy("New opportunity"), run=_make_opportunity, asks="sentence",
            question=lazy("What is the first step? It’s due in a week."),
            done=lazy("Opportunity recorded."),
        )
    },
)  # fmt: skip
