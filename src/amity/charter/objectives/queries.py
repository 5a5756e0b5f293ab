"""Queries for joint objectives the actor can see, each with its latest reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.accounts.models import Account
from amity.charter import hooks, policy
from amity.charter.models import Objective
from amity.charter.objectives import rules as objectives
from amity.charter.objectives.rules import Read
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.permission import Answer, MoneyRight
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.shares import seen_band
from amity.ui import formats
from amity.ui.bands import band_word


@dataclass(frozen=True, slots=True)
class Row:
    """An objective as the actor can see it. `hidden`: the figure needs a money right. `stale`: the reading is old.

    `elsewhere`: the figure is calculated on the account's page only.
    """

    objective: Objective
    state: str
    word: str
    value: Decimal | None
    figure: str
    target: str
    source: str
    read_on: date | None
    hidden: bool = False
    stale: bool = False
    by_books: bool = False
    elsewhere: bool = False


def objectives_of(by: Actor, account: Account, today: date) -> list[Row]:
    """Return the active objectives of an account the actor can see, ordered by kind."""
    return objectives_of_many(by, [account], today).get(account.pk, [])


def objectives_of_many(by: Actor, accounts: Sequence[Account], today: date) -> Mapping[int, list[Row]]:
    """Return the active objectives of several accounts, by account, in one query besides the calculated values."""
    right, known = person_of(by).money_right, {account.pk: account for account in accounts}
    found: dict[int, list[Row]] = {}
    for objective, recorded in _with_recorded(accounts):
        reading = hooks.readings.get(objective.kind)
        counted = reading(by, known[objective.account_id], today) if reading else None
        how = (recorded, False) if counted is None else (counted, True)
        found.setdefault(objective.account_id, []).append(_row(objective, how, right, today))
    return found


def objectives_without_figures(by: Actor, account: Account, today: date) -> list[Row]:
    """Return the active objectives of an account with their recorded values, without calculating any."""
    right, found = person_of(by).money_right, []
    for objective, recorded in _with_recorded([account]):
        elsewhere = objective.kind in hooks.readings
        row = _row(objective, (None if elsewhere else recorded, False), right, today)
        found.append(replace(row, elsewhere=elsewhere))
    return found


def _with_recorded(accounts: Sequence[Account]) -> list[tuple[Objective, Read | None]]:
    """Return the active objectives of accounts by kind, each with its newest reading, in one query."""
    rows = Objective.objects.filter(account__in=accounts, dropped_at=None).annotate(
        value=F("readings__value"), read_on=F("readings__read_on"), stated_by=F("readings__stated_by")
    )
    found: dict[int, tuple[Objective, Read | None]] = {}
    for row in rows.order_by("-read_on"):
        recorded = None if row.read_on is None else Read(row.value, row.read_on, row.stated_by)
        found.setdefault(row.pk, (row, recorded))
    return sorted(found.values(), key=lambda pair: (objectives.KINDS.index(pair[0].kind), pair[0].pk))


def written(value: Decimal | None, unit: str) -> str:
    """Format a figure of an objective, such as 44.1%, 8 of 10 or 1,200."""
    if value is None:
        return ""
    if unit == objectives.PERCENT:
        return formats.percent(int(value * 100), places=0 if value == value.to_integral_value() else 1)
    if unit == objectives.OF_TEN:
        return _("%(figure)s of 10") % {"figure": formats.number(value, 0, 1)}
    return formats.number(value)


def _row(objective: Objective, how: tuple[Read | None, bool], right: MoneyRight, today: date) -> Row:
    read, by_books = how
    hidden = objective.kind == objectives.MARGIN and right < MoneyRight.MARGIN
    state, word = _standing(objective, read, right)
    return Row(
        objective=objective,
        state=state,
        word=word,
        value=None if hidden or read is None else read.value,
        figure="" if hidden or read is None else _figure(read, objective.unit),
        target="" if hidden else written(objective.target, objective.unit),
        source=read.source if read and not hidden else "",
        read_on=read.read_on if read and not hidden else None,
        hidden=hidden,
        stale=bool(read and objectives.is_stale(objective.kind, read.read_on, today)),
        by_books=by_books,
    )


def _standing(objective: Objective, read: Read | None, right: MoneyRight) -> tuple[str, str]:
    """Return the state and its word. A margin is as far from its target as on the pages of money, by the same right."""
    target, value = objective.target, read.value if read else None
    if objective.kind != objectives.MARGIN:
        state = objectives.progress_state(target, value, objective.baseline)
    elif target is None or value is None or right < MoneyRight.TARGET:
        state = objectives.UNKNOWN
    else:
        sees_margin = right >= MoneyRight.MARGIN
        band = seen_band(int(value * 100), int(target * 100), sees_margin=sees_margin)
        return band, band_word(band, sees_margin=sees_margin)
    return state, _state_words()[state]


def _figure(read: Read, unit: str) -> str:
    figure = read.counted or written(read.value, unit)
    return _("at most %(figure)s") % {"figure": figure} if read.at_most else figure


def _state_words() -> dict[str, str]:
    return {
        objectives.MET: _("reached"),
        objectives.NEAR: _("near"),
        objectives.FAR: _("far off"),
        objectives.UNKNOWN: _("not known"),
    }


def objective_seen_by(by: Actor, objective_id: int, *, lock: bool = False) -> Objective:
    """Return one active objective of an account the actor can see, or raise `NotSeen`."""
    rows = Objective.objects.select_related("account__manager").filter(dropped_at=None)
    gone = _("Objective not found. It may have been deleted, or you don’t have access to its account.")
    objective = seen_or_missing(rows, objective_id, gone, lock=lock)
    if not accounts.accounts_seen_by(by).filter(pk=objective.account_id).exists():
        raise NotSeen(gone)
    return objective


def may_read(by: Actor, objective: Objective) -> Answer:
    """Return whether the actor can record the value of an objective."""
    return policy.may_read(person_of(by), objective)
