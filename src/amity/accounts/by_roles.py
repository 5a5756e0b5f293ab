"""Rows on an account or of a contact, by statements that are written once for everyone with the same roles."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from amity.agency.editions.by_roles import rows_by_roles
from amity.people.queries import person_of
from amity.shared.actor import Actor


def rows_on_account(by: Actor, account_id: int, make: Callable[[Actor], QuerySet[Any, Any]], **given: Any) -> list[Any]:
    """Return the rows of a query about `ACCOUNT`, and about other values that are `given`.

    `make` is a function of a module: what it wrote is kept under it, until the settings or the date change.
    """
    today = person_of(by).day_of(timezone.now())
    return rows_by_roles(make, by, today, {"account": account_id, **given}, make)
