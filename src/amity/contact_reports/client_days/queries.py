"""The working days of the agency and of a client."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from amity.accounts.models import Account, Contact
from amity.agency.calendars import working_days, works_on
from amity.agency.queries import agency, agency_zone
from amity.contact_reports import policy
from amity.contact_reports.client_days.models import Absence, ClientCalendar
from amity.contact_reports.client_days.zones import zones_in
from amity.contact_reports.clocks.rules import away_on
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.ui.reader_format import zone


@dataclass(frozen=True, slots=True)
class ZoneToChoose:
    """A client's time zone that no one has chosen."""

    may_choose: bool


Counts = Callable[[date], bool]


def country_of(account_id: int) -> str:
    """Return the country whose public holidays a client has: its own, or else the agency's."""
    return own_calendar(account_id)[0] or agency().country


def client_zone(account_id: int) -> ZoneInfo:
    """Return the time zone of a client: the one that was set, else that of its country, else the agency's."""
    country, chosen = own_calendar(account_id)
    if chosen:
        return zone(chosen)
    if country in ("", agency().country):
        return agency_zone()
    names = zones_in(country, YEAR)
    return zone(names[0]) if len(names) == 1 else agency_zone()


def needs_zone(country: str) -> bool:
    """Return whether a client's country isn't enough to know its time zone."""
    return country not in ("", agency().country) and len(zones_in(country, YEAR)) > 1


def lacks_zone(account_id: int) -> bool:
    """Return whether a client has the agency's time only because no one chose one of its country's time zones."""
    country, chosen = own_calendar(account_id)
    return not chosen and len(zones_in(country or agency().country, YEAR)) > 1


def zone_to_choose(by: Actor, contact: Contact) -> ZoneToChoose | None:
    """Return whether the actor can choose the time zone of a contact, or None where none has to be chosen."""
    return ZoneToChoose(may_set_days(by, contact.account)) if lacks_zone(contact.account_id) else None


def agency_works() -> Counts:
    """Return what tells whether a day is a working day of the agency."""
    country = agency().country
    return lambda day: any(True for _day in working_days(country, day, day))


def client_counts(account: Account, contact: Contact | None) -> Counts:
    """Return what tells whether a day counts for a client: a working day there on which the contact isn't away."""
    country = country_of(account.pk)
    rows = Absence.objects.filter(contact=contact).values_list("first_on", "last_on")
    spans = once_a_page(("absences", contact.pk), lambda: list(rows)) if contact else []
    return lambda day: works_on(country, day) and not away_on(day, spans)


def own_calendar(account_id: int) -> tuple[str, str]:
    """Return the country and the time zone that were set for a client, "" for those of the agency.

    A page reads them once.
    """
    rows = ClientCalendar.objects.filter(account=account_id).values_list("country", "time_zone")
    return once_a_page(("client calendar", account_id), rows.first) or ("", "")


def absences_of(account_id: int) -> list[Absence]:
    """Return when the contacts of an account are away, the latest first."""
    rows = Absence.objects.filter(contact__account=account_id).select_related("contact")
    return list(rows.order_by("-first_on", "-pk")[:MOST_SHOWN])


def may_set_days(by: Actor, account: object) -> bool:
    """Return whether the actor can set the days of a client."""
    return isinstance(account, Account) and bool(policy.may_set_days(person_of(by), account))


YEAR = 2026
"""The year whose clocks tell the time zones of a country apart."""
MOST_SHOWN = 100
