"""The project filter of the conversation finds the project's agreement, its change orders and its retainer notes."""

from datetime import date

import pytest

from amity.accounts.timeline.queries import Asked, events_of
from amity.agreements.steps.models import Recorded
from amity.retainers.models import SentNote
from tests.builders import MONDAY, acting, make_agreement, make_project

pytestmark = pytest.mark.django_db


def sent(agreement):
    Recorded.objects.create(
        agreement=agreement, step="with_client", happened_on=date(2026, 11, 20), recorded_at=MONDAY, recorded_by="Mara"
    )


def test_the_project_filter_finds_its_agreement_change_order_and_retainer_note_and_no_others(mara, osprey):
    care, other = make_agreement(osprey, title="Care"), make_agreement(osprey, title="Campaign")
    order = make_agreement(osprey, title="CO-3", kind="change_order", parent=care)
    project, elsewhere = make_project(osprey, agreement=care), make_project(osprey, agreement=other)
    for agreement in (care, other, order):
        sent(agreement)
    SentNote.objects.create(agreement=care, period=date(2026, 11, 1), text="Dear Dana", sent_by=mara, sent_at=MONDAY)

    def found(**asked):
        return sorted((one.source.key, one.event.title) for one in events_of(acting(mara), osprey, Asked(**asked))[0])

    assert found(project_id=project.pk) == [
        ("agreements", "CO-3"), ("agreements", "Care"), ("retainer_notes", "Care"),
    ]  # fmt: skip
    assert found(project_id=elsewhere.pk) == [("agreements", "Campaign")]
