"""The working days of the agency and of a client."""

from collections.abc import Callable
from datetime import date

from amity.accounts.models import Account, Contact
from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.contact_reports import policy
from amity.contact_reports.client_days.models import Absence, ClientCalendar
from amity.contact_reports.clocks.rules import away_on
from amity.people.queries import person_of
from amity.shared.actor import Actor

Counts = Callable[[date], bool]


def country_of(account_id: int) -> str:
    """Return the country whose public holidays a client has: its own, or else the agency's."""
    own = ClientCalendar.objects.filter(account=account_id).values_list("country", flat=True).first()
    return own or agency().country


def works_in(country: str) -> Counts:
    """Return what tells whether a day is a working day of a country."""
    return lambda day: any(True for _day in working_days(country, day, day))


def agency_works() -> Counts:
    """Return what tells whether a day is a working day of the agency."""
    return works_in(agency().country)


def client_counts(account: Account, contact: Contact | None) -> Counts:
    """Return what tells whether a day counts for a client: a working day there on which the contact isn't away."""
    works = works_in(country_of(account.pk))
    spans = list(Absence.objects.filter(contact=contact).values_list("first_on", "last_on")) if contact else []
    return lambda day: works(day) and not away_on(day, spans)


def own_country(account_id: int) -> str:
    """Return the country that was set for a client, "" for the agency's."""
    return ClientCalendar.objects.filter(account=account_id).values_list("country", flat=True).first() or ""


def absences_of(account_id: int) -> list[Absence]:
    """Return when the contacts of an account are away, the latest first."""
    rows = Absence.objects.filter(contact__account=account_id).select_related("contact")
    return list(rows.order_by("-first_on", "-pk")[:MOST_SHOWN])


def may_set_days(by: Actor, account: object) -> bool:
    """Return whether the actor can set the days of a client."""
    return isinstance(account, Account) and bool(policy.may_set_days(person_of(by), account))


MOST_SHOWN = 100
