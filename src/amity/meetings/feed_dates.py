"""What a person's calendar feed has: dates that parts register, and here those of agreements and promises.

The feed itself, with its secret address, belongs to `conversations`, whose actions were its first source.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import rules as agreements
from amity.agreements.contract import ends_on
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.expectations.models import Expectation
from amity.expectations.rules import LIVE, PROMISE
from amity.people.models import Person
from amity.people.queries import actor_for

MOST: Final = 500
"""Dates of one source in a feed, the first ones first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDate:
    """A whole day in a feed. `key` stays the same when the date or the title changes; `path` is the page behind it."""

    key: str
    on: date
    title: str
    path: str
    lines: Sequence[str] = ()
    changed_at: datetime | None = None
    sequence: int = 0


Source = Callable[[Person, date], Iterable[FeedDate]]
"""Dates of a person from a day on, or earlier ones that are still open."""
_sources: Final[dict[str, Source]] = {}


def register(key: str, source: Source) -> None:
    """Register the dates that a part has for a person's feed."""
    _sources[key] = source


def dates_of(person: Person, today: date) -> list[FeedDate]:
    """Return the dates of all sources."""
    return [one for source in _sources.values() for one in source(person, today)]


def register_own() -> None:
    """Register the dates of agreements and of promises."""
    register("agreements", _of_agreements)
    register("promises", _promises)


def _of_agreements(person: Person, today: date) -> Iterator[FeedDate]:
    """Last days for notice, renewals and ends of the agreements in force, on the accounts that the person handles."""
    accounts = Account.objects.handled_by(person).values("pk")
    seen = agreements_seen_by(actor_for(person, "page")).filter(account__in=accounts, state=agreements.IN_FORCE)
    for row in seen.select_related("account").order_by("pk")[:MOST]:
        yield from _of_agreement(row, today)


def _of_agreement(row: Agreement, today: date) -> Iterator[FeedDate]:
    account = row.account.name if row.account else ""
    words = {"agreement": row, "account": account}
    for key, on, title in (
        ("notice", row.notice_on, _("Last day to give notice: %(agreement)s (%(account)s)")),
        ("renewal", row.renews_on, _("Agreement renews: %(agreement)s (%(account)s)")),
        ("end", ends_on(row), _("Agreement ends: %(agreement)s (%(account)s)")),
    ):
        if on is not None and on >= today:
            path = reverse("agreements:agreement", args=[row.pk])
            yield FeedDate(key=f"{key}-{row.pk}", on=on, title=title % words, path=path, sequence=row.version)


def _promises(person: Person, _today: date) -> Iterator[FeedDate]:
    """The person's own promises that are still open."""
    mine = Expectation.objects.filter(kind=PROMISE, promised_by=person, state__in=LIVE, promised_until__isnull=False)
    for row in mine.select_related("account").order_by("promised_until", "pk")[:MOST]:
        if row.promised_until is not None:
            yield FeedDate(
                key=f"promise-{row.pk}",
                on=row.promised_until,
                title=_("Promise due: %(what)s (%(account)s)") % {"what": row.statement, "account": row.account.name},
                path=reverse("accounts:plan", args=[row.account_id]) + "#expectations",
                changed_at=row.changed_at,
                sequence=row.version,
            )
