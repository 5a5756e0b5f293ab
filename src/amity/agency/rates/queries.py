"""Rates in force, and the dated rows behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.db.models import QuerySet

from amity.agency import rules
from amity.agency.editions.keeping import kept
from amity.agency.models import CardPrice, CostRate, ExchangeRate
from amity.agency.queries import agency
from amity.people.models import DisciplineSince, Person
from amity.shared.dates.periods import last_day, month_of
from amity.shared.money import Rate


@dataclass(frozen=True, slots=True)
class InForce:
    """Discipline, cost rate and standard rate that apply to an entry on its date, each None where unknown."""

    discipline_id: int | None
    cost: Rate | None
    cost_rate_id: int | None


RATE: Final = ("pk", "level", "person_id", "discipline_id", "valid_from", "per_hour", "heads")


class CostRates:
    """The agency's cost rates read once, to price one entry or a hundred thousand.

    `also` are rates that no one confirmed yet: to see what they would change.
    """

    def __init__(self, also: Iterable[rules.DatedRate] = ()) -> None:
        own = agency()
        self.currency = own.currency
        self.level = own.cost_level
        self._rates = [*kept("cost rates", _dated_rates), *also]
        self._cached: dict[tuple[int, date], InForce] = {}
        self._sizes: dict[tuple[int, int], int] = {}
        self._active: frozenset[int] | None = None
        self._history = kept("disciplines held", _disciplines)

    def _everybody(self) -> frozenset[int]:
        """Return the ids of all active people, read when a discipline's size is first needed."""
        if self._active is None:
            self._active = kept("active people", _active_people)
        return self._active

    def on(self, person_id: int, day: date) -> InForce:
        """Return what is in force for a person on a day."""
        key = (person_id, day)
        if key not in self._cached:
            self._cached[key] = self._look_up(person_id, day)
        return self._cached[key]

    def discipline_on(self, person_id: int, day: date) -> int | None:
        """Return a person's discipline on a date, or their first one if none was recorded by then."""
        held = self._history.get(person_id, [])
        before = [discipline for since, discipline in held if since <= day]
        return before[-1] if before else (held[0][1] if held else None)

    def of_discipline(self, discipline_id: int, day: date) -> Rate | None:
        """Return a discipline's planned hourly cost on a date, or the average where too few people have it."""
        level = rules.AVERAGE if self.level == rules.AVERAGE else rules.DISCIPLINE
        small = level == rules.DISCIPLINE and self.is_small(discipline_id, month_of(day))
        rate = rules.cost_in_force(
            self._rates, level=level, person_id=0, discipline_id=discipline_id, small=small, on=day
        )
        return Rate(rate.per_hour, self.currency) if rate and self.currency else None

    def _look_up(self, person_id: int, day: date) -> InForce:
        discipline = self.discipline_on(person_id, day)
        rate = rules.cost_in_force(
            self._rates,
            level=self.level,
            person_id=person_id,
            discipline_id=discipline,
            small=self.level == rules.DISCIPLINE
            and discipline is not None
            and self._size(discipline, month_of(day)) < rules.FEWEST_PEOPLE,
            on=day,
        )
        cost = Rate(rate.per_hour, self.currency) if rate and self.currency else None
        return InForce(discipline, cost, rate.id if rate and cost else None)

    def is_small(self, discipline: int, month: int) -> bool:
        """Return whether so few have a discipline in a month that it takes the agency average."""
        return self._size(discipline, month) < rules.FEWEST_PEOPLE

    def _size(self, discipline_id: int, month: int) -> int:
        """Active people who have the discipline at the end of a month."""
        key = (discipline_id, month)
        if key not in self._sizes:
            end = last_day(month)
            people = self._everybody()
            self._sizes[key] = sum(self.discipline_on(person, end) == discipline_id for person in people)
        return self._sizes[key]


def _dated_rates() -> Sequence[rules.DatedRate]:
    rows = CostRate.objects.order_by("valid_from", "id").values_list(*RATE)
    return [rules.DatedRate(*row) for row in rows]


def _active_people() -> frozenset[int]:
    return frozenset(Person.objects.filter(is_active=True).values_list("pk", flat=True))


def _disciplines() -> Mapping[int, list[tuple[date, int | None]]]:
    """Return each person's dated disciplines, oldest first."""
    history: defaultdict[int, list[tuple[date, int | None]]] = defaultdict(list)
    rows = DisciplineSince.objects.order_by("valid_from").values_list("person_id", "valid_from", "discipline_id")
    for person, since, discipline in rows:
        history[person].append((since, discipline))
    return dict(history)


class CardPrices:
    """The rate card, read once, when first asked for."""

    @cached_property
    def _prices(self) -> list[CardPrice]:
        return kept("rate card", lambda: list(CardPrice.objects.order_by("valid_from", "id")))

    def on(
        self, *, discipline_id: int | None, service_id: int | None, currency: str, day: date
    ) -> tuple[Rate, int] | None:
        """Price of an hour on a day and its row's id: by service, else by discipline, else for any hour."""
        in_force = [price for price in self._prices if price.currency == currency and price.valid_from <= day]
        for matching in (
            [price for price in in_force if price.service_id is not None and price.service_id == service_id],
            [price for price in in_force if price.discipline_id is not None and price.discipline_id == discipline_id],
            [price for price in in_force if price.service_id is None and price.discipline_id is None],
        ):
            if matching:
                return Rate(matching[-1].per_hour, currency), matching[-1].pk
        return None


def exchange_rates() -> dict[str, list[tuple[date, Decimal]]]:
    """Dated rates into the agency's currency, by currency, oldest first."""
    return kept("exchange rates", _exchange_rates)


def _exchange_rates() -> dict[str, list[tuple[date, Decimal]]]:
    found: defaultdict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for row in ExchangeRate.objects.order_by("valid_from"):
        found[row.currency].append((row.valid_from, row.rate))
    return dict(found)


def cost_rates() -> QuerySet[CostRate]:
    """Return all cost rates, newest first. Only for those who can see cost by person."""
    return CostRate.objects.select_related("person", "discipline").order_by("-valid_from", "level", "-id")


def card_prices() -> QuerySet[CardPrice]:
    """Return the rate card with its history, newest first."""
    return CardPrice.objects.select_related("discipline", "service").order_by("-valid_from", "-id")


def dated_exchange_rates() -> QuerySet[ExchangeRate]:
    """Return every exchange rate, newest first."""
    return ExchangeRate.objects.order_by("currency", "-valid_from")
