"""Retainers of every kind: Kestrel's hours with call-offs and a month half gone, value, pieces, access, a block."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from amity.accounts.models import Contact
from amity.agency.calendars import working_days
from amity.demo.book.works import BRAE, KESTREL, LARKFIELD, SALTMARSH, TARN
from amity.demo.contracts import Contract
from amity.demo.crew import COUNTRY, Crew, moment
from amity.demo.days.calendar import Calendar
from amity.projects.models import Project
from amity.retainers.call_offs.commands import finish_call_off, log_call_off
from amity.retainers.deliveries.commands import count_delivery
from amity.retainers.models import CallOff
from amity.retainers.notes.commands import record_note_sent
from amity.retainers.overage.commands import decide_over
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.retainers.top_ups.commands import buy_top_up
from amity.shared.money import Rate
from amity.shared.periods import first_day, month_of
from amity.timesheets import commands as timesheets
from amity.timesheets.changes import EntryChanges
from amity.timesheets.models import Entry

HOUR: Final = 3_600
DAILY: Final = (240, 210, 210, 300, 180, 180, 270, 210, 270, 210, 180, 240, 270, 210, 240, 180)
"""Minutes of Kestrel's working days from the first of the month on: sixty hours in sixteen days."""

HANDED: Final = ((5, 4), (11, 3), (16, 3), (21, 2))
"""On which working day of the month how many of Saltmarsh's pack texts are handed over."""

LEAD: Final = 20
"""Minutes of them that the account lead takes, on no call-off."""

NOTE: Final = """Dear Tom,

The Winter lookbook is taking longer than planned because the cover was drawn twice. You will have most of your hours
left for the Black Friday page and the gift guide, but little room for anything else this month.

Could you let me know by Friday whether the size finder fixes can wait?"""
"""A note of an earlier day, in the sender's own words."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A call-off: who asked, on which working day of the month; minutes planned and worked; days until it is wanted."""

    title: str
    line: str
    who: str
    asked: int
    planned: int
    worked: int
    wanted: int | None
    note: str


ASKS: Final = (
    Ask("Winter lookbook", "Design", "Tom Brandt", 1, 1320, 1740, 17, "Spreads, then the cover again"),
    Ask("Black Friday page", "Design", "Tom Brandt", 9, 840, 720, 26, "Hero, prices, countdown"),
    Ask("Gift guide, six texts", "Content", "Tom Brandt", 11, 720, 490, 29, "Texts two and three"),
    Ask("Size finder fixes", "Upkeep", "Ada Voss", 12, 600, 330, None, "Frames under 48 cm"),
)


def agree(crew: Crew, calendar: Calendar, contracts: Mapping[int, Contract], *, now: datetime) -> None:
    """Agree on the periods of five retainers and say what was bought and given; before the months are closed."""
    by_work = {(one.work.account, one.work.name): one for one in contracts.values()}
    kestrel = by_work.get((KESTREL, "Shop and campaign care"))
    if kestrel is not None:
        at_120 = Rate(Decimal(120), "EUR")
        terms = PeriodTerms(_start(kestrel), "hours", 60 * HOUR, "surplus", 1_000, 1, rate=at_120, over="given")
        _agree(kestrel, terms)
        _bill_some(kestrel, now)
    larkfield = by_work.get((LARKFIELD, "Dairy care"))
    if larkfield is not None:
        _agree(larkfield, PeriodTerms(_start(larkfield), "value", 950_000, "surplus", 2_000, 2, over="given"))
    saltmarsh = by_work.get((SALTMARSH, "Saltmarsh retainer"))
    if saltmarsh is not None:
        each = Rate(Decimal(490), "EUR")
        _agree(saltmarsh, PeriodTerms(_start(saltmarsh), "pieces", 12, "both", 2_500, 1, rate=each))
        _count_pieces(saltmarsh, calendar)
    brae = by_work.get((BRAE, "Cellar care"))
    if brae is not None:
        _agree(brae, PeriodTerms(_start(brae), "access"))
    tarn = by_work.get((TARN, "Outdoor hours"))
    if tarn is not None:
        bought = calendar.day((16, 4))
        buy_top_up(
            by=tarn.by, agreement_id=_agreement(tarn), amount=30 * HOUR, price=345_000, valid_from=bought,
            expires_on=bought + timedelta(days=300), note="30 more hours", now=moment(bought),
        )  # fmt: skip


def work_on(crew: Crew, contracts: Mapping[int, Contract], *, now: datetime) -> int:
    """Kestrel's month as far as it is gone: what they asked for, and the time on it; returns how many entries."""
    kestrel = next((one for one in contracts.values() if one.work.name == "Shop and campaign care"), None)
    first = first_day(month_of(now.date()))
    days = list(working_days(COUNTRY, first, now.date() - timedelta(days=2)))[: len(DAILY)] if kestrel else []
    if kestrel is None or not days:
        return 0
    items = _call_off(kestrel, days, now)
    hands = _hands(kestrel.project)
    left = [(ask, ask.worked) for ask in ASKS]
    logged = 0
    for day, minutes in zip(days, DAILY, strict=False):
        logged += _log(crew, kestrel, hands, day, "Account lead", LEAD, None, "Calls with Tom")
        rest = minutes - LEAD
        while rest and left:
            ask, open_minutes = left[0]
            part = min(rest, open_minutes)
            logged += _log(crew, kestrel, hands, day, ask.line, part, items.get(ask.title), ask.note)
            rest -= part
            left[0] = (ask, open_minutes - part)
            if not left[0][1]:
                _finish(kestrel, ask, items, day)
                left = left[1:]
    return logged


def write_to_client(contracts: Mapping[int, Contract], *, now: datetime) -> None:
    """Record the note that Tom was sent two weeks ago, when half the hours of the month were used."""
    kestrel = next((one for one in contracts.values() if one.work.name == "Shop and campaign care"), None)
    sent = now - timedelta(days=14)
    if kestrel is None or kestrel.project.account is None:
        return
    tom = Contact.objects.filter(account=kestrel.project.account, name="Tom Brandt").first()
    if tom is not None:
        record_note_sent(
            by=kestrel.by, agreement_id=_agreement(kestrel), period=first_day(month_of(sent.date())), text=NOTE,
            contact_id=tom.pk, now=sent,
        )  # fmt: skip


def _finish(contract: Contract, ask: Ask, items: Mapping[str, int], day: date) -> None:
    """What took more than it was planned at is delivered; the others still miss something."""
    if ask.worked > ask.planned and ask.title in items:
        row = CallOff.objects.get(item_id=items[ask.title])
        finish_call_off(
            by=contract.by, agreement_id=row.agreement_id, call_off_id=row.pk, now=moment(day, 18)
        )  # fmt: skip


def _agree(contract: Contract, terms: PeriodTerms) -> None:
    agreement = contract.project.agreement
    assert agreement is not None  # noqa: S101 - every contract of the story has one
    rate = replace(terms.rate, currency=agreement.currency) if terms.rate else None
    agree_period_terms(
        by=contract.by, agreement_id=agreement.pk, terms=replace(terms, rate=rate), now=moment(terms.valid_from)
    )


def _start(contract: Contract) -> date:
    agreement = contract.project.agreement
    if agreement is None or agreement.starts_on is None:
        raise LookupError(contract.work.name)
    return agreement.starts_on


def _agreement(contract: Contract) -> int:
    return contract.project.agreement_id or 0


def _bill_some(contract: Contract, now: datetime) -> None:
    """Eight hours of the last month but one with so much over were billed, the rest given."""
    agreement = contract.project.agreement
    assert agreement is not None  # noqa: S101 - every contract of the story has one
    rows = ledger_to_date(agreement, now.date()).periods[:-2]
    over = [one for one in rows if one.row.over > 8 * HOUR]
    if over:
        decide_over(
            by=contract.by, agreement_id=agreement.pk, period=over[-1].span.first, given=over[-1].row.over - 8 * HOUR,
            now=moment(over[-1].span.last, 15),
        )  # fmt: skip


def _count_pieces(contract: Contract, calendar: Calendar) -> None:
    """Pack texts handed over, eleven to thirteen a month."""
    for number, pieces in enumerate((11, 12, 13, 12, 11, 13, 12, 14), 11):
        day = calendar.day((number, 24))
        count_delivery(
            by=contract.by, agreement_id=_agreement(contract), pieces=pieces, delivered_on=day, what="Pack texts",
            now=moment(day),
        )  # fmt: skip


def hand_over(contracts: Mapping[int, Contract], *, now: datetime) -> int:
    """Saltmarsh's pack texts of the running month as far as it is gone; returns how many pieces."""
    saltmarsh = next((one for one in contracts.values() if one.work.name == "Saltmarsh retainer"), None)
    days = list(working_days(COUNTRY, first_day(month_of(now.date())), now.date() - timedelta(days=1)))
    found = [(days[place - 1], pieces) for place, pieces in HANDED if place <= len(days)] if saltmarsh else []
    for day, pieces in found:
        assert saltmarsh is not None  # noqa: S101 - else nothing was found
        count_delivery(
            by=saltmarsh.by, agreement_id=_agreement(saltmarsh), pieces=pieces, delivered_on=day, what="Pack texts",
            now=moment(day, 16),
        )  # fmt: skip
    return sum(pieces for _day, pieces in found)


def _call_off(contract: Contract, days: list[date], now: datetime) -> dict[str, int]:
    """Log what Kestrel asked for by now; returns the work items by title."""
    people = dict(Contact.objects.filter(account=contract.project.account_id).values_list("name", "pk"))
    found = {}
    for ask in ASKS:
        if ask.asked > len(days):
            continue
        day = days[ask.asked - 1]
        row = log_call_off(
            by=contract.by, agreement_id=_agreement(contract), title=f"{ask.title} {day.year}", asked_on=day,
            contact_id=people.get(ask.who), planned_seconds=ask.planned * 60, line_id=contract.lines[ask.line],
            wanted_on=first_day(month_of(day)) + timedelta(days=ask.wanted) if ask.wanted else None, now=moment(day),
        )  # fmt: skip
        found[ask.title] = row.item_id
    return found


def _hands(project: Project) -> dict[int, str]:
    """Who worked most on each line, by the line's id."""
    rows = Entry.objects.filter(project=project, person__is_active=True).order_by("work_date", "pk")
    return {line or 0: name for line, name in rows.values_list("line_id", "person__name")}


def _log(
    crew: Crew, contract: Contract, hands: Mapping[int, str], day: date, line: str, minutes: int, item: int | None,
    note: str,
) -> int:  # fmt: skip
    line_id = contract.lines[line]
    changes = EntryChanges(
        day, minutes * 60, note, contract.project.account_id, contract.project.pk, line_id, item, billable=True
    )
    timesheets.log_entry(by=crew.acting(hands[line_id]), changes=changes, now=moment(day, 17))
    return 1
