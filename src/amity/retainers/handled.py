"""The retainers of the accounts whose open matters are a person's, with their ledgers, which a page reads once."""

from datetime import date

from django.db.models import QuerySet, prefetch_related_objects

from amity.accounts.of_person import of_handled_accounts
from amity.agreements import policy
from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.retainers.periods.ledger_to_date import LedgerToDate, ledgers_to_date
from amity.shared.caches.reading import once_a_page
from amity.timesheets.sums.queries import newest_day


def handled_retainers(person: Person, today: date) -> QuerySet[Agreement]:
    """Return the retainers of the person's accounts, none for someone who can't see fees."""
    if not policy.sees_fee(person):
        return Agreement.objects.none()
    return Agreement.objects.filter(of_handled_accounts(person), fee_model="retainer")


def handled_ledgers(person: Person, today: date) -> tuple[date, list[LedgerToDate]]:
    """Return the last day of the figures, and the ledgers of these retainers up to it: from sums, not from entries."""
    return once_a_page(("handled ledgers", person.pk, today), lambda: _ledgers(person, today))


def _ledgers(person: Person, today: date) -> tuple[date, list[LedgerToDate]]:
    agreements = list(handled_retainers(person, today).annotate(newest=newest_day()).order_by("id"))
    if not agreements:
        return today, []
    prefetch_related_objects(agreements, "account__manager")
    as_of = min(agreements[0].newest or today, today)
    return as_of, list(ledgers_to_date(agreements, as_of, today=today).values())
