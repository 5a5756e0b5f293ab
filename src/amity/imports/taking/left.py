"""Rows of a file without time that did not come in: kept on its stage, to be told and given back."""

from amity.imports.models import Batch
from amity.imports.staging.stage import stage_of
from amity.imports.taking.taken import Taken

MOST = 20_000
_LEFT = "left"


def keep_left(batch: Batch, taken: Taken) -> None:
    """Remember what was refused of a file, with the sentences it was refused with."""
    with stage_of(batch.pk) as stage:
        stage.put_fact(_LEFT, taken.rejected[:MOST])


def left_of(batch: Batch) -> list[tuple[int, str]]:
    """Numbers of the rows that were left, each with why."""
    with stage_of(batch.pk) as stage:
        return [(number, why) for number, why in stage.fact(_LEFT, [])]
