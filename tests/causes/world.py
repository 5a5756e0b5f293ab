"""The people and the account around the cause of something that waits, and what a maker returns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from amity.accounts.models import Account, Contact, Cover
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.stand_ins.models import ManagerCover
from tests.builders import MONDAY, make_account, make_agency, make_agreement, make_person, make_project

TODAY = MONDAY.date()


def day(number: int) -> date:
    """Return the date so many days from Monday."""
    return TODAY + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class World:
    """Mara the account manager, Piet of the project, Ada the director, and others. Edda and Lotte can cover for two."""

    mara: Person
    piet: Person
    ada: Person
    edda: Person
    fina: Person
    tim: Person
    clara: Person
    lotte: Person
    osprey: Account
    site: Project
    cleo: Contact

    def cover(self) -> Cover:
        """Let Edda stand in for Mara this week."""
        return Cover.objects.create(account=self.osprey, stand_in=self.edda, starts_on=day(-1), ends_on=day(5))

    def cover_manager(self) -> ManagerCover:
        """Let Lotte stand in for Piet this week."""
        return ManagerCover.objects.create(manager=self.piet, stand_in=self.lotte, starts_on=day(-1), ends_on=day(5))


@dataclass(frozen=True, slots=True)
class Cause:
    """The person a cause concerns, how it ends, and when to look. `stand_in`: it waits for the stand-in too."""

    person: Person
    end: Callable[[], object]
    stand_in: bool = True
    at: datetime = MONDAY


Maker = Callable[[World], Cause]


def make_world() -> World:
    """Make the people, the account with two contacts, and its project."""
    make_agency()
    mara, ada = make_person("Mara", roles.ACCOUNT_MANAGER), make_person("Ada", roles.ACCOUNT_DIRECTOR)
    piet, tim = make_person("Piet", roles.PROJECT_MANAGER), make_person("Tim", roles.TEAM_MEMBER)
    osprey = make_account("Osprey Rail", manager=mara, director=ada)
    site = make_project(
        osprey, name="Ticket site", manager=piet, team=[tim], agreement=make_agreement(osprey, hourly_rate="100")
    )
    cleo = Contact.objects.create(
        account=osprey, name="Cleo Client", mail="cleo@osprey.example", roles=["sponsor", "decision_maker"]
    )
    Contact.objects.create(account=osprey, name="Carl Client", mail="carl@osprey.example")
    return World(
        mara, piet, ada, make_person("Edda", roles.ACCOUNT_MANAGER), make_person("Fina", roles.FINANCE), tim,
        make_person("Clara", roles.LEGAL), make_person("Lotte", roles.PROJECT_MANAGER), osprey, site, cleo,
    )  # fmt: skip
