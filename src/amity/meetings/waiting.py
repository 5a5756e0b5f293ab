"""Meetings among the next dates of a person and of an account."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import DateTimeField
from django.urls import reverse
from django.utils import timezone

from amity.accounts.any_account import ACCOUNT
from amity.accounts.timeline.sources import NOW
from amity.agency.editions.by_roles import rows_by_roles
from amity.meetings import hooks, queries, wording
from amity.meetings.models import Meeting
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Given
from amity.waiting import dates
from amity.waiting.dates import AHEAD, NextDate

YESTERDAY: Final = timedelta(days=1)
SINCE: Final = Given("since", DateTimeField())
UNTIL: Final = Given("until", DateTimeField())


def register() -> None:
    """Register meetings among the next dates."""
    dates.register("meetings", _of_person)
    dates.register_on_account("meetings", _of_account)


def _of_person(person: Person, today: date, most: int) -> list[NextDate]:
    by, now = actor_for(person, "page"), timezone.now()
    rows = queries.meetings_between(by, now, now + timedelta(days=AHEAD + 1))
    return _dates(by, rows[:most], today, lambda row: row.account.name)


def _of_account(by: Actor, account_id: int, today: date, most: int) -> list[NextDate]:
    now = timezone.now()
    given = {"account": account_id, "now": now, "since": now - YESTERDAY, "until": now + timedelta(days=AHEAD + 1)}
    rows = rows_by_roles(("meetings of an account", most), by, today, given, lambda anyone: _on_account(anyone, most))
    return _dates(by, rows, today, _with)


def _on_account(by: Actor, most: int) -> Any:
    rows = queries.meetings_of_account(by, ACCOUNT, SINCE, UNTIL)
    return queries.with_client(rows.filter(ends_at__gt=NOW))[:most]


def _with(meeting: Any) -> str:
    """Return who is coming from the client: the first name, and how many more there are."""
    more = f" +{meeting.coming - 1}" if meeting.coming > 1 else ""
    return f"{meeting.first_of_client or meeting.account.name}{more}"


def _dates(by: Actor, rows: Iterable[Meeting], today: date, whose: Callable[[Meeting], str]) -> list[NextDate]:
    found = list(rows)
    before = {pk: address for pages in hooks.pages_before for pk, address in pages(by, found).items()} if found else {}
    return [
        NextDate(
            on=max(queries.day_of(by, row), today),
            clock="" if row.is_all_day else wording.clock(row.starts_at),
            title=row.title,
            whose=whose(row),
            address=reverse("meetings:meeting", args=[row.pk]),
            before=before.get(row.pk, ""),
        )
        for row in found
    ]
