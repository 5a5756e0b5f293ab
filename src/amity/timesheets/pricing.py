"""Price entries at the rates in force on their date, read once for one entry or for a whole import."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, Self

from amity.agency.rates.queries import CardPrices, CostRates
from amity.agreements import queries as agreements
from amity.lines import queries as lines
from amity.projects import queries as projects
from amity.projects.models import Project
from amity.shared.caches.reading import reading
from amity.shared.money import Rate
from amity.timesheets.bulk.new_entries import NewEntry
from amity.timesheets.models import Entry
from amity.timesheets.rules import amount_from_file, priced

Source = Literal["file", "not_billable", "line", "agreement", "card", "none"]


class DayPrices(NamedTuple):
    """Rates on a date: hourly cost, standard hourly rate of the card, and hourly rate of a quoted line."""

    discipline_id: int | None
    service_id: int | None
    cost_rate_id: int | None
    card_price_id: int | None
    cost: Rate | None
    card: Rate | None
    line: Rate | None


def put_price_on(entry: Entry | NewEntry, project: Project | None) -> None:
    """Store the prices of one entry by the settings of this moment. `project` is read with account and agreement.

    One query names the edition of the settings, which nothing in this command changes, and the process has the rest.
    Call it after the months are locked, so that rates changed while it waited apply.
    """
    with reading():
        PriceList().knows(project).put_on(entry)


class PriceList:
    """Everything needed to price entries, read once. It has no entries and no locks."""

    def __init__(self) -> None:
        self._costs = CostRates()
        self._card = CardPrices()
        self._agreements: dict[int, agreements.Pricing | None] = {}
        self._lines: dict[int, list[lines.DatedPrice]] = {}
        self._card_prices: dict[tuple[int | None, int | None, str, date], tuple[Rate, int] | None] = {}

    def knows(self, project: Project | None) -> Self:
        """Store how time on a project is priced, from a project read with its account and agreement."""
        if project is not None:
            self._agreements[project.pk] = projects.pricing_from(project)
        return self

    def know(self, project_ids: Iterable[int]) -> None:
        """Read how time on many projects is priced, at once, before pricing thousands of entries."""
        self._agreements |= projects.pricings_of(project_ids)
        self._card.on(discipline_id=None, service_id=None, currency="", day=date.min)  # reads the card

    @property
    def currency(self) -> str:
        """The agency's own currency, used for all costs."""
        return self._costs.currency

    def agreed(self, project_id: int | None) -> "agreements.Pricing | None":
        """Return how time on a project is charged, or None if it never is."""
        return self._pricing(project_id)

    def on_day(self, person_id: int, line_id: int | None, currency: str, day: date) -> DayPrices:
        """Return the rates on a date for a person's time on a line, valued in a currency."""
        costs = self._costs.on(person_id, day)
        service = self._service(line_id, day)
        card = self._card_on(costs.discipline_id, service, currency, day)
        price, price_id = card or (None, None)
        line = self._line_rate(line_id, day, currency)
        cost_rate = costs.cost_rate_id
        return DayPrices(costs.discipline_id, service, cost_rate, price_id, costs.cost, price, line)

    def put_on(self, entry: Entry | NewEntry) -> None:
        """Store cost, value and standard value of an entry as of its work date. Amounts from a file are unchanged."""
        in_force = self._costs.on(entry.person_id, entry.work_date)
        entry.discipline_id = in_force.discipline_id
        self.put_cost_on(entry)
        self.put_value_on(entry)

    def put_cost_on(self, entry: Entry | NewEntry) -> None:
        """Store the cost in force, unless the cost came with a file."""
        entry.cost_currency = self._costs.currency
        if entry.cost_from_file:
            return
        in_force = self._costs.on(entry.person_id, entry.work_date)
        entry.cost = priced(worked=entry.seconds, hourly=in_force.cost) if in_force.cost else None
        entry.cost_rate_id = in_force.cost_rate_id

    def put_value_on(self, entry: Entry | NewEntry) -> None:
        """Store value and standard value as of the work date. An amount that came with a file is unchanged."""
        # A file's amount for time that isn't billable is its standard value, if the rate card has none.
        brought = entry.value or (None if entry.card_price_id else entry.standard)
        pricing = self._pricing(entry.project_id)
        if not entry.value_from_file:
            entry.value_currency = self.value_currency(entry.project_id)
        entry.service_id = self._service(entry.line_id, entry.work_date)
        card = self._card_price(entry)
        entry.standard = priced(worked=entry.seconds, hourly=card[0]) if card else None
        entry.card_price_id = card[1] if card else None
        if entry.value_from_file:
            entry.value, entry.standard = amount_from_file(brought, entry.standard, billable=entry.billable)
            return
        if not entry.billable or pricing is None:
            entry.value = 0
            return
        hourly, _source = self._hourly(entry, pricing, card)
        entry.value = priced(worked=entry.seconds, hourly=hourly) if hourly else None

    def value_currency(self, project_id: int | None) -> str:
        """Return the currency in which time on a project is valued, or "" if nothing is ever billed."""
        pricing = self._pricing(project_id)
        return pricing.currency if pricing else ""

    def hourly_of(self, entry: Entry | NewEntry) -> tuple[Rate | None, Source]:
        """Return the hourly rate by the current terms and its source, to explain the stored value."""
        if entry.value_from_file:
            return None, "file"
        pricing = self._pricing(entry.project_id)
        if not entry.billable or pricing is None:
            return None, "not_billable"
        return self._hourly(entry, pricing, self._card_price(entry))

    def _hourly(
        self, entry: Entry | NewEntry, pricing: "agreements.Pricing", card: tuple[Rate, int] | None
    ) -> tuple[Rate | None, Source]:
        if line := self._line_rate(entry.line_id, entry.work_date, pricing.currency):
            return line, "line"
        if pricing.hourly:
            return pricing.hourly, "agreement"
        return (card[0], "card") if card else (None, "none")

    def _card_price(self, entry: Entry | NewEntry) -> tuple[Rate, int] | None:
        return self._card_on(entry.discipline_id, entry.service_id, entry.value_currency, entry.work_date)

    def _card_on(
        self, discipline: int | None, service: int | None, currency: str, day: date
    ) -> tuple[Rate, int] | None:
        key = (discipline, service, currency, day)
        if key not in self._card_prices:
            self._card_prices[key] = self._card.on(
                discipline_id=discipline, service_id=service, currency=currency, day=day
            )
        return self._card_prices[key]

    def _pricing(self, project_id: int | None) -> "agreements.Pricing | None":
        if project_id is None:
            return None
        if project_id not in self._agreements:
            self._agreements[project_id] = projects.pricing_of(project_id)
        return self._agreements[project_id]

    def _terms(self, line_id: int) -> list["lines.DatedPrice"]:
        if line_id not in self._lines:
            self._lines[line_id] = lines.dated_prices(line_id)
        return self._lines[line_id]

    def _line_rate(self, line_id: int | None, day: date, currency: str) -> Rate | None:
        if line_id is None:
            return None
        rates: list[Decimal] = [
            terms.rate for terms in self._terms(line_id) if terms.valid_from <= day and terms.rate is not None
        ]
        return Rate(rates[-1], currency) if rates else None

    def _service(self, line_id: int | None, day: date) -> int | None:
        if line_id is None:
            return None
        services = [terms.service_id for terms in self._terms(line_id) if terms.valid_from <= day]
        return services[-1] if services else None
