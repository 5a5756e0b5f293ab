"""`AnyPerson`: the place of a person's id in a statement that everyone with the same roles shares."""

from datetime import date, datetime
from typing import Any, Final

from django.db.models import BigIntegerField, DateTimeField
from django.utils import timezone

from amity.shared.permission import MoneyRight
from amity.shared.rows.prepared import Given
from amity.ui.reader_format import zone


class AnyPerson(Given):
    """The place of a person's id in a statement. Of the person, only what the statement may depend on is known."""

    def __init__(self, roles: frozenset[str], money_right: MoneyRight, time_zone: str) -> None:
        super().__init__("person", BigIntegerField())
        self.roles, self.money_right, self.time_zone = roles, money_right, time_zone

    @property
    def pk(self) -> "AnyPerson":
        """The place itself."""
        return self

    def has_role(self, *roles: str) -> bool:
        """Return whether the person has one of these roles."""
        return not self.roles.isdisjoint(roles)

    def day_of(self, moment: datetime) -> date:
        """Return the date of a moment in the person's time zone."""
        return timezone.localdate(moment, zone(self.time_zone))


NOW: Final = Given("now", DateTimeField())
"""The place of the moment at which a statement is asked."""


def moment_for(person: Any) -> Any:
    """Return the present moment, or its place in a statement that is written for any person."""
    return NOW if isinstance(person, AnyPerson) else timezone.now()
