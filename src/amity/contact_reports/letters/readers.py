"""Who gets a report's email: those whom it addresses, and those who get a copy."""

from typing import Any

from amity.accounts.models import Contact
from amity.contact_reports import rules
from amity.contact_reports.models import ContactReport


def gets_it(contact: Any) -> bool:
    """Return whether a contact can get an email."""
    return bool(contact.is_active and contact.mail)


def addressed(report: ContactReport) -> list[Contact]:
    """Return the contacts whom the email addresses: the addressee first, then everyone else who was there."""
    there = [one for one in _able(report) if one.presence == rules.PRESENT]
    found = {one.contact.pk: one.contact for one in there if one.contact is not None}
    first = [report.addressee] if report.addressee is not None else []
    return [*first, *(one for pk, one in found.items() if pk != report.addressee_id)]


def copied(report: ContactReport) -> list[Contact]:
    """Return the contacts who get a copy of the email."""
    to = {one.pk for one in addressed(report)}
    return [one.contact for one in _able(report) if one.contact is not None and one.contact.pk not in to]


def _able(report: ContactReport) -> list[Any]:
    return [one for one in report.participants.all() if one.contact is not None and gets_it(one.contact)]
