"""Pages that share the parts of all projects show what is there now, whatever changed since the page before."""

from datetime import date

import pytest

from amity.agency.editions import keeping
from amity.profitability.books import load
from amity.profitability.frozen_months import queries
from amity.profitability.models import Closing, FrozenPart, FrozenRevenue
from amity.profitability.period.rules import period
from amity.profitability.statements import all_parts
from amity.profitability.statements.ledger import Ledger
from amity.shared.caches.reading import reading
from tests.builders import MONDAY, acting, make_account, make_agreement, make_entry, make_expense, make_project

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    """Share the parts of however few projects, and start with none."""
    for module, limit in ((queries, "FEW"), (all_parts, "FEW"), (all_parts, "LEAST")):
        monkeypatch.setattr(module, limit, 0)
    keeping.clear()
    all_parts.ALL_PARTS.clear()
    yield
    keeping.clear()


def page_of(person, first=202601, last=202612):
    """Return the parts of all projects as a page reads them."""
    with reading():
        return Ledger(load.books(acting(person), TODAY), period(first, last, TODAY)).own


def test_two_pages_share_them_while_nothing_changes(osprey, fina):
    make_project(osprey)

    assert page_of(fina) is page_of(fina)


def test_time_and_expenses_of_a_project_without_an_agreement_are_those_of_now(osprey, fina, tim):
    project = make_project(osprey, team=[tim])
    found = [page_of(fina)]

    for act in (make_entry, make_expense):
        act(by=tim, project=project, on=date(2026, 11, 2))
        found.append(page_of(fina))

    parts = [page[project.pk].whole.part for page in found]
    assert [one.measures.seconds for one in parts] == [0, 3_600, 3_600]
    assert [one.spent.count for one in parts] == [0, 0, 1]


def test_a_new_agreement_and_closed_month_are_in_force_on_the_next_page(osprey, fina):
    agreement = make_agreement(osprey, "fixed", fee=900)
    project = make_project(osprey, agreement=agreement)
    closing = Closing.objects.create(month=202601, closed_at=MONDAY, closed_by="Fina")
    FrozenRevenue.objects.create(closing=closing, agreement_id=agreement.pk, currency="EUR", revenue=100)
    FrozenPart.objects.create(closing=closing, agreement_id=agreement.pk, project_id=project.pk, revenue=100)
    found = [page_of(fina, 202601, 202601) for _page in range(2)]

    FrozenRevenue.objects.update(revenue=300)
    FrozenPart.objects.update(revenue=300)
    found.append(page_of(fina, 202601, 202601))

    assert [page[project.pk].whole.part.revenue.value for page in found] == [100, 100, 300]


def test_readers_of_other_projects_share_nothing(osprey, fina, mara):
    theirs, everyones = make_project(osprey), make_project(make_account("Falcon"))

    assert set(page_of(fina)) == {theirs.pk, everyones.pk}
    assert set(page_of(mara)) < {theirs.pk, everyones.pk}
