"""A new import starts on an empty stage, whatever an older one with its number left."""

import pytest

from amity.imports import commands
from amity.imports.models import Batch
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import stage_of
from tests.builders import MONDAY, acting


@pytest.mark.django_db
def test_a_stage_left_by_another_database_is_not_read(fina):
    def bring():
        return commands.bring_file(
            by=acting(fina), tool="csv", name="x.csv", chunks=[b"Date,Hours\n"], options=Options(), now=MONDAY
        )

    first = bring()
    with stage_of(first.pk + 1) as left:
        left.put_fact("look", {"asked": {}, "look": {"headers": ["of another file"]}})
    Batch.objects.filter(pk=first.pk).delete()

    again = bring()

    with stage_of(again.pk) as stage:
        assert stage.fact("look", {}) == {}
