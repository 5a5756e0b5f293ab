"""Values of imported rows that were stored as the database's own JSON are read as before, and so are an undo's."""

from datetime import date
from typing import Any

import pytest

from amity.imports.models import Batch, Change, HeldRow, Source
from amity.imports.time_rows.rules.canonical import SourceRow
from tests.builders import MONDAY
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)

ROW = SourceRow(
    work_date=date(2026, 11, 2), person="Zoë Ölçer", client="Osprey Rail", project="Brand", task="Design",
    seconds=5_400, text='She said "so" 🚆', line="1.2", billable=True, value=9_000, currency="EUR",
)  # fmt: skip


def test_values_stored_as_json_become_text_and_stay_equal(mara):
    source = Source.objects.create(tool="harvest", key="osprey")
    batch = Batch.objects.create(source=source, tool="harvest", person=mara, brought_at=MONDAY)
    with before(("imports", "0006_held_values_as_text")) as then:
        held_row: Any = then.get_model("imports", "HeldRow")
        change: Any = then.get_model("imports", "Change")
        held = held_row.objects.create(
            source_id=source.pk, person_key="zoë ölçer", work_date=ROW.work_date, body=ROW.as_json(), entry_version=1,
            created_in_id=batch.pk,
        )  # fmt: skip
        change.objects.create(
            batch_id=batch.pk, held_id=held.pk, body_before=ROW.as_json(), entry_before={"seconds": 1_800}
        )

    assert SourceRow.from_text(HeldRow.objects.get().body) == ROW
    assert SourceRow.from_text(Change.objects.get().body_before) == ROW
