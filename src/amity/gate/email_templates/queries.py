"""Reads of email templates, and the values of their placeholders."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Account, Contact
from amity.agency.calendars import working_days
from amity.agency.editions.keeping import kept_for_pages
from amity.agency.queries import agency, agency_zone
from amity.gate.email_templates.models import EmailTemplate
from amity.gate.email_templates.rules import TEMPLATES_MOST
from amity.outbox.letters import greeted
from amity.people.models import Person
from amity.shared.rows.lookup import seen_or_missing
from amity.ui import formats
from amity.ui.reader_format import in_language

DAYS_LOOKED_AT: Final = 30


def templates() -> QuerySet[EmailTemplate]:
    """Return the templates that weren't removed."""
    return EmailTemplate.objects.filter(removed_at=None)


def templates_for(kind: str) -> Sequence[EmailTemplate]:
    """Return the templates for a kind of items, by name."""
    return kept_for_pages("email templates", _by_kind).get(kind, [])[:TEMPLATES_MOST]


def _by_kind() -> dict[str, list[EmailTemplate]]:
    found: dict[str, list[EmailTemplate]] = {}
    for template in templates().order_by("name", "pk"):
        found.setdefault(template.kind, []).append(template)
    return found


def template_by_id(template_id: int, *, lock: bool = False) -> EmailTemplate:
    """Return one template, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    gone = _("Email template not found. It may have been removed.")
    return seen_or_missing(templates(), template_id, gone, lock=lock)


def values_for(sender: Person, account: Account, contacts: Sequence[Contact], now: datetime) -> Mapping[str, str]:
    """Return what the placeholders mean in an email, in its reader's language. Without a recipient, two have none."""
    with in_language(language_for(contacts[0] if contacts else None)):
        names = [one.name for one in contacts]
        return values_of(sender, account.name, names, now)


def values_of(sender: Person, account: str, names: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Return the values of placeholders in the active language."""
    today = timezone.localdate(now, agency_zone())
    return {
        "first_name": ", ".join(greeted(name) for name in names),
        "full_name": ", ".join(names),
        "account": account,
        "sender": sender.name,
        "agency": agency().name,
        "today": formats.long_day(today),
        "next_working_day": formats.long_day(_works_from(today + timedelta(days=1))),
        "in_a_week": formats.long_day(_works_from(today + timedelta(days=7))),
    }


def _works_from(day: date) -> date:
    """Return the first working day from a day on."""
    return next(working_days(agency().country, day, day + timedelta(days=DAYS_LOOKED_AT)), day)
