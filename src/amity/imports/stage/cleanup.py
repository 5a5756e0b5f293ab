"""Cleanup of old stages. Only figures and the rows that weren't imported stay."""

from datetime import datetime, timedelta

from amity.imports.models import Batch
from amity.imports.stage.stage import stage_of, stage_path

KEPT_DAYS = 30
_DONE = "slim"


def slim_stages(*, now: datetime) -> int:
    """Clear rows that were imported more than 30 days ago, and return the number of stages made smaller.

    The import's page still shows its figures and the rows with errors, which can be downloaded.
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
