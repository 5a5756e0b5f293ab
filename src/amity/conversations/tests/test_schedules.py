"""When the jobs of conversations run."""

import pytest

from amity.jobs.registry import schedules


@pytest.mark.parametrize(
    ("job", "cron"),
    [
        ("conversations.before_calls", "*/5 * * * *"),
        ("conversations.transcripts", "15 3 * * *"),
        ("conversations.transcript_drafts", "25 * * * *"),
    ],
)
def test_each_job_runs_by_itself(job, cron):
    assert schedules[job].cron == cron
