"""The one task of the queue: run a job by its id."""

from django_tasks import task

from amity.jobs import rules, runner


@task()
def run_job(job_id: int) -> None:
    """Run a job with its heartbeat. If this worker has to stop before the end, queue it for the next one."""
    if runner.run(job_id, beating=True) == rules.QUEUED:
        run_job.enqueue(job_id)
