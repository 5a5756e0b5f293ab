"""A project moves to another account, and its time with it."""

from datetime import date

import pytest
from django.db import transaction

from amity.accounts.models import Account
from amity.audit import trail
from amity.people.models import Person
from amity.projects.commands import put_under_account
from amity.projects.models import Project
from amity.shared.errors import Refused
from amity.timesheets import commands
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting, make_account, make_cost_rate, make_entry, make_project


def move(project: Project, account: Account, by: Person) -> None:
    """Move the project to the account, by the command with its listener."""
    with transaction.atomic():
        put_under_account(by=acting(by), project_id=project.pk, account_id=account.pk, now=MONDAY)


def test_the_time_of_a_project_goes_with_it(tim: Person, ada: Person, site: Project) -> None:
    make_cost_rate("40")
    entry, calder = make_entry(by=tim, project=site), make_account("Calder")
    make_entry(by=tim, project=site, on=date(2026, 10, 2))

    move(site, calder, ada)

    rows = ProjectMonth.objects.filter(entries__gt=0)
    assert {(row.account_id, row.month, row.cost, row.value) for row in rows} == {
        (calder.pk, 202610, 4000, 10_000),
        (calder.pk, 202611, 4000, 10_000),
    }
    entry.refresh_from_db()
    assert entry.version == 2
    assert "entries.moved" in trail.actions_on(site)
    assert verify().clean


def test_prices_stay_where_the_currency_does_and_follow_it_where_it_changes(
    tim: Person, ada: Person, osprey: Account
) -> None:
    project = make_project(osprey, team=[tim])
    entry = make_entry(by=tim, project=project)
    francs = make_account("Clarens", currency="CHF")

    move(project, francs, ada)

    entry.refresh_from_db()
    assert (entry.value, entry.value_currency) == (None, "CHF")
    assert verify().clean


def test_time_keeps_its_price_where_the_currency_stays_though_the_agreement_goes(
    tim: Person, ada: Person, site: Project
) -> None:
    entry = make_entry(by=tim, project=site)

    move(site, make_account("Calder"), ada)

    entry.refresh_from_db()
    site.refresh_from_db()
    assert site.agreement is None
    assert (entry.value, entry.value_currency) == (10_000, "EUR")


def test_a_closed_month_with_its_time_refuses_the_move_and_nothing_changes(
    tim: Person, ada: Person, fina: Person, site: Project, osprey: Account
) -> None:
    make_entry(by=tim, project=site, on=date(2026, 10, 2))
    commands.lock_month(by=acting(fina), month=202610, now=MONDAY)

    with pytest.raises(Refused, match="October 2026"):
        move(site, make_account("Calder"), ada)

    site.refresh_from_db()
    assert site.account_id == osprey.pk
    assert Entry.objects.get().account_id == osprey.pk
    assert verify().clean


def test_time_restored_after_a_move_lies_under_the_new_account(tim: Person, ada: Person, site: Project) -> None:
    entry, calder = make_entry(by=tim, project=site), make_account("Calder")
    number = entry.pk
    commands.delete_entry(by=acting(tim), entry_id=number, version=1, now=MONDAY)
    move(site, calder, ada)

    commands.undo_delete(by=acting(tim), entry_id=number, now=MONDAY)

    assert Entry.objects.get().account_id == calder.pk
    assert verify().clean
