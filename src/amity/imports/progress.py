"""The progress of a batch, and the actions its page offers next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.imports import labels, queries
from amity.imports.expenses.rules.rows import NEEDED, expense_columns
from amity.imports.invoices.rules.columns import NEEDED as INVOICE_NEEDED
from amity.imports.invoices.rules.columns import invoice_columns
from amity.imports.models import Batch
from amity.imports.tools.rules.exports import TIME_TOOLS
from amity.imports.tools.rules.sniffing import PROJECTS
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS
from amity.jobs import policy as job_policy
from amity.jobs import queries as jobs
from amity.jobs.models import Job
from amity.shared.actor import Actor


@dataclass(frozen=True)
class ImportProgress:
    """A batch with its job. `state` is the batch's own, or `running` while a job works, or `interrupted`."""

    batch: Batch
    state: str
    job: jobs.JobPage | None
    may_stop: bool
    undo_first: Batch | None

    @property
    def label(self) -> str:
        """The label of the state."""
        if self.state == "running" and self.job is not None:
            return self.job.state_label
        return str(labels.STATES[self.state])

    @property
    def shape(self) -> str:
        """The pill shape of the state."""
        return labels.SHAPES.get(self.state, "info")

    @property
    def tool(self) -> str:
        """The name of the tool the file comes from."""
        return str(labels.TOOLS.get(self.batch.tool, self.batch.tool))

    @property
    def may_undo(self) -> bool:
        """Return whether undo is available now."""
        undoable = self.state in {"applied", "stopped", "interrupted"}
        left = self.state == "undone" and queries.entries_left(self.batch)
        return (undoable or left) and self.undo_first is None

    @property
    def may_resume(self) -> bool:
        """Return whether the import can be resumed."""
        return self.state in {"stopped", "interrupted"}

    @property
    def fault(self) -> str:
        """The message of a failed job."""
        if self.job is None or self.job.moving or self.job.job.state not in ("failed", "interrupted"):
            return ""
        if self.job.job.error_id:
            return _("Something broke; error %(id)s.") % {"id": self.job.job.error_id}
        return self.job.job.message


def could_be(batch: Batch, headers: Sequence[str]) -> list[tuple[str, str]]:
    """Return the other ways to read a file, as key and label: the guessed kind, any layout, expenses, and invoices."""
    looks = [note.get("tool", "") for note in batch.notes if note.get("code") == "other_tool"]
    tools = [tool for tool in looks if tool in (*TIME_TOOLS, PROJECTS)] + ["csv"]
    if expense_columns(headers).keys() >= set(NEEDED):
        tools.append("expenses")
    if invoice_columns(headers).keys() >= set(INVOICE_NEEDED):
        tools.append("invoices")
    return [(tool, str(labels.TOOLS[tool])) for tool in tools if tool != batch.tool]


def progress_of(by: Actor, batch: Batch) -> ImportProgress:
    """Return the progress of a batch."""
    return progress_of_all(by, [batch])[0]


def progress_of_all(by: Actor, batches: Sequence[Batch]) -> list[ImportProgress]:
    """Return the progress of several batches in order, with a fixed number of queries."""
    found = Job.objects.in_bulk([batch.job_id for batch in batches if batch.job_id])
    newest = queries.newest_written(batches)
    return [_progress(by, one, found.get(one.job_id or 0), newest.get(one.source_id)) for one in batches]


def _progress(by: Actor, batch: Batch, job: Job | None, newest: Batch | None) -> ImportProgress:
    shown = jobs.page_of(job) if job else None
    state = batch.state
    if shown is not None and shown.moving:
        state = "running"
    elif batch.tool in WHOLE_FILE_TOOLS and state == "reading":
        state = "to_take"
    elif queries.is_interrupted(batch):
        state = "interrupted"
    may_stop = job is not None and bool(job_policy.may_see(by, job))
    first = newest if newest is not None and newest.pk > batch.pk else None
    return ImportProgress(batch, state, shown, may_stop, first)
