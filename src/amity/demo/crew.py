"""The people of the demo, the agency's settings and its rates, each set by the person responsible."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from amity.agency import commands as agency
from amity.agency import rules as rates
from amity.agency.catalogue.commands import add_service
from amity.agency.queries import agency as the_agency
from amity.agency.rates import commands as rate_commands
from amity.demo.book import people as cast
from amity.demo.book.accounts import BY_NAME
from amity.people import commands as people
from amity.people import rules as roles
from amity.people.employment import commands as employment_commands
from amity.people.invitations import commands as invitation_commands
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.people.rights import commands as rights_commands
from amity.people.sign_in import commands as sign_in_commands
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day
from amity.shared.stories import ADMINISTRATOR, FINANCE, LAST, NADIA, Calendar, moment

NAME: Final = "Halden & Moor"
CURRENCY, COUNTRY, TIME_ZONE, LOCALE = "EUR", "IE", "Europe/Dublin", "en_IE"
PASSWORD: Final = "two-sides-one-table"  # noqa: S105 - shown to everybody on the demo's sign-in page


@dataclass(frozen=True, slots=True)
class Crew:
    """People by name, and the ids of disciplines and services by name."""

    people: dict[str, Person]
    disciplines: dict[str, int]
    services: dict[str, int] = field(default_factory=dict)

    def acting(self, name: str) -> Actor:
        """Return someone as an actor at the command line."""
        return actor_for(self.people[name], "cli")

    def managing(self, account: str) -> Actor:
        """Return the manager of an account as an actor, or Nadia where there is none."""
        return self.acting(BY_NAME[account].manager or NADIA)

    def id(self, name: str) -> int:
        """Return someone's id."""
        return self.people[name].pk

    def discipline(self, name: str) -> int:
        """Return a discipline's id."""
        return self.disciplines[name]

    def service(self, name: str) -> int:
        """Return a service's id."""
        return self.services[name]


def hire(calendar: Calendar) -> Crew:
    """Create the agency, its people with roles, disciplines and capacity, and its rates and costs."""
    begin = moment(calendar.day(cast.BEGIN))
    boss = next(person for person in cast.CAST if person.name == ADMINISTRATOR)
    first = sign_in_commands.first_person(
        mail=boss.mail, name=boss.name, locale=LOCALE, time_zone=TIME_ZONE, now=begin
    ).person
    by = actor_for(first, "cli")
    agency.set_up_agency(by=by, frame=agency.Frame(NAME, CURRENCY, COUNTRY, TIME_ZONE, "en"), now=begin)
    own = the_agency()
    own.is_demo = True
    own.save(update_fields=["is_demo"])
    found = {boss.name: first}
    for person in cast.CAST[1:]:
        found[person.name] = _welcome(by, person, calendar)
    services = {one.name: add_service(by=by, now=begin, **asdict(one)).pk for one in cast.SERVICES}
    crew = Crew(found, {name: _discipline(by, name, begin) for name in cast.DISCIPLINES}, services)
    for person in cast.CAST:
        _employ(by, crew, person, calendar)
    for person in (one for one in cast.CAST if one.signs_in):
        sign_in_commands.choose_password(person_id=crew.id(person.name), password=PASSWORD, now=begin)
    rights_commands.change_roles(by=by, person_id=first.pk, roles=[roles.ADMINISTRATOR], now=begin)
    _set_rates(crew, calendar)
    return crew


def let_go(crew: Crew, calendar: Calendar) -> None:
    """Deactivate people who have left, after their time was logged."""
    for person in cast.CAST:
        if person.later_since and person.later_hours == 0:
            people.deactivate_person(
                by=crew.acting(ADMINISTRATOR), person_id=crew.id(person.name),
                now=moment(calendar.day(person.later_since)),
            )  # fmt: skip


def _welcome(by: Actor, person: cast.Colleague, calendar: Calendar) -> Person:
    now = moment(calendar.day(person.since if person.weekly else (LAST, 1)))
    if person.signs_in:
        invited = invitation_commands.invite_person(
            by=by, name=person.name, mail=person.mail, roles=[person.role], now=now, locale=LOCALE, time_zone=TIME_ZONE
        )  # fmt: skip
        return invited.person
    return invitation_commands.name_person(by=by, name=person.name, now=now, roles=[person.role])


def _discipline(by: Actor, name: str, now: datetime) -> int:
    return employment_commands.add_discipline(by=by, name=name, now=now).pk


def _employ(by: Actor, crew: Crew, person: cast.Colleague, calendar: Calendar) -> None:
    """Set someone's disciplines, weekly hours and lead."""
    key, now = crew.id(person.name), moment(first_day(calendar.newest))
    for since, hours in person.weekly:
        day = calendar.day(since)
        employment_commands.set_capacity(by=by, person_id=key, weekly_seconds=hours * 3600, valid_from=day, now=now)
    if person.discipline:
        first = calendar.day(person.since)
        discipline = crew.disciplines[person.discipline]
        employment_commands.set_discipline(by=by, person_id=key, discipline_id=discipline, valid_from=first, now=now)
    if person.lead:
        employment_commands.set_lead(by=by, person_id=key, lead_id=crew.id(person.lead), now=now)


def _set_rates(crew: Crew, calendar: Calendar) -> None:
    by, begin = crew.acting(FINANCE), calendar.day(cast.BEGIN)
    now = moment(begin, 10)
    rate_commands.answer_people_cost(
        by=by, people_cost=cast.PEOPLE_COST, heads=cast.HEADS, weekly_hours=Decimal(40), working_weeks=Decimal(44),
        valid_from=begin, now=now,
    )  # fmt: skip
    agency.set_cost_level(by=by, level=rates.DISCIPLINE, now=now)
    for since, part in cast.COST_STEPS.items():
        day = calendar.day(since)
        for one in cast.DISCIPLINES.values():
            if one.cost is not None:
                rate_commands.confirm_cost_rate(
                    by=by, level=rates.DISCIPLINE, discipline_id=crew.disciplines[one.name], valid_from=day,
                    per_hour=(one.cost * part).quantize(Decimal("0.01")), now=moment(day, 10),
                )  # fmt: skip
    for currency, part in {CURRENCY: Decimal(1), **cast.ABROAD}.items():
        for one in cast.DISCIPLINES.values():
            if one.price is not None:
                rate_commands.set_card_price(
                    by=by, currency=currency, discipline_id=crew.disciplines[one.name], valid_from=begin,
                    per_hour=(one.price * part).quantize(Decimal(1)), now=now,
                )  # fmt: skip
    for step in cast.EXCHANGE:
        day = calendar.day(step.since)
        rate_commands.set_exchange_rate(by=by, currency=step.currency, valid_from=day, rate=step.rate, now=moment(day))
