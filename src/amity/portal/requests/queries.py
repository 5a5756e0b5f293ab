"""The requests that contacts made, in the words in which they were recorded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

from amity.scope.models import Request

if TYPE_CHECKING:
    from amity.accounts.models import Contact


def requests_of(contacts: "Sequence[Contact]") -> QuerySet[Request]:
    """Return the requests that contacts wrote on their pages, open ones first. Notes of ours about others stay here."""
    rows = Request.objects.filter(contact__in=[one.pk for one in contacts], own__isnull=False)
    return rows.select_related("account").order_by(F("closed_at").desc(nulls_first=True), "-asked_on", "-pk")
