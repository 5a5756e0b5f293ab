"""Keep the yearly net fees of each account, from what the portfolio holds."""

from datetime import datetime

from django.utils import timezone

from amity.jobs.registry import actor_of_job
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import known_while_reading
from amity.profitability.portfolio.queries import account_rows_of_a_year
from amity.profitability.statements.rows import Row
from amity.shared.command import command
from amity.shared.permission import MoneyRight
from amity.today.models import AccountWeight

WHOLE = 10_000


def keep_weights(now: datetime) -> int:
    """Store the net fees of every account over twelve months. Return how many are known.

    They are read as someone sees them who sees every account with its fees. Without such a person none are known.
    """
    today = timezone.localdate(now)
    reader = _who_sees_all()
    if reader is None:
        return 0
    with known_while_reading(reader):
        _year, rows = account_rows_of_a_year(actor_of_job(reader.pk, reader.name), today)
    return _store(rows, now)


@command
def _store(rows: list[Row], now: datetime) -> int:
    today = timezone.localdate(now)
    known = [(row.id, row.agi.value, row.agi.currency) for row in rows if row.agi and row.agi.value is not None]
    whole = sum(max(0, minor) for _account, minor, _currency in known)
    fresh = [
        AccountWeight(
            account_id=account, minor=minor, currency=currency, as_of=today,
            share=max(0, minor) * WHOLE // whole if whole else None,
        )
        for account, minor, currency in known
    ]  # fmt: skip
    AccountWeight.objects.exclude(account__in=[one.account_id for one in fresh]).delete()
    AccountWeight.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["account"], update_fields=["minor", "currency", "share", "as_of"]
    )
    return len(fresh)


def _who_sees_all() -> Person | None:
    """Return someone who sees every account and its fees, finance first."""
    rows = Person.objects.filter(is_active=True, held_roles__role__in=roles.SEES_EVERY_ACCOUNT).distinct()
    fit = [person for person in rows.prefetch_related("held_roles").order_by("pk") if _sees_fees(person)]
    return min(fit, key=lambda person: (not person.has_role(roles.FINANCE), person.pk), default=None)


def _sees_fees(person: Person) -> bool:
    return person.money_right >= MoneyRight.FEE
