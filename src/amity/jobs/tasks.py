"""The one task of the queue: run a job by its id."""

from django_tasks import task

from amity.jobs import runner


@task()
def run_job(job_id: int) -> None:
    """Run a job with its heartbeat."""
    runner.run(job_id, beating=True)
