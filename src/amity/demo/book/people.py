"""The people of Halden & Moor and their disciplines, with costs, rates and working hours."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from amity.people import rules as roles
from amity.shared.stories import Day, rows

STRATEGY: Final = "Strategy"
DESIGN: Final = "Design"
ACCOUNT: Final = "Account management"
OFFICE: Final = "Office"

BEGIN: Final[Day] = (-4, 1)
"""The day of the story on which everything starts, half a year before its first month."""
DOMAIN: Final = "haldenmoor.example"
TABLES: Final = Path(__file__).parents[1] / "tables"


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person. From `later_since` on they work `later_hours` a week; 0 means that they have left.

    A freelancer has no `weekly_hours`, no discipline and no rate, so the cost of their time is unknown.
    """

    name: str
    discipline: str = ""
    role: str = roles.TEAM_MEMBER
    signs_in: bool = False
    lead: str = ""
    weekly_hours: int | None = None
    since: Day = BEGIN
    later_hours: int | None = None
    later_since: Day | None = None

    @property
    def mail(self) -> str:
        """The email address at the agency."""
        plain = self.name.lower().replace("í", "i").replace("á", "a")
        return f"{plain.replace(' ', '.')}@{DOMAIN}"

    @property
    def weekly(self) -> list[tuple[Day, int]]:
        """Weekly hours with their first day in the story."""
        steps = ((self.since, self.weekly_hours), (self.later_since, self.later_hours))
        return [(since, hours) for since, hours in steps if since is not None and hours is not None]


@dataclass(frozen=True, slots=True)
class Discipline:
    """A discipline with its loaded hourly cost in the middle of the story and its hourly rate, in euros or None.

    Of a project's days it works in the part between `begins` and `ends`. `pace` is its lead over the whole.
    """

    name: str
    cost: Decimal | None = None
    price: Decimal | None = None
    begins: float = 0.0
    ends: float = 1.0
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """Euros for one unit of a currency, from a day of the story."""

    currency: str
    since: Day
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Sold:
    """A service of the catalogue, with its family and the words of goals it helps with."""

    name: str
    family: str
    helps_with: str


CAST: Final = rows(TABLES / "people.csv", Colleague)
DISCIPLINES: Final = {one.name: one for one in rows(TABLES / "disciplines.csv", Discipline)}
SERVICES: Final = rows(TABLES / "services.csv", Sold)
EXCHANGE: Final = rows(TABLES / "exchange.csv", Exchange)
COST_STEPS: Final = {BEGIN: Decimal("0.97"), (9, 1): Decimal("1.00"), (15, 1): Decimal("1.02")}
"""Factors of the hourly cost by first day, because pay rises in January and July."""
ABROAD: Final = {"GBP": Decimal("0.86"), "CHF": Decimal("0.95")}
"""The rate card in other currencies, as factors of the rates in euros."""
PEOPLE_COST: Final = 19_800_000
"""Monthly cost in cents, all in. With `HEADS` at 40 hours in 44 weeks that is 56.25 per hour."""
HEADS: Final = Decimal(24)
