"""The people of Halden & Moor: who they are, what they do, how long they work, and from when."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from amity.demo.days.calendar import LAST, Day
from amity.people import rules as roles

STRATEGY: Final = "Strategy"
DESIGN: Final = "Design"
MOTION: Final = "Motion"
DEVELOPMENT: Final = "Development"
CONTENT: Final = "Content"
PROJECT: Final = "Project management"
ACCOUNT: Final = "Account management"
OFFICE: Final = "Office"

DOMAIN: Final = "haldenmoor.example"
HOURS: Final = 3600
FREELANCE: Final = "Mara Oakes"
"""Helped out for three weeks and has neither discipline nor rate: her time costs an unknown amount."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person. `weekly` are hours a week from days of the story on; 0 means that they have left."""

    name: str
    discipline: str
    weekly: tuple[tuple[Day, int], ...] = (((-4, 1), 40),)
    role: str = roles.TEAM_MEMBER
    signs_in: bool = False
    lead: str = ""

    @property
    def mail(self) -> str:
        """The address at the agency."""
        plain = self.name.lower().replace("í", "i").replace("á", "a")
        return f"{plain.replace(' ', '.')}@{DOMAIN}"


def _works(hours: int) -> tuple[tuple[Day, int], ...]:
    return (((-4, 1), hours),)


ADMINISTRATOR: Final = Colleague("Gus Adeyemi", OFFICE, _works(32), roles.ADMINISTRATOR, signs_in=True)
FINANCE: Final = Colleague("Petra Lang", OFFICE, _works(40), roles.FINANCE, signs_in=True)
DIRECTOR: Final = Colleague("Joachim Ebner", ACCOUNT, _works(40), roles.ACCOUNT_DIRECTOR, signs_in=True)

CAST: Final = (
    ADMINISTRATOR,
    FINANCE,
    DIRECTOR,
    Colleague("Margit Halden", OFFICE, _works(40), roles.EXECUTIVE, signs_in=True),
    Colleague("Omar Haddad", OFFICE, _works(24), roles.BUSINESS_AFFAIRS, signs_in=True),
    Colleague("Clara Weiss", OFFICE, _works(16), roles.LEGAL, signs_in=True),
    Colleague("Nadia Ferrer", ACCOUNT, _works(40), roles.ACCOUNT_MANAGER, signs_in=True, lead="Joachim Ebner"),
    Colleague("Edda Kerr", ACCOUNT, _works(40), roles.ACCOUNT_MANAGER, lead="Joachim Ebner"),
    Colleague("Ravi Menon", PROJECT, _works(40), roles.PROJECT_MANAGER, signs_in=True),
    Colleague("Ines Calloway", PROJECT, _works(32), roles.PROJECT_MANAGER),
    Colleague("Gavin Stroud", PROJECT, _works(24), roles.PROJECT_MANAGER),
    Colleague("Hanne Berg", STRATEGY, _works(36)),
    Colleague("Declan Rooke", STRATEGY, _works(28), lead="Hanne Berg"),
    Colleague("Priya Nair", STRATEGY, (((-4, 1), 20), ((9, 1), 24)), lead="Hanne Berg"),
    Colleague("Lotte Vries", DESIGN, _works(40), signs_in=True, lead="Mateus Prado"),
    Colleague("Mateus Prado", DESIGN, _works(40)),
    Colleague("Síle Kavanagh", DESIGN, (((-4, 1), 40), ((11, 1), 32)), lead="Mateus Prado"),
    Colleague("Yuki Tanabe", DESIGN, _works(40), lead="Mateus Prado"),
    Colleague("Anouk Perrin", MOTION, _works(20), lead="Mateus Prado"),
    Colleague("Felix Abara", MOTION, _works(16), lead="Mateus Prado"),
    Colleague("Samuel Oduya", DEVELOPMENT, _works(40)),
    Colleague("Ewa Lis", DEVELOPMENT, _works(40), lead="Samuel Oduya"),
    Colleague("Conor Tully", DESIGN, _works(40), lead="Mateus Prado"),
    Colleague("Greta Lindqvist", DEVELOPMENT, _works(32), lead="Samuel Oduya"),
    Colleague("Rory Keane", DEVELOPMENT, (((-4, 1), 40), ((9, 1), 0)), lead="Samuel Oduya"),
    Colleague("Niall Brophy", DEVELOPMENT, (((9, 1), 40),), lead="Samuel Oduya"),
    Colleague("Orlaith Dunne", CONTENT, _works(40)),
    Colleague("Jonas Keel", CONTENT, _works(32), lead="Orlaith Dunne"),
    Colleague("Mina Sato", CONTENT, (((-4, 1), 24), ((12, 1), 32)), lead="Orlaith Dunne"),
    Colleague(FREELANCE, "", ()),
)
"""Thirty names: twenty-three who work for clients, five in the office, one who left and one freelancer."""

LEFT: Final = ("Rory Keane",)
DISCIPLINES: Final = (STRATEGY, DESIGN, MOTION, DEVELOPMENT, CONTENT, PROJECT, ACCOUNT, OFFICE)
SMALL: Final = (MOTION,)
"""Two people only: no cost of their own is confirmed, for it would tell what they earn."""

COST: Final = {
    STRATEGY: Decimal("71.00"),
    DESIGN: Decimal("56.50"),
    DEVELOPMENT: Decimal("62.00"),
    CONTENT: Decimal("50.50"),
    PROJECT: Decimal("62.50"),
    ACCOUNT: Decimal("60.00"),
    OFFICE: Decimal("48.00"),
}
"""What an hour of a discipline costs, loaded, in the middle of the story."""
COST_STEPS: Final = (((-4, 1), Decimal("0.97")), ((9, 1), Decimal("1.00")), ((15, 1), Decimal("1.02")))
"""From which day on an hour costs which part of that: pay rises in January and July."""

PEOPLE_COST: Final = 19_800_000
"""Cents a month, all in: with `HEADS` at 40 hours in 44 weeks that is 56.25 an hour."""
HEADS: Final = Decimal(24)

PRICE: Final = {
    STRATEGY: Decimal(145),
    DESIGN: Decimal(120),
    MOTION: Decimal(125),
    DEVELOPMENT: Decimal(130),
    CONTENT: Decimal(105),
    PROJECT: Decimal(125),
    ACCOUNT: Decimal(125),
}
"""The rate card in euros, an hour."""
ABROAD: Final = {"GBP": Decimal("0.86"), "CHF": Decimal("0.95")}
"""The card in other currencies, as a part of the price in euros."""
EXCHANGE: Final = {
    "GBP": {-4: "1.1700", 4: "1.1560", 7: "1.1480", 10: "1.1510", 13: "1.1590", 16: "1.1530", LAST: "1.1520"},
    "CHF": {-4: "1.0650", 4: "1.0680", 7: "1.0700", 10: "1.0660", 13: "1.0640", 16: "1.0625", LAST: "1.0631"},
}
"""Euros for one unit, from the first of the numbered month on."""
