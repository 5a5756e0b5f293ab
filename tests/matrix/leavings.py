"""What an action leaves: records in the audit log, and emails and jobs for others to read."""

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from amity.audit.models import Record
from amity.jobs import rules, runner
from amity.jobs.models import Job
from amity.outbox.models import Message

COUNT = f'SELECT count(*) FROM "{Record._meta.db_table}"'  # noqa: S608 - the name of our own table


def records() -> int:
    """Return the number of records in the audit log. Django would take longer to write the query than to ask it."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Leaving:
    """Text that an action left behind. The administrator can read all of it, with or without a money right."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest email and the newest job before an action."""

    message: int
    job: int

    @classmethod
    def now(cls) -> "Mark":
        """Return the mark as of now."""
        newest = [model.objects.aggregate(newest=Max("pk"))["newest"] or 0 for model in (Message, Job)]
        return cls(*newest)

    def since(self) -> tuple[Leaving, ...]:
        """Return what was left since then, after running jobs to their end."""
        jobs = Job.objects.filter(pk__gt=self.job)
        for job in jobs.filter(state=rules.QUEUED):
            runner.run(job.pk)
        mails = Message.objects.filter(pk__gt=self.message)
        return (
            *(Leaving(f"mail {one.kind}", f"{one.subject}\n{one.body}") for one in mails),
            *(Leaving(f"job {one.kind} {one.state}", _summary(one)) for one in jobs),
        )


def _summary(job: Job) -> str:
    return f"{job.message}\n{json.dumps([job.arguments, job.result])}"
