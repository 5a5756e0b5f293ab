"""What a process keeps of the projects in a list of jobs: never older than the database, and cut to what is seen."""

from datetime import date

import pytest
from django.db.models import F
from django.db.models.functions import Coalesce

from amity.accounts.models import Account
from amity.agency.models import RecordChange
from amity.agreements.models import Agreement
from amity.briefs.models import Brief
from amity.briefs.tests.making import make_brief
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.caches.reading import reading
from amity.work import queries
from amity.work.budgets import queries as budgets
from amity.work.queries import JobsAsked, jobs
from amity.work.records import COLUMNS
from amity.work.rules import Named
from tests.builders import (
    MONDAY,
    acting,
    make_account,
    make_agreement,
    make_entry,
    make_line,
    make_person,
    make_project,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_cleared")]
TODAY = MONDAY.date()
OTHER_TABLES = {
    "account": Account, "agreement": Agreement, "manager": Person, "account_manager": Person, "brief": Brief,
}  # fmt: skip


@pytest.fixture
def fina():
    """Return someone in finance, who sees every account, beside one project with all that a job shows."""
    osprey = make_account("Osprey", manager=make_person("Mara", "account_manager"))
    project = make_project(osprey, name="Brand", agreement=make_agreement(osprey, "fixed", fee=900_000))
    Project.objects.filter(pk=project.pk).update(
        manager=make_person("Priya", "project_manager"), code="OS-1", ends_on=TODAY
    )
    return make_person("Fina", "finance")


def page(person, **asked):
    """Return the jobs as a page shows them."""
    with reading():
        return jobs(acting(person), JobsAsked(**asked), TODAY)


def told(person):
    """Return what the page says of the one job."""
    (job,) = page(person)
    return (
        job.name, job.code, job.stage, job.ends_on, job.account and job.account.name, job.manager and job.manager.name,
        job.account_manager and job.account_manager.name,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("model", "change", "place", "after"),
    [
        (Project, {"name": "Site"}, 0, "Site"),
        (Project, {"code": "OS-2"}, 1, "OS-2"),
        (Project, {"status": "delivered"}, 2, "delivered"),
        (Project, {"ends_on": date(2027, 1, 1)}, 3, date(2027, 1, 1)),
        (Account, {"name": "Kestrel"}, 4, "Kestrel"),
        (Person, {"name": "Priya Anand"}, 5, "Priya Anand"),
        (Project, {"manager": None}, 5, None),
        (Account, {"manager": None}, 6, None),
    ],
)
def test_a_change_is_on_the_next_page(fina, model, change, place, after):
    before = told(fina)

    model.objects.update(**change)

    assert told(fina)[place] == after != before[place]


def test_a_project_with_an_account_manager_of_its_own_names_them(fina):
    sam = make_person("Sam", "account_manager")
    Project.objects.update(account_manager=sam)

    (job,) = page(fina)

    assert job.account_manager == Named(sam.pk, "Sam")


def of_accounts(person):
    """Return the jobs as the list of accounts reads them."""
    return sorted(page(person, whole_books=True, margins=False, worst_first=False), key=lambda job: job.id)


def test_many_jobs_are_kept_until_anything_of_them_changes(fina, monkeypatch):
    budgets.ALL_USES.clear()
    queries.QUIET_JOBS.clear()
    project, agreement, tim = Project.objects.get(), Agreement.objects.get(), make_person("Tim", "team_member")
    loose = make_project(project.account, name="Loose", team=[tim])
    project.team.create(person=tim, since=date(2026, 1, 1))
    make_line(agreement, hours="10")
    changes = (
        lambda: make_entry(by=tim, project=project, hours="4:00"),
        lambda: make_line(agreement, hours="5"),
        lambda: make_entry(by=tim, project=project, hours="9:00"),
        lambda: Project.objects.update(starts_on=date(2026, 6, 1), ends_on=date(2027, 6, 1)),
        lambda: make_project(project.account, name="More", agreement=project.agreement),
        lambda: make_entry(by=tim, project=loose, hours="1:00"),
        lambda: Agreement.objects.update(fee_model="time_and_materials", hourly_rate=100),
        lambda: make_line(agreement, hours="20"),
        lambda: Project.objects.filter(pk=loose.pk).update(name="Looser"),
        lambda: loose.milestones.create(name="Launch", due_on=date(2026, 12, 3)),
        lambda: loose.milestones.update(delivered_on=TODAY),
    )
    found = []
    for change in changes:
        change()
        monkeypatch.setattr(budgets, "MANY", 0)
        found.append(of_accounts(fina))
        assert of_accounts(fina) == found[-1]
        monkeypatch.setattr(budgets, "MANY", 1_000)
        assert of_accounts(fina) == found[-1]

    assert len({str(one) for one in found}) >= len(changes) - 2
    assert budgets.ALL_USES._young, "what is used was kept"
    assert queries.QUIET_JOBS._young, "jobs were kept"


def test_a_page_reads_no_project_that_another_has_read(fina, django_assert_max_num_queries):
    before = page(fina)

    with django_assert_max_num_queries(20) as asked:
        assert page(fina) == before

    assert [one["sql"] for one in asked.captured_queries if '"projects_project"."code"' in one["sql"]] == []


def test_who_sees_some_accounts_is_shown_nothing_that_was_kept_for_others(fina):
    assert [job.name for job in page(fina)] == ["Brand"]

    assert page(make_person("Tim", "team_member")) == []


def test_lists_with_closed_and_internal_work_are_kept_apart(fina):
    closed, internal = make_project(Account.objects.get(), name="Old"), make_project(None, name="Away")
    Project.objects.filter(pk=closed.pk).update(status="closed")
    Project.objects.filter(pk=internal.pk).update(is_internal=True)

    assert {job.name for job in page(fina)} == {"Brand"}
    assert {job.name for job in page(fina, closed=True)} == {"Brand", "Old"}
    assert {job.name for job in page(fina, internal=True)} == {"Brand", "Away"}
    assert {job.name for job in page(fina)} == {"Brand"}


def _read() -> list[tuple[type, str]]:
    """Return the model and the name of each column that is kept."""
    found = []
    for column in COLUMNS:
        for path in [one.name for one in column.get_source_expressions()] if isinstance(column, Coalesce) else [column]:
            *tables, name = path.split("__")
            found.append((OTHER_TABLES[tables[-1]] if tables else Project, name))
    return sorted({one for one in found if one[1] != "pk"}, key=str)


@pytest.mark.parametrize(("model", "field"), _read())
def test_a_change_to_any_column_that_jobs_take_gives_a_new_edition(fina, model, field):
    make_brief(Person.objects.get(name="Mara"), Account.objects.get())
    before = RecordChange.objects.count()

    model.objects.update(**{field: F(field)})

    assert RecordChange.objects.count() > before
