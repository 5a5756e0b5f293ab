"""Whatever is logged, edited, deleted, bought and agreed, the periods have the time of the entries, and balance."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import ROLLOVERS, PeriodTerms
from amity.retainers.top_ups.commands import buy_top_up
from amity.shared.values import value_of
from amity.timesheets import commands as time
from amity.timesheets.changes import EntryChanges
from amity.timesheets.models import Entry
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project, seconds

pytestmark = pytest.mark.django_db
MONTHS = [date(2026, month, 1) for month in range(7, 12)]
HOURS, MONTH, PLACE = st.integers(1, 20), st.sampled_from(MONTHS), st.integers(0, 9)
ACTS = st.lists(
    st.tuples(st.just("log"), HOURS, MONTH)
    | st.tuples(st.just("edit"), HOURS, MONTH, PLACE)
    | st.tuples(st.just("delete"), PLACE)
    | st.tuples(st.just("buy"), st.integers(1, 40), MONTH, st.none() | MONTH)
    | st.tuples(st.just("agree"), st.integers(0, 30), MONTH, st.sampled_from(ROLLOVERS)),
    min_size=2,
    max_size=9,
)


@dataclass
class Book:
    """A retainer, its manager and a worker, with the current entries and the top-ups bought."""

    care: Agreement
    manager: Person
    worker: Person
    entries: list[Entry] = field(default_factory=list)
    bought: Counter[date] = field(default_factory=Counter)

    def log(self, hours, month):
        """Log time on an unused day."""
        day = month.replace(day=len(self.entries) + 1)
        self.entries.append(make_entry(by=self.worker, project=self.care.projects.get(), hours=str(hours), on=day))

    def edit(self, hours, month, place):
        """Move one of the entries to another month, with other hours."""
        if self.entries:
            entry = self._taken(place)
            changes = replace(value_of(entry, EntryChanges), work_date=month.replace(day=20), seconds=hours * 3_600)
            self.entries.append(time.edit_entry(**self._of(entry), changes=changes))

    def delete(self, place):
        """Delete one of the entries."""
        if self.entries:
            time.delete_entry(**self._of(self._taken(place)))

    def buy(self, hours, month, until):
        """Buy hours, which expire in a month or never."""
        buy_top_up(
            by=acting(self.manager), agreement_id=self.care.pk, amount=hours * 3_600, price=100, valid_from=month,
            expires_on=until.replace(day=28) if until and until >= month else None, now=MONDAY,
        )  # fmt: skip
        self.bought[month] += hours * 3_600

    def agree(self, hours, month, rollover):
        """Agree on other terms from a month on."""
        terms = PeriodTerms(month, "hours", hours * 3_600, rollover, 5_000)
        agree_period_terms(by=acting(self.manager), agreement_id=self.care.pk, terms=terms, now=MONDAY)

    def used(self):
        """Return the seconds of the entries by month, as stored in the database."""
        found: Counter[date] = Counter()
        for day, worked in Entry.objects.values_list("work_date", "seconds"):
            found[day.replace(day=1)] += worked
        return found

    def _taken(self, place):
        entry = self.entries.pop(place % len(self.entries))
        entry.refresh_from_db()
        return entry

    def _of(self, entry):
        return {"by": acting(self.worker), "entry_id": entry.pk, "version": entry.version, "now": MONDAY}


@pytest.fixture
def care(osprey, piet, tim):
    """Return a retainer of 60 h a month from July."""
    agreement = make_agreement(osprey, "retainer", fee=720_000, included_seconds=seconds("60"), starts_on=MONTHS[0])
    make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    return agreement


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_periods_hold_the_time_of_the_entries_and_what_was_bought_and_balance(mara, tim, care, acts):
    with transaction.atomic():  # Every example begins with the retainer alone.
        book = Book(care, mara, tim)
        for name, *said in acts:
            getattr(book, name)(*said)

        periods = ledger_to_date(care, date(2026, 11, 23)).periods
        rows = [one.row for one in periods]
        assert {one.span.first: one.row.used for one in periods} == {month: book.used()[month] for month in MONTHS}
        assert {one.span.first: one.row.bought for one in periods} == {month: book.bought[month] for month in MONTHS}
        total = sum(row.included + row.bought for row in rows)
        assert total == sum(row.used - row.over + row.expired for row in rows) + rows[-1].balance
        transaction.set_rollback(True)
