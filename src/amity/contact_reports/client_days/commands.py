"""Set the country of a client's calendar, and record when a contact is away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.agency.calendars import countries
from amity.audit import trail
from amity.contact_reports import policy
from amity.contact_reports.client_days.models import Absence, ClientCalendar
from amity.contact_reports.client_days.queries import needs_zone, own_calendar
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import Text, tidied


@dataclass(frozen=True, slots=True)
class AbsenceFields:
    """When a contact is away, both ends included, and how we know."""

    contact_id: int
    first_on: date
    last_on: date
    source: Annotated[str, Text(120)] = ""


@command
def set_calendar(
    *, by: Actor, account_id: int, country: str, time_zone: str = "", now: datetime
) -> ClientCalendar | None:  # fmt: skip
    """Set the country and the time zone of a client. "" is the agency's, or the one time zone of the country."""
    account = account_seen_by(by, account_id)
    policy.may_set_days(person_of(by), account).or_refuse()
    if country and country not in countries():
        raise Invalid(_("Choose a country."), "country")
    if time_zone and time_zone not in available_timezones():
        raise Invalid(_("Choose a time zone."), "time_zone")
    if not time_zone and needs_zone(country):
        raise Invalid(_("This country has several time zones. Choose the client’s."), "time_zone")
    before = own_calendar(account.pk)
    if before == (country, time_zone):
        return ClientCalendar.objects.filter(account=account).first()
    row = None
    if country or time_zone:
        values = {"country": country, "time_zone": time_zone}
        row, _made = ClientCalendar.objects.update_or_create(account=account, defaults=values)
    else:
        ClientCalendar.objects.filter(account=account).delete()
    changes = {
        "before": {"country": before[0], "time_zone": before[1]}, "after": {"country": country, "time_zone": time_zone},
    }  # fmt: skip
    trail.record("account.client_country_set", subject=account, by=by, at=now, changes=changes)
    return row


@command
def add_absence(*, by: Actor, account_id: int, fields: AbsenceFields, now: datetime) -> Absence:
    """Record that a contact is away. The clocks of reports to them pause on these days."""
    account = account_seen_by(by, account_id)
    policy.may_set_days(person_of(by), account).or_refuse()
    clean = tidied(fields)
    if not account.contacts.filter(pk=clean.contact_id).exists():
        raise Invalid(_("Choose a contact of this account."), "contact_id")
    if clean.last_on < clean.first_on:
        raise Invalid(_("The last day can’t be before the first."), "last_on")
    if (clean.last_on - clean.first_on).days > LONGEST:
        raise Invalid(_("An absence can be at most a year long."), "last_on")
    row = Absence.objects.create(
        contact_id=clean.contact_id, first_on=clean.first_on, last_on=clean.last_on, source=clean.source,
        added_by=by.label, added_at=now,
    )  # fmt: skip
    changes = {"first_on": row.first_on, "last_on": row.last_on, "source": row.source}
    trail.record("contact.absence_added", subject=row.contact, by=by, at=now, changes=changes)
    return row


@command
def remove_absence(*, by: Actor, account_id: int, absence_id: int, now: datetime) -> None:
    """Remove an absence."""
    account = account_seen_by(by, account_id)
    policy.may_set_days(person_of(by), account).or_refuse()
    rows = Absence.objects.filter(contact__account=account).select_related("contact")
    row = seen_or_missing(rows, absence_id, _("Absence not found. It may have been deleted."))
    changes = {"first_on": row.first_on, "last_on": row.last_on}
    trail.record("contact.absence_removed", subject=row.contact, by=by, at=now, changes=changes)
    row.delete()


LONGEST = 366
"""Most days of an absence."""
