"""What the demo has sold ahead: when open work ends, which retainers end, and agreements signed but not begun."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from amity.accounts.models import Account
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.lines import commands as line_commands
from amity.agreements.rules.fees import AgreedTerms
from amity.demo.book.clients import BOOKS
from amity.demo.book.work import FIXED, TIME, Work
from amity.demo.book.works import CALDER, LARKFIELD, OSPREY, TESSEL
from amity.demo.crew import Crew, moment
from amity.demo.days.calendar import LAST, Calendar
from amity.demo.staff.cast import CONTENT, DESIGN, DEVELOPMENT, PROJECT, STRATEGY
from amity.lines import commands as lines
from amity.shared.periods import first_day, last_day, next_month

Ahead = tuple[int, int]
"""A day ahead: number of months after the story's newest one, day in it (cut to the month's length)."""

ENDS: Final[Mapping[tuple[str, str], Ahead]] = {
    ("Osprey Rail", "Ticket app relaunch"): (4, 26),
    ("Larkfield Dairy", "Range {next}"): (2, 18),
    ("Larkfield Dairy", "Dairy care"): (8, 31),
    ("Tessel Bank", "Branch app"): (4, 12),
    ("Tessel Bank", "Service and care"): (9, 30),
    ("Calder Clinics", "Homepage"): (2, 20),
    ("Saltmarsh Foods", "Spring range {next}"): (2, 21),
    ("Saltmarsh Foods", "Saltmarsh retainer"): (5, 31),
    ("Morrow Mills", "Label design"): (2, 18),
    ("Morrow Mills", "Mill care"): (2, 31),
    ("Halyard Ports", "Intranet"): (6, 30),
    ("Brae Whisky", "Distillery site"): (4, 5),
    ("Fenn Museums", "Winter show"): (2, 12),
}
"""The planned end of work that is not over, and of retainers that have one."""


@dataclass(frozen=True, slots=True)
class Sold:
    """An agreement signed this month: hours by discipline; a fee, or an hourly rate, in whole euros."""

    account: str
    title: str
    model: str
    days: tuple[Ahead, Ahead]
    hours: tuple[tuple[str, str, int], ...]
    fee: int | None = None
    hourly: Decimal | None = None
    cap: int | None = None


SOLD: Final = (
    Sold(OSPREY, "Summer timetable {next}", FIXED, ((2, 4), (6, 30)), fee=98_000, hours=(
        ("Idea and plan", STRATEGY, 110), ("Key visual and layouts", DESIGN, 420), ("Texts", CONTENT, 190),
        ("Running the project", PROJECT, 110))),
    Sold(LARKFIELD, "Farm shop opening", FIXED, ((2, 7), (4, 31)), fee=76_000, hours=(
        ("Concept", STRATEGY, 90), ("Signs and packs", DESIGN, 330), ("Texts", CONTENT, 140))),
    Sold(TESSEL, "Mortgage journey", TIME, ((2, 11), (7, 31)), hourly=Decimal(148), cap=90_000, hours=(
        ("Research", STRATEGY, 120), ("Journeys and screens", DESIGN, 210), ("Build", DEVELOPMENT, 300))),
    Sold(CALDER, "Booking for patients", FIXED, ((2, 4), (5, 16)), fee=82_000, hours=(
        ("Flow and screens", DESIGN, 180), ("Build", DEVELOPMENT, 360), ("Help texts", CONTENT, 70))),
)  # fmt: skip


def end_of(calendar: Calendar, work: Work) -> date | None:
    """When work that is not over is planned to end; None where no one said."""
    ahead = ENDS.get((work.account, work.name))
    return day_ahead(calendar, ahead) if ahead else None


def day_ahead(calendar: Calendar, ahead: Ahead) -> date:
    """A day after the story as a date."""
    month = calendar.month(LAST)
    for _ in range(ahead[0]):
        month = next_month(month)
    return min(first_day(month) + timedelta(days=ahead[1] - 1), last_day(month))


def sign_ahead(crew: Crew, calendar: Calendar, accounts: Mapping[str, Account]) -> None:
    """Sign what begins after the story."""
    for number, sold in enumerate(SOLD, 1):
        if sold.account in accounts:
            _sign(crew, calendar, accounts[sold.account], sold, number)


def _sign(crew: Crew, calendar: Calendar, account: Account, sold: Sold, number: int) -> None:
    signed = calendar.day((LAST, 20 + number))
    now = moment(signed)
    by = crew.acting(next(book.manager for book in BOOKS if book.name == sold.account))
    terms = AgreedTerms(
        sold.model, account.currency, fee=sold.fee * 100 if sold.fee else None, hourly_rate=sold.hourly,
        cap=sold.cap * 100 if sold.cap else None, signed_on=signed, starts_on=day_ahead(calendar, sold.days[0]),
        ends_on=day_ahead(calendar, sold.days[1]),
    )  # fmt: skip
    agreement = draft_commands.open_agreement(
        by=by, account_id=account.pk, title=calendar.named(sold.title), number=f"{calendar.year}-{number:02d}",
        terms=terms, now=now,
    )  # fmt: skip
    for place, (title, discipline, hours) in enumerate(sold.hours, 1):
        line_commands.add_line(
            by=by, agreement_id=agreement.pk, number=str(place), title=title, now=now,
            terms=lines.NewTerms(
                valid_from=signed, signed_on=signed, quantity=Decimal(hours), rate=sold.hourly,
                planned_seconds=hours * 3600, discipline_id=crew.disciplines[discipline],
            ),
        )  # fmt: skip
