"""The re-rating as background work."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.jobs.models import Job
from amity.jobs.queries import running
from amity.jobs.registry import Progress, task
from amity.shared.actor import Actor
from amity.timesheets import months, queries
from amity.timesheets.rerate import rerate

RERATE: Final = "timesheets.rerate"


def arguments(*, first: date, last: date, unpriced_only: bool) -> dict[str, Any]:
    """The arguments of the job as it keeps them."""
    return {"first": first.isoformat(), "last": last.isoformat(), "unpriced_only": unpriced_only}


@task(
    RERATE,
    label=gettext_lazy("Re-rating time"),
    page=lambda _arguments: reverse("timesheets:months"),
)
def run_rerate(
    progress: Progress, by: Actor, now: datetime, *, first: str, last: str, unpriced_only: bool
) -> Mapping[str, Any]:
    """Re-rate in chunks, telling after each how far it is. Run again after a kill it changes only what is left."""
    days = (date.fromisoformat(first), date.fromisoformat(last))
    of = queries.rerating(*days, unpriced_only=unpriced_only).entries
    done = rerate(
        by=by, first=days[0], last=days[1], now=now, unpriced_only=unpriced_only,
        tell=lambda looked_at: progress.step(looked_at, of),
    )  # fmt: skip
    said = _("%(changed)d of %(looked_at)d entries have another cost now.") % {
        "changed": done.changed,
        "looked_at": done.looked_at,
    }
    if done.closed_months:
        said += " " + _("Closed, and left alone: %(months)s.") % {"months": months.names_of(done.closed_months)}
    progress.step(done.looked_at, of, said)
    return {"looked_at": done.looked_at, "changed": done.changed, "closed_months": list(done.closed_months)}


def rerating_now() -> list[Job]:
    """Re-ratings that wait or run."""
    return running(RERATE)
