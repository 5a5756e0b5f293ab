"""Background job of question 1: apply the new cost rate to time already logged."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.jobs.registry import Progress, task
from amity.shared.actor import Actor
from amity.timesheets.rerating.commands import rerate

RERATE = "reports.rerate"


def _page(arguments: Mapping[str, Any]) -> str:
    return reverse("reports:found")


@task(RERATE, label=_("Applying the new cost to logged time"), page=_page)
def rerate_everything(
    progress: Progress, *, by: Actor, now: datetime, first: str, last: str, of: int
) -> dict[str, Any]:
    """Re-rate all open months between two dates. Running it again changes only what is left."""
    done = rerate(
        by=by,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        now=now,
        tell=lambda looked_at: progress.step(looked_at, of),
    )
    return {"looked_at": done.looked_at, "changed": done.changed, "closed_months": list(done.closed_months)}
