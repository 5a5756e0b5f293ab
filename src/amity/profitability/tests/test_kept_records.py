"""What a process keeps of accounts, projects and agreements: never older than the database, whoever changed it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, Model

from amity.accounts.models import Account
from amity.agency.editions import keeping
from amity.agency.models import RecordChange
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.lines.models import Line, Terms
from amity.people.models import Discipline
from amity.profitability.books import records
from amity.profitability.books.load import Books, books
from amity.projects.models import Milestone, Project, TeamMember
from amity.retainers.models import Delivery, OverDecision, RetainerTerms, TopUp
from amity.retainers.terms.queries import TERMS
from amity.shared.caches.reading import reading
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line, make_person, make_project

TODAY, SIGNED = MONDAY.date(), date(2026, 1, 1)


@dataclass(frozen=True)
class Kept:
    """A column that is kept: how a test finds it in the books, and two values for it."""

    model: type[Model]
    field: str
    found: Callable[[Books], Any]
    before: Any
    after: Any
    is_alone: bool = False
    """Whether no other row refers to it, so that it can be deleted."""

    def __str__(self) -> str:
        return f"{self.model.__name__}.{self.field}"


def only(values):
    found = list(values)
    return found[0] if found else None


def fixed(own):
    return only(deal for deal in own.deals.values() if deal.terms.fee_model == "fixed")


def retained(own, name, field=""):
    deal = only(deal for deal in own.deals.values() if deal.terms.fee_model == "retainer")
    held = getattr(deal.terms.extras, name)
    return only(getattr(one, field) for one in held) if field else only(held.values())


def milestone(own):
    return only(fixed(own).history.progress.milestones)


def discipline(own):
    return only(lines[0].terms[-1].discipline for lines in records.lines_of(list(own.agreements)).values())


KEPT = [
    Kept(Account, "name", lambda own: only(one.name for one in own.accounts.values()), "Osprey", "Kestrel"),
    Kept(Project, "name", lambda own: only(one.name for one in own.projects.values()), "Brand", "Site"),
    Kept(Agreement, "fee", lambda own: fixed(own).terms.fee, 900_000, 800_000),
    Kept(Line, "title", lambda own: only(only(records.lines_of(list(own.agreements)).values())).line.title, "A", "B"),
    Kept(Terms, "planned_seconds", lambda own: fixed(own).terms.planned_seconds, 36_000, 72_000),
    Kept(Discipline, "name", discipline, "Design", "Art"),
    Kept(Milestone, "delivered_on", lambda own: (row := milestone(own)) and row.delivered_on, SIGNED, TODAY, True),
    Kept(RetainerTerms, "included", lambda own: retained(own, "terms", "included"), 7_200, 3_600, True),
    Kept(TopUp, "amount", lambda own: retained(own, "top_ups", "amount"), 1_800, 3_600, True),
    Kept(Delivery, "units", lambda own: retained(own, "units"), 3, 4, True),
    Kept(OverDecision, "given", lambda own: retained(own, "given"), 60, 90, True),
]  # fmt: skip


def by_save(kept, value):
    row = kept.model.objects.order_by("pk")[0]
    setattr(row, kept.field, value)
    row.save()


def by_update(kept, value):
    kept.model.objects.update(**{kept.field: value})


def by_bulk_update(kept, value):
    row = kept.model.objects.order_by("pk")[0]
    setattr(row, kept.field, value)
    kept.model.objects.bulk_update([row], [kept.field])


def by_sql(kept, value):
    with connection.cursor() as cursor:
        cursor.execute(update_of(kept), [value])


def update_of(kept):
    """Return the statement that changes the column in every row."""
    table, column = kept.model._meta.db_table, kept.model._meta.get_field(kept.field).column
    return f'UPDATE "{table}" SET "{column}" = %s'  # noqa: S608 - the database's own names


@pytest.fixture(autouse=True)
def empty(db):
    keeping.clear()
    yield
    keeping.clear()


@pytest.fixture
def fina():
    """Return someone in finance, who sees every account, beside one row of everything that is kept."""
    osprey = make_account("Osprey")
    fee = make_agreement(osprey, "fixed", fee=900_000, completion_basis="milestones")
    line = make_line(fee, hours="10:00", discipline=Discipline.objects.create(name="Design"))
    Line.objects.filter(pk=line.pk).update(title="A")
    brand = make_project(osprey, name="Brand", agreement=fee)
    Milestone.objects.create(project=brand, name="Launch", due_on=SIGNED, delivered_on=SIGNED)
    month = make_agreement(osprey, "retainer", fee=100_000, included_seconds=36_000)
    RetainerTerms.objects.create(
        agreement=month, valid_from=SIGNED, kind="hours", included=7_200, counted="worked", fee=1, over="bill",
        agreed_at=MONDAY,
    )  # fmt: skip
    TopUp.objects.create(agreement=month, amount=1_800, price=1, valid_from=SIGNED, bought_at=MONDAY)
    Delivery.objects.create(agreement=month, delivered_on=SIGNED, units=3)
    OverDecision.objects.create(agreement=month, period=SIGNED, given=60, decided_at=MONDAY)
    return make_person("Fina", "finance")


def page(person):
    """Return the books as a page reads them."""
    with reading():
        return books(acting(person), TODAY)


def value(kept, person):
    """Return a value as a page shows it."""
    with reading():
        return kept.found(books(acting(person), TODAY))


@pytest.mark.parametrize("change", [by_save, by_update, by_bulk_update, by_sql])
@pytest.mark.parametrize("kept", KEPT, ids=str)
def test_a_change_is_on_the_next_page(fina, kept, change):
    assert value(kept, fina) == kept.before

    change(kept, kept.after)

    assert value(kept, fina) == kept.after


@pytest.mark.parametrize("kept", KEPT, ids=str)
def test_what_was_rolled_back_is_on_no_page(fina, kept):
    assert value(kept, fina) == kept.before
    with transaction.atomic():
        by_update(kept, kept.after)
        assert value(kept, fina) == kept.after
        transaction.set_rollback(True)

    assert value(kept, fina) == kept.before


@pytest.mark.parametrize("kept", [kept for kept in KEPT if kept.is_alone], ids=str)
def test_a_row_that_is_deleted_or_added_is_on_the_next_page(fina, kept):
    row = kept.model.objects.get()
    assert value(kept, fina) == kept.before

    kept.model.objects.all().delete()
    assert value(kept, fina) is None

    kept.model.objects.bulk_create([row])
    assert value(kept, fina) == kept.before


def test_projects_agreements_and_accounts_that_come_and_go_are_on_the_next_page(fina):
    before = page(fina)
    account = make_account("Heron")
    agreement = make_agreement(account)
    project = make_project(account, name="Nest", agreement=agreement)

    after = page(fina)
    assert after.accounts.keys() - before.accounts.keys() == {account.pk}
    assert after.projects.keys() - before.projects.keys() == {project.pk}
    assert after.deals.keys() - before.deals.keys() == {agreement.pk}

    project.delete()
    agreement.delete()
    account.delete()
    again = page(fina)
    assert (again.accounts, again.projects) == (before.accounts, before.projects)
    assert again.deals == before.deals


@pytest.mark.django_db(transaction=True)
def test_a_change_in_another_connection_is_on_the_next_page_once_it_is_committed(fina):
    other = connection.copy()
    try:
        for kept in KEPT:
            assert value(kept, fina) == kept.before
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute(update_of(kept), [kept.after])
            if connection.vendor == "postgresql":
                assert value(kept, fina) == kept.before
            other.commit()
            assert value(kept, fina) == kept.after
    finally:
        other.close()


def test_a_page_reads_no_record_again_that_another_has_read(fina, django_assert_max_num_queries):
    page(fina)

    with django_assert_max_num_queries(20) as asked:
        page(fina)

    tables = {kept.model._meta.db_table for kept in KEPT}
    again = [one["sql"] for one in asked.captured_queries if any(f'FROM "{table}"' in one["sql"] for table in tables)]
    assert again == []


def test_who_no_longer_works_on_a_project_sees_it_on_no_page(fina, tim):
    project = Project.objects.get()
    TeamMember.objects.create(project=project, person=tim, since=SIGNED)
    page(fina)
    assert page(tim).projects.keys() == {project.pk}

    TeamMember.objects.all().delete()

    assert page(tim).projects.keys() == set()


def test_an_account_with_another_manager_is_no_longer_wholly_seen(fina, mara):
    Account.objects.update(manager=mara)
    page(fina)
    assert page(mara).whole == {Account.objects.get().pk}

    Account.objects.update(manager=fina)

    after = page(mara)
    assert (after.whole, dict(after.accounts), dict(after.projects)) == (frozenset(), {}, {})


def test_some_projects_bring_the_others_under_their_agreement_but_show_none(fina):
    project = Project.objects.get()
    other = make_project(project.account, name="Second", agreement=project.agreement)

    with reading():
        own = books(acting(fina), TODAY, only=[project.pk])

    assert own.projects.keys() == {project.pk}
    assert own.deals[project.agreement_id or 0].by_project.keys() == {project.pk, other.pk}


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Account, records.AccountRecord._fields),
        (Project, records.ProjectRecord._fields),
        (Agreement, records.AgreementRecord._fields),
        (Milestone, (*records.MilestoneRecord._fields, "due_on")),
        (AgreementLine, ("agreement_id", "line_id", "number")),
        (Line, records.LineRecord._fields),
        (Terms, (*records.TermsRecord._fields[:-1], "discipline_id")),
        (RetainerTerms, ("agreement_id", *TERMS)),
        (TopUp, ("agreement_id", "amount", "price", "valid_from", "expires_on")),
        (Delivery, ("agreement_id", "delivered_on", "units")),
        (OverDecision, ("agreement_id", "period", "given")),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_change_to_any_column_that_figures_take_gives_a_new_edition(fina, model, fields):
    for field in fields:
        if field == "pk":
            continue
        before = RecordChange.objects.count()
        model.objects.update(**{field: F(field)})
        assert RecordChange.objects.count() > before, field


def test_what_is_not_kept_gives_no_new_edition(fina):
    before = RecordChange.objects.count()

    Project.objects.update(version=2)
    Account.objects.update(status="closed")

    assert RecordChange.objects.count() == before
