"""The people of a seeded agency with its settings, rates and prices."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from amity.agency import commands as agency
from amity.agency import rules as rates
from amity.agency.rates import commands as rate_commands
from amity.people import rules as roles
from amity.people.employment import commands as employment_commands
from amity.people.invitations import commands as invitation_commands
from amity.people.queries import actor_for
from amity.people.sign_in import commands as sign_in_commands
from amity.shared.actor import Actor
from amity.shared.command import command
from bench.seed.grid import named

CURRENCY, ABROAD = "EUR", "USD"
COUNTRY, TIME_ZONE, LOCALE = "IE", "Europe/Dublin", "en_IE"
PASSWORD: Final = "a-million-small-hours"  # noqa: S105 - of an instance made for measuring, printed when it is made
_DISCIPLINES: Final = (("Strategy", 62, 130), ("Design", 48, 105), ("Development", 55, 115), ("Content", 41, 92))
_FIRST: Final = "Ada Ben Cleo Dario Edith Finn Greta Hugo Ines Jonas Kira Liam Mara Noel Olga Paul Rosa Sven Tilda Umar"
_LAST: Final = "Abel Brandt Costa Dahl Egger Fuchs Grant Holm Iversen Jansen Klein Lund Moreau Novak Olsen Peters Quinn"


@dataclass(frozen=True, slots=True)
class Staff:
    """Ids of all people by place, the actors, and the emails of those who can sign in, by role."""

    ids: list[int]
    managers: list[int]
    director: Actor
    director_id: int
    finance: Actor
    doors: dict[str, str]


@command
def hire(count: int, now: datetime) -> Staff:
    """Create an administrator, a director and a finance person who can sign in, and `count` people who log time."""
    mail = {
        "administrator": "admin@seed.example",
        "director": "director@seed.example",
        "finance": "finance@seed.example",
    }
    first = sign_in_commands.first_person(
        mail=mail["administrator"], name="Alex Admin", locale=LOCALE, time_zone=TIME_ZONE, now=now
    )
    by = actor_for(first.person, "cli")
    agency.set_up_agency(by=by, frame=agency.Frame("Seed & Sons", CURRENCY, COUNTRY, TIME_ZONE), now=now)
    signed = {"administrator": first.person.pk}
    for what, name, role in (
        ("director", "Dana Director", roles.ACCOUNT_DIRECTOR),
        ("finance", "Frida Finance", roles.FINANCE),
    ):
        signed[what] = invitation_commands.invite_person(
            by=by, name=name, mail=mail[what], roles=[role], now=now, locale=LOCALE, time_zone=TIME_ZONE
        ).person.pk  # fmt: skip
    acting = {
        what: actor_for(sign_in_commands.choose_password(person_id=key, password=PASSWORD, now=now), "cli")
        for what, key in signed.items()
    }
    disciplines = [
        employment_commands.add_discipline(by=by, name=name, now=now).pk for name, _cost, _price in _DISCIPLINES
    ]
    ids = [_hire_one(by, place, disciplines, now) for place in range(count)]
    _set_rates(acting["finance"], disciplines, count, now)
    return Staff(ids, ids[:: max(1, count // 10)], acting["director"], signed["director"], acting["finance"], mail)


def _hire_one(by: Actor, place: int, disciplines: list[int], now: datetime) -> int:
    role = (roles.ACCOUNT_MANAGER, roles.PROJECT_MANAGER)[place % 20 // 10] if place % 10 == 0 else roles.TEAM_MEMBER
    key = invitation_commands.name_person(
        by=by, name=named(place, _FIRST.split(), _LAST.split(), " "), now=now, roles=[role]
    ).pk
    employment_commands.set_capacity(by=by, person_id=key, weekly_seconds=40 * 3600, valid_from=now.date(), now=now)
    discipline = disciplines[place % len(disciplines)]
    employment_commands.set_discipline(by=by, person_id=key, discipline_id=discipline, valid_from=now.date(), now=now)
    return key


def _set_rates(by: Actor, disciplines: list[int], heads: int, now: datetime) -> None:
    rate_commands.answer_people_cost(
        by=by, people_cost=heads * 7_200_000, heads=Decimal(heads), weekly_hours=Decimal(40),
        working_weeks=Decimal(44), valid_from=now.date(), now=now,
    )  # fmt: skip
    agency.set_cost_level(by=by, level=rates.DISCIPLINE, now=now)
    for key, (_name, cost, price) in zip(disciplines, _DISCIPLINES, strict=True):
        rate_commands.confirm_cost_rate(
            by=by, level=rates.DISCIPLINE, discipline_id=key, valid_from=now.date(), per_hour=Decimal(cost), now=now
        )
        for currency in (CURRENCY, ABROAD):
            rate_commands.set_card_price(
                by=by, currency=currency, discipline_id=key, valid_from=now.date(), per_hour=Decimal(price), now=now
            )
    rate_commands.set_exchange_rate(by=by, currency=ABROAD, valid_from=now.date(), rate=Decimal("0.92"), now=now)
