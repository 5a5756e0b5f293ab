from datetime import UTC, date, datetime

import pytest

from amity.agency.models import ExchangeRate
from amity.audit.models import Record
from amity.expenses import account_changed, commands, queries
from amity.expenses.models import Expense
from amity.expenses.tests.conftest import spent
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.timesheets.commands import lock_month
from tests.builders import acting, make_account, make_project

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def log(person, changes, **more):
    return commands.log_expense(by=acting(person), changes=changes, now=NOW, **more)


def test_what_is_passed_on_is_kept_with_its_cost_and_what_is_billed(piet, site):
    expense = log(piet, spent(site, billable=True, billed=5_750))

    assert (expense.cost, expense.cost_currency) == (5_000, "EUR")
    assert (expense.billed, expense.billed_currency) == (5_750, "EUR")
    assert expense.account_id == site.account_id
    assert Record.objects.filter(action="expense.logged", subject_id=expense.pk).exists()


def test_a_foreign_amount_is_converted_at_the_rate_of_its_day(piet, site):
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 11, 1), rate="1.0631")
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 11, 21), rate="2")

    expense = log(piet, spent(site, amount=10_000, currency="CHF"))

    assert (expense.amount, expense.currency, expense.cost) == (10_000, "CHF", 10_631)


def test_without_a_rate_the_cost_is_unknown_until_finance_converts_it(piet, fina, site):
    expense = log(piet, spent(site, currency="CHF"))
    assert expense.cost is None

    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 1, 1), rate="2")
    assert commands.convert_expenses(by=acting(fina), now=NOW) == 1

    expense.refresh_from_db()
    assert expense.cost == 10_000


def test_a_cost_that_is_known_stays_when_the_rate_changes_later(piet, site):
    rate = ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 1, 1), rate="2")
    expense = log(piet, spent(site, currency="CHF"))
    ExchangeRate.objects.filter(pk=rate.pk).update(rate="3")

    changes = spent(site, currency="CHF", text="Posters")
    edited = commands.edit_expense(by=acting(piet), expense_id=expense.pk, version=1, changes=changes, now=NOW)

    assert edited.cost == 10_000


def test_what_is_passed_on_needs_a_clients_project(piet):
    with pytest.raises(Invalid) as no:
        log(piet, spent(None))
    assert no.value.field == "kind"
    assert log(piet, spent(None, kind="delivery")).account is None


def test_billable_without_an_amount_is_unknown_and_not_billable_is_a_known_nothing(piet, site):
    assert log(piet, spent(site, billable=True)).billed is None
    assert log(piet, spent(site, billed=700)).billed == 0


def test_a_closed_month_takes_no_expense_and_lets_none_go(piet, fina, site):
    expense = log(piet, spent(site))
    lock_month(by=acting(fina), month=202611, now=NOW)

    with pytest.raises(Refused):
        log(piet, spent(site))
    moved = spent(site, spent_on=date(2026, 12, 1))
    with pytest.raises(Refused):
        commands.edit_expense(by=acting(piet), expense_id=expense.pk, version=1, changes=moved, now=NOW)
    with pytest.raises(Refused):
        commands.delete_expense(by=acting(piet), expense_id=expense.pk, version=1, now=NOW)


def test_a_second_editor_is_refused(piet, site):
    expense = log(piet, spent(site))
    commands.edit_expense(by=acting(piet), expense_id=expense.pk, version=1, changes=spent(site), now=NOW)

    with pytest.raises(Stale):
        commands.edit_expense(by=acting(piet), expense_id=expense.pk, version=1, changes=spent(site), now=NOW)


def test_a_colleague_of_the_team_sees_and_changes_nothing(piet, tim, mara, site):
    expense = log(piet, spent(site))

    with pytest.raises(NotSeen):
        commands.delete_expense(by=acting(tim), expense_id=expense.pk, version=1, now=NOW)
    assert queries.expense_seen_by(acting(mara), expense.pk) == expense
    with pytest.raises(Refused):
        commands.delete_expense(by=acting(mara), expense_id=expense.pk, version=1, now=NOW)


def test_only_finance_and_directors_log_for_others_and_bring_history(piet, fina, tim, site):
    with pytest.raises(Refused):
        log(piet, spent(site), person_id=tim.pk)
    type(site).objects.filter(pk=site.pk).update(status="closed")
    with pytest.raises(Refused):
        log(fina, spent(site))
    assert log(fina, spent(site), person_id=tim.pk, history=True).person == tim
    with pytest.raises(Refused):
        log(piet, spent(site), history=True)


def test_expenses_follow_their_project_to_another_account(ada, piet, mara, osprey):
    project = make_project(osprey, manager=piet)
    other = make_account("Larkfield", manager=mara, director=ada, currency="CHF")
    expense = log(piet, spent(project, billable=True, billed=6_000))

    project.account = other
    project.agreement = None
    project.save()

    account_changed.follow(project, osprey.pk, acting(ada), NOW)

    expense.refresh_from_db()
    assert (expense.account_id, expense.billed, expense.billed_currency) == (other.pk, None, "CHF")


def test_deleting_leaves_the_audit_log(piet, site):
    expense = log(piet, spent(site))
    commands.delete_expense(by=acting(piet), expense_id=expense.pk, version=1, now=NOW)

    assert not Expense.objects.exists()
    assert Record.objects.filter(action="expense.deleted", subject_id=expense.pk).exists()
