"""What a process keeps of closed months: never older than the database, whoever changed it."""

import pytest
from django.db import connection, transaction

from amity.profitability.frozen_months import queries
from amity.profitability.models import Closing, FrozenPart, FrozenRevenue
from amity.profitability.period.rules import period
from amity.shared.caches.reading import reading
from tests.builders import MONDAY, make_agreement, make_project

pytestmark = pytest.mark.usefixtures("kept_cleared")
TODAY = MONDAY.date()


def frozen(agreement):
    """Return what a page reads of a closed month: its revenue and the parts of projects."""
    with reading():
        held = queries.freezer(period(202601, 202612, TODAY), [agreement.pk]).of(agreement.pk)
    return (held.months[202601].revenue, dict(held.months[202601].parts)) if held.months else None


def test_a_change_to_a_closed_month_is_on_the_next_page(osprey, monkeypatch):
    monkeypatch.setattr(queries, "FEW", 0)
    agreement = make_agreement(osprey, "fixed", fee=900)
    project = make_project(osprey, agreement=agreement)
    closing = Closing.objects.create(month=202601, closed_at=MONDAY, closed_by="Fina")
    FrozenRevenue.objects.create(closing=closing, agreement_id=agreement.pk, currency="EUR", revenue=100)
    part = FrozenPart.objects.create(closing=closing, agreement_id=agreement.pk, project_id=project.pk, revenue=70)
    assert frozen(agreement) == (100, {project.pk: 70})

    with transaction.atomic():
        FrozenRevenue.objects.update(revenue=999)
        assert frozen(agreement) == (999, {project.pk: 70})
        transaction.set_rollback(True)
    assert frozen(agreement) == (100, {project.pk: 70})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE profitability_frozenrevenue SET revenue = 200")
    assert frozen(agreement) == (200, {project.pk: 70})
    part.delete()
    assert frozen(agreement) == (200, {})
    Closing.objects.update(superseded_at=MONDAY)
    assert frozen(agreement) is None
