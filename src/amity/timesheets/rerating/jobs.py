"""The re-rating as background work."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.jobs.models import Job
from amity.jobs.queries import newest, running
from amity.jobs.registry import Progress, task
from amity.jobs.rules import NEED_SOMEONE, OPEN
from amity.shared.actor import Actor
from amity.timesheets import months
from amity.timesheets.rerating.commands import rerate
from amity.timesheets.rerating.queries import Range

RERATE: Final = "timesheets.rerate"


def arguments(span: Range, back: str = "") -> dict[str, Any]:
    """Return the arguments of the job as they are stored. `back` is the page that its result is for."""
    return {
        **({"back": back} if back else {}),
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "unpriced_only": span.unpriced_only,
        "people": list(span.people),
        "discipline_id": span.discipline_id,
    }


@task(
    RERATE,
    label=gettext_lazy("Re-rating time"),
    page=lambda arguments: arguments.get("back") or reverse("timesheets:months"),
)
def run_rerate(
    progress: Progress, by: Actor, now: datetime, *, first: str, last: str, unpriced_only: bool,
    people: Sequence[int] = (), discipline_id: int | None = None, back: str = "",
) -> Mapping[str, Any]:  # fmt: skip
    """Re-rate in chunks, reporting progress after each. Running it again after a kill changes only what is left."""
    span = Range(date.fromisoformat(first), date.fromisoformat(last), unpriced_only, tuple(people), discipline_id)
    of = span.open_entries().count()
    done = rerate(
        by=by, first=span.first, last=span.last, now=now, unpriced_only=unpriced_only, people=span.people,
        discipline_id=discipline_id, tell=lambda looked_at: progress.step(looked_at, of),
    )  # fmt: skip
    note = _("%(changed)d of %(looked_at)d entries now have a different cost.") % {
        "changed": done.changed,
        "looked_at": done.looked_at,
    }
    if done.closed_months:
        note += " " + _("Closed months left unchanged: %(months)s.") % {"months": months.names_of(done.closed_months)}
    progress.step(done.looked_at, of, note)
    return {"looked_at": done.looked_at, "changed": done.changed, "closed_months": list(done.closed_months)}


def rerating_on(back: str) -> tuple[Job | None, Job | None]:
    """Return the re-rating that is waiting or running, and the one for a page that failed or was interrupted.

    Only the newest can be either, since no other begins while one runs.
    """
    found = newest(RERATE)
    if found is None:
        return None, None
    is_stopped = found.state in NEED_SOMEONE and found.arguments.get("back") == back
    return found if found.state in OPEN else None, found if is_stopped else None


def rerating_now() -> list[Job]:
    """Return the jobs of re-ratings that are waiting or running."""
    return running(RERATE)
