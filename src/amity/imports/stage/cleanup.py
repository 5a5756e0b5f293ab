"""Clean up old stages: only figures and the rows that were not imported stay."""

from datetime import datetime, timedelta

from amity.imports.models import Batch
from amity.imports.stage.stage import stage_of, stage_path

KEPT_DAYS = 30
_DONE = "slim"


def slim_stages(*, now: datetime) -> int:
    """Empty the rows that came in more than 30 days ago, and count the stages made smaller.

    The page of the import goes on to show its figures and the rows with errors, and gives those back as a file.
    """
    slimmed = 0
    old = Batch.objects.filter(state="applied", ended_at__lt=now - timedelta(days=KEPT_DAYS))
    for batch_id in old.values_list("pk", flat=True):
        if not stage_path(batch_id).exists():
            continue
        with stage_of(batch_id) as stage:
            if not stage.fact(_DONE):
                stage.slim()
                stage.put_fact(_DONE, value=True)
                slimmed += 1
    return slimmed
