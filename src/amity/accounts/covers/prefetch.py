"""Covers read along with accounts."""

from django.db.models import Prefetch, QuerySet

from amity.accounts.models import Cover


def covers_along(account: str = "") -> Prefetch[str, QuerySet[Cover], str]:
    """Reads the covers of accounts along with them, or of the account that rows name in the column `account`."""
    lookup = f"{account}__covers" if account else "covers"
    return Prefetch(lookup, Cover.objects.select_related("stand_in").order_by("starts_on", "pk"))
