"""The accounts of a seeded agency. Each project has an agreement of some fee model, two lines, a task and a team."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from amity.accounts import commands as accounts
from amity.accounts.models import Account
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees import rules as fees
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.lines import commands as lines
from amity.projects import commands as projects
from amity.projects.team import commands as team_commands
from amity.projects.work_items import commands as work_item_commands
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.command import command
from amity.shared.dates.periods import first_day
from bench.seed.crew import ABROAD, CURRENCY, Staff
from bench.seed.grid import Key, named

_AT_ONCE: Final = 25
"""Objects created in one transaction. A transaction for each would take half of the time."""
_HOUR: Final = 3600
_MODELS: Final = (fees.RETAINER, fees.TIME, fees.FIXED, fees.PREPAID)
_FIRST: Final = (
    "Alder Birch Cedar Dune Ember Fjord Grove Haven Inlet Juniper Kite Larch Marsh North Otter Pine Quay Reed"
)
_SECOND: Final = "Foods Tools Optics Travel Bikes Books Energy Health Media Homes Labs Crafts Water Trains Sports Cloud"
_WORK: Final = "Website Campaign Shop Brand Care Film Report Launch App Newsletter Fair Catalogue"


@dataclass(frozen=True, slots=True)
class SeededProject:
    """A project's id with those of its two lines and its task."""

    id: int
    lines: tuple[int, int]
    item: int


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that time can be logged on, by place."""

    projects: list[SeededProject]


def open_book(
    staff: Staff, count: int, project_count: int, keys: Sequence[Key], months: Sequence[int], now: datetime
) -> Book:
    """Create `count` accounts and `project_count` projects, spread evenly over the accounts and the four fee models."""
    opened: list[Account] = []
    for start in range(0, count, _AT_ONCE):
        opened += _open_accounts(staff, range(start, min(count, start + _AT_ONCE)), now)
    teams: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for key in keys:
        teams[key.project].setdefault(key.person, key.month)
    found: list[SeededProject] = []
    for start in range(0, project_count, _AT_ONCE):
        found += _open_projects(staff, opened, range(start, min(project_count, start + _AT_ONCE)), teams, months, now)
    return Book(found)


@command
def _open_accounts(staff: Staff, places: range, now: datetime) -> list[Account]:
    return [
        accounts.open_account(
            by=staff.director, name=named(place, _FIRST.split(), _SECOND.split(), " "), now=now,
            currency=ABROAD if place % 10 == 9 else CURRENCY, tier="ABC"[place % 3],
            manager_id=staff.managers[place % len(staff.managers)], director_id=staff.director_id,
        )
        for place in places
    ]  # fmt: skip


@command
def _open_projects(
    staff: Staff, opened: Sequence[Account], places: range, teams: dict[int, dict[int, int]], months: Sequence[int],
    now: datetime,
) -> list[SeededProject]:  # fmt: skip
    found = []
    for place in places:
        project = _open_project(staff, opened[place % len(opened)], place, now)
        for person, month in teams[place].items():
            team_commands.add_member(
                by=staff.director, project_id=project.id, person_id=staff.ids[person], since=first_day(months[month]),
                now=now,
            )  # fmt: skip
        found.append(project)
    return found


def _open_project(staff: Staff, account: Account, place: int, now: datetime) -> SeededProject:
    by, model = staff.director, _MODELS[place % len(_MODELS)]
    name = f"{named(place, _WORK.split(), ('2025', '2026'), ' ')} · {place + 1}"
    agreement = draft_commands.open_agreement(
        by=by, account_id=account.pk, title=name, number=f"S-{place + 1}", now=now,
        terms=_terms(model, account.currency, now),
    )  # fmt: skip
    project = projects.open_project(
        by=by, fields=projects.ProjectFields(name, f"S{place + 1:04d}", starts_on=now.date()), account_id=account.pk,
        now=now, manager_id=staff.managers[place % len(staff.managers)], taken_over=True,
    )  # fmt: skip
    projects.set_agreement(by=by, project_id=project.pk, agreement_id=agreement.pk, now=now)
    if model == fees.RETAINER:
        terms = PeriodTerms(now.date(), "hours", 60 * _HOUR, "surplus", 1_000, 1)
        agree_period_terms(by=by, agreement_id=agreement.pk, terms=terms, now=now)
    first, second = (
        line_commands.add_line(
            by=by, agreement_id=agreement.pk, number=str(number), title=title, now=now,
            terms=lines.NewTerms(
                valid_from=now.date(), signed_on=now.date(), quantity=Decimal(200), planned_seconds=200 * _HOUR,
                planned_cost=1_000_000, rate=Decimal(100) if model in {fees.TIME, fees.PREPAID} else None,
            ),
        ).pk
        for number, title in ((1, "Concept and design"), (2, "Build and care"))
    )  # fmt: skip
    everything = work_item_commands.ItemFields("Everything")
    item = work_item_commands.add_work_item(by=by, project_id=project.pk, fields=everything, now=now)
    return SeededProject(project.pk, (first, second), item.pk)


def _terms(model: str, currency: str, now: datetime) -> AgreedTerms:
    day = now.date()
    hourly = Decimal(100) if model in {fees.TIME, fees.PREPAID} else None
    return AgreedTerms(
        model, currency, signed_on=day, starts_on=day, hourly_rate=hourly,
        fee={fees.RETAINER: 600_000, fees.FIXED: 4_500_000, fees.PREPAID: 2_500_000}.get(model),
        cap=5_000_000 if model == fees.TIME else None,
        included_seconds=60 * _HOUR if model == fees.RETAINER else None,
        bought_seconds=250 * _HOUR if model == fees.PREPAID else None,
        ends_on=day + timedelta(days=400) if model == fees.FIXED else None,
    )  # fmt: skip
