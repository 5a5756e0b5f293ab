"""Services that were invoiced: by the quoted lines that lines of invoices bill."""

from django.db.models import Max

from amity.invoicing.models import InvoiceLine
from amity.invoicing.rules import ISSUED
from amity.shared.dates.periods import first_day, month_of


def services_invoiced(*, since: int) -> dict[tuple[int, int], int]:
    """Return the newest month (YYYYMM) in which each service was invoiced, by account and service. Checks no rights.

    Drafts, void invoices and credit notes don't count, and a line bills the service of its terms of today.
    """
    rows = InvoiceLine.objects.filter(
        invoice__status=ISSUED, invoice__issued_on__gte=first_day(since), net__gt=0,
        line__terms__service__isnull=False, line__terms__replaced_by=None,
    )  # fmt: skip
    named = rows.order_by().values_list("invoice__account_id", "line__terms__service_id")
    return {
        (account, service): month_of(day) for account, service, day in named.annotate(Max("invoice__issued_on"))
    }  # fmt: skip
