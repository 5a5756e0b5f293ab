"""Early warnings and reminders of budgets: for who runs the project and who has the account."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.people.queries import person_of
from amity.profitability.forecast.models import ForecastStep
from amity.profitability.forecast.rules import REMINDER, WARNING
from amity.profitability.forecast.steps import note_step, take_back_note
from amity.profitability.forecast.wording import of_step, step_label
from amity.projects.stand_ins.of_person import ways_managed
from amity.shared.actor import Actor
from amity.shared.money import Money, round_half_even
from amity.shared.permission import MoneyRight
from amity.shared.rows.among import any_of
from amity.waiting.kinds import Act, Item, Kind, Sent, headline_of
from amity.waiting.stakes import Stakes, grown
from amity.waiting.todos import DECIDE

NOTED = "noted"
HOUR: Final = 3_600
EFFECTS: Final = {WARNING: (3, 4), REMINDER: (1, 2)}
OVER: Final = (2, 4)


def note(by: Actor, step_id: int, sent: Sent, now: datetime) -> None:
    """Record that the actor has seen it."""
    note_step(by=by, step_id=step_id, now=now)


def take_back(by: Actor, step_id: int, now: datetime) -> None:
    """Show it again."""
    take_back_note(by=by, step_id=step_id, now=now)


def _reached(person: Person, today: date) -> QuerySet[ForecastStep]:
    """The steps that still hold on projects the person runs or whose account is theirs, and that they haven't noted."""
    if person.money_right < MoneyRight.HOURS:
        return ForecastStep.objects.none()
    mine = (*ways_managed(person, "project__manager"), Q(project__account_manager=person))
    rows = ForecastStep.objects.filter(gone_on=None)
    rows = any_of(rows, *mine, of_handled_accounts(person, "project__account_id"))
    noted = ForecastStep.noted_by.through.objects.filter(person=person).values("forecaststep")
    rows = rows.exclude(pk__in=noted).select_related("project__account", "project__agreement")
    return rows.order_by("-step", "-overrun", "pk")


def percent_over(row: ForecastStep) -> int:
    """Return by how many percent of its budget a project is over, or is expected to be."""
    over = max(row.expected, row.used) - row.budget
    return max(100 * over // row.budget, 0) if row.budget else 0


def stakes_of(row: ForecastStep, *, sees_fee: bool) -> Stakes:
    """Return what a step means: an overrun most of all to the agency, with the hours over budget at the agreed rate."""
    agreement, over = row.project.agreement, max(row.expected, row.used) - row.budget
    rate = agreement.hourly_rate if agreement and sees_fee else None
    money = None
    if agreement and rate and over > 0:
        money = Money(round_half_even(over * rate / HOUR, agreement.currency), agreement.currency)
    return grown(*(OVER if row.used > row.budget else EFFECTS[row.step]), money=money)


def _items(by: Actor, rows: Sequence[ForecastStep], today: date) -> list[Item]:
    sees_fee = person_of(by).money_right >= MoneyRight.FEE
    return [
        Item(
            id=row.pk,
            title=row.project.name,
            address=reverse("money:forecast", args=[row.project_id]),
            account=named(row.project.account) if row.project.account else None,
            headline=headline_of(row.project.name, step_label(row)),
            lead=step_label(row),
            repeats_lead=True,
            notes=[capfirst(of_step(row))],
            acts=(NOTED,),
            open=_("Open forecast"),
            stakes=stakes_of(row, sees_fee=sees_fee),
            cause=f"project {row.project_id}",
            measure=percent_over(row),
        )
        for row in rows
    ]


FORECASTS = Kind(
    key="forecast", order=30, todo=DECIDE, icon="alert-triangle", label=lazy("Budgets at risk"), rows=_reached,
    by_roles=True,
    items=_items, measured="percent",
    acts={NOTED: Act(label=lazy("Noted"), run=note, undo=take_back, done=lazy("Noted."))},
)  # fmt: skip
