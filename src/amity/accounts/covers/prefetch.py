"""Covers read along with accounts."""

from django.db.models import Prefetch, QuerySet

from amity.accounts.models import Cover


def covers_along(account: str = "") -> Prefetch[str, QuerySet[Cover], str]:
    """Return a prefetch of the covers of accounts, or of the account in the rows' column `account`."""
    lookup = f"{account}__covers" if account else "covers"
    return Prefetch(lookup, Cover.objects.select_related("stand_in").order_by("starts_on", "pk"))
