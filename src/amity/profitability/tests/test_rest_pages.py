"""Many projects at once: as many queries for sixty as for ten, the numbers of the pages, and nothing stale."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.agreements.models import Agreement
from amity.api.operations import as_json
from amity.lines.models import Line, Terms
from amity.people import rules
from amity.people.models import Person
from amity.profitability.accounts.queries import account_money
from amity.profitability.books import load
from amity.profitability.period.rules import period
from amity.profitability.profit_rows import rest_pages
from amity.profitability.profit_rows.queries import profits
from amity.profitability.rest import Profits
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rows import Row
from amity.projects.models import Milestone, Project
from amity.retainers.overage.commands import decide_over
from amity.retainers.top_ups.commands import buy_top_up
from amity.shared.caches.memo import Memo
from amity.shared.errors import NotSeen
from amity.timesheets import commands as timesheets
from amity.timesheets.sums import queries as sums
from tests.builders import (
    MONDAY,
    acting,
    make_account,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_expense,
    make_line,
    make_project,
)
from tests.matrix.machines import token_of

TODAY = date(2026, 11, 23)
SPAN = (202601, 202611)
WORKED = (date(2026, 9, 7), date(2026, 10, 5))
MODELS: dict[str, dict[str, object]] = {
    "time_and_materials": {"hourly_rate": Decimal(100)},
    "fixed": {"fee": 900_000},
    "retainer": {"fee": 120_000, "included_seconds": 7_200, "starts_on": date(2026, 9, 1), "overage_rate": Decimal(80)},
    "prepaid": {"fee": 500_000, "bought_seconds": 180_000},
    "unknown": {},
}


def make_projects(count, tim):
    """Create projects of every fee model in turn, with time in two months. Every fourth agreement has two projects."""
    make_cost_rate("50", valid_from=date(2019, 1, 1))
    names = list(MODELS)
    found: list[Any] = []
    for number in range(count):
        account = make_account(f"Account {number // 4}") if number % 4 == 0 else found[-1].account
        model = names[number % len(names)]
        pooled = found[-1].agreement if number % 4 == 3 else make_agreement(account, model, **MODELS[model])
        project = make_project(account, name=f"Project {number:02}", team=[tim], agreement=pooled)
        if pooled.fee_model == "fixed":
            make_line(pooled, f"{number}.1", hours="40")
        for on in WORKED:
            make_entry(by=tim, project=project, hours="4:00", on=on)
        found.append(project)
    return found


def every_row(person: Person, span: tuple[int, int] = SPAN, today: date = TODAY) -> Sequence[Row]:
    return rest_pages.every_row(acting(person), "project", *span, today).rows


def queries_of(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked.captured_queries)


@pytest.mark.django_db
def test_sixty_projects_take_the_queries_of_ten(fina, tim):
    make_projects(10, tim)
    few = queries_of(lambda: every_row(fina))
    for number in range(10, 60, 10):
        make_more = make_account(f"More {number}")
        for place in range(10):
            agreement = make_agreement(make_more, list(MODELS)[place % 5], **MODELS[list(MODELS)[place % 5]])
            make_project(make_more, name=f"More {number + place}", team=[tim], agreement=agreement)

    assert queries_of(lambda: every_row(fina)) == few


@pytest.mark.django_db
def test_rest_and_the_command_return_the_same_rows(fina, tim):
    make_projects(12, tim)

    _books, _period, rows = profits(acting(fina), "project", *SPAN, TODAY)

    assert list(every_row(fina)) == list(rows)
    assert len(rows) >= 12


@pytest.mark.django_db
def test_an_account_has_the_rows_that_rest_returns(fina, tim):
    projects = make_projects(8, tim)
    whole = {one.id: one for one in every_row(fina, (202601, 202610)) if one.kind == "project"}

    shown = [
        row for key in {one.account_id for one in projects}
        for row in account_money(acting(fina), key, TODAY, "year").projects if row.kind == "project"
    ]  # fmt: skip

    # The account's page judges its projects by the target of accounts, so only that may differ.
    judged = [replace(row, on_target=whole[row.id].on_target, band=whole[row.id].band) for row in shown]
    assert {row.id: row for row in judged} == whole


@pytest.mark.django_db
@pytest.mark.parametrize(("last", "ids"), [(7, 5), (12, 10)])
def test_a_page_of_projects_has_their_rows_of_the_whole(fina, tim, last, ids):
    projects = make_projects(12, tim)
    make_expense(by=tim, project=projects[6], on=date(2026, 8, 3))
    keys = [project.pk for project in projects][2:last]
    assert len(keys) == ids
    whole = {one.id: one for one in every_row(fina) if one.kind == "project"}

    page = rest_pages.project_page(acting(fina), keys, *SPAN, TODAY).rows

    assert [one.id for one in page] == keys
    assert list(page) == [whole[key] for key in keys]


@pytest.mark.django_db
def test_a_month_is_left_out_of_a_statement_only_if_it_changes_no_figure(fina, tim):
    make_projects(12, tim)
    make_expense(by=tim, project=Project.objects.get(name="Project 02"), on=date(2026, 8, 3))

    ledger = Ledger(load.books(acting(fina), TODAY), period(*SPAN, TODAY))

    for parts in ledger.own.values():
        every = {month: parts.of_month(month) for month in ledger.period.months}
        assert parts.busy_months == {month: own for month, own in every.items() if not own.part.is_quiet}
    assert any(parts.busy_months for parts in ledger.own.values())


@pytest.mark.django_db
def test_one_project_is_its_row_of_the_whole_and_missing_for_others(fina, tim, mara):
    project = make_projects(5, tim)[1]
    whole = {one.id: one for one in every_row(fina) if one.kind == "project"}

    assert list(rest_pages.one_project(acting(fina), project.pk, *SPAN, TODAY).rows) == [whole[project.pk]]
    (worked_on,) = rest_pages.one_project(acting(tim), project.pk, *SPAN, TODAY).rows
    assert (worked_on.seconds, worked_on.revenue) == (whole[project.pk].seconds, None)
    with pytest.raises(NotSeen):
        rest_pages.one_project(acting(mara), project.pk, *SPAN, TODAY)


@pytest.mark.django_db
def test_a_page_reads_the_sums_of_its_projects_and_of_those_beside_them_alone(fina, tim, monkeypatch):
    projects = make_projects(8, tim)
    read: list[set[int]] = []
    real = sums.project_month_tuples

    def noted(ids, **more):
        read.append(set(ids))
        return real(ids, **more)

    monkeypatch.setattr(load, "project_month_tuples", noted)

    rest_pages.project_page(acting(fina), [projects[2].pk, projects[4].pk], *SPAN, TODAY)

    assert read == [{projects[2].pk, projects[3].pk, projects[4].pk}]


def acts_on(projects, tim, mara, fina):
    """Make every kind of change that affects a figure, one after the other."""
    by_time, fixed, retained, beside = projects[:4]
    prepaid = projects[8]
    agreement, line = fixed.agreement, Line.objects.filter(placement__agreement=fixed.agreement).get()
    entry = make_entry(by=tim, project=by_time, hours="1:30", on=date(2026, 11, 9))
    yield "logged"
    timesheets.delete_entry(by=acting(tim), entry_id=entry.pk, version=entry.version, now=MONDAY)
    yield "deleted"
    Agreement.objects.filter(pk=agreement.pk).update(fee=800_000)
    yield "fee"
    Terms.objects.filter(line=line).update(planned_seconds=72_000)
    yield "plan"
    Line.objects.filter(pk=line.pk).update(finished_at=datetime(2026, 10, 1, tzinfo=UTC))
    yield "finished"
    Line.objects.filter(pk=line.pk).update(finished_at=None)
    Agreement.objects.filter(pk=agreement.pk).update(completion_basis="milestones")
    Milestone.objects.create(project=fixed, name="Half", share=1, due_on=date(2026, 10, 1))
    yield "milestones"
    Milestone.objects.update(delivered_on=date(2026, 10, 2))
    yield "delivered"
    Project.objects.filter(pk=fixed.pk).update(percent_complete=30)
    Agreement.objects.filter(pk=agreement.pk).update(completion_basis="percent")
    yield "percent"
    make_expense(by=fina, project=by_time, on=date(2026, 10, 7))
    yield "expense"
    first = date(2026, 10, 1)
    decide_over(by=acting(fina), agreement_id=retained.agreement_id, period=first, given=3_600, now=MONDAY)
    yield "given"
    buy_top_up(
        by=acting(fina), agreement_id=retained.agreement_id, amount=3_600, price=9_000, valid_from=first, now=MONDAY
    )
    yield "top-up"
    Project.objects.filter(pk=beside.pk).update(agreement=prepaid.agreement)
    yield "moved"
    Project.objects.filter(pk=by_time.pk).update(name="Renamed", is_internal=True, account=None)
    yield "renamed"


@pytest.mark.django_db
def test_whatever_changes_what_was_kept_before_is_never_told_again(fina, mara, tim):
    projects = make_projects(10, tim)
    told = [every_row(fina)]

    for act in acts_on(projects, tim, mara, fina):
        warm = every_row(fina)
        for memo in Memo.every:
            memo.clear()

        assert list(warm) == list(every_row(fina)), act
        assert list(warm) != list(told[-1]), f"{act} changed nothing, so the test shows nothing"
        told.append(warm)


@pytest.mark.django_db
@pytest.mark.parametrize("later", [date(2026, 11, 24), date(2026, 12, 1), date(2026, 11, 2)])
def test_on_another_day_rows_are_those_of_a_process_that_starts_then(fina, tim, later):
    make_projects(10, tim)
    span = (202601, 202612)
    every_row(fina, span)

    warm = every_row(fina, span, later)

    for memo in Memo.every:
        memo.clear()
    assert list(warm) == list(every_row(fina, span, later))


@pytest.mark.django_db
def test_at_midnight_only_deals_with_a_plan_are_made_again(fina, tim):
    make_projects(10, tim)
    today, tomorrow = (load.books(acting(fina), day).deals for day in (TODAY, date(2026, 11, 24)))

    models = {deal.terms.fee_model: tomorrow[key] is deal for key, deal in today.items()}

    assert models == {model: model != "fixed" for model in MODELS}


@pytest.mark.parametrize("address", ["?all=true&", "?by=account&", "?limit=7&", "/projects/{project}?"])
def test_answers_have_the_bytes_that_any_operation_would_write(client, tim, fina, address):
    project = make_projects(8, tim)[0]
    headers = {"Authorization": f"Bearer {token_of(fina, *rules.SCOPES)}"}

    path = f"/api/v1/profitability{address.format(project=project.pk)}from={SPAN[0]}&to={SPAN[1]}"
    answer = client.get(path, headers=headers)

    assert answer.status_code == 200
    assert answer.json()["items"]
    assert as_json(answer.json()) == answer.content
    assert "date-time" not in json.dumps(Profits.model_json_schema())
