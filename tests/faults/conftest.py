"""An instance for each fault."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from amity.jobs import commands, registry
from amity.jobs.models import Job
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.tokens.commands import make_token
from amity.timesheets.sums.verify import verify
from tests.builders import acting, make_account, make_project
from tests.faults.instance import Instance
from tests.rig.ports import free_port

KIND = "faults.count"
STEP_SECONDS = 0.2
Queue = Callable[[int], int]
Hurry = Callable[[], None]


@pytest.fixture
def place(transactional_db: None) -> Path:
    """Return the data folder. A file of tests puts another one in its place."""
    data: Path = settings.ENVIRONMENT.data
    return data


@pytest.fixture
def instance(place: Path, mara: Person, tmp_path: Path) -> Iterator[Instance]:
    """Return an instance on the test's database. At the end nothing may be lost, and every sum is right."""
    project = make_project(make_account("Osprey Rail", manager=mara), team=[mara])
    token = make_token(by=acting(mara), name="faults", scopes=roles.SCOPES, days=9, now=timezone.now()).secret
    client = Client()
    client.force_login(mara)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    made = Instance(tmp_path, token, session, project.pk, free_port())
    yield made
    assert made.lost() == set()
    assert verify().differing == []


@pytest.fixture
def hurry(tmp_path: Path) -> Hurry:
    """Return a function after which steps of jobs are fast. Until then no job ends before a test has looked."""
    return (tmp_path / "hurry").touch


@pytest.fixture
def queue(mara: Person, tmp_path: Path) -> Iterator[Queue]:
    """Return a function that queues a job of so many slow steps, which resumes where it was stopped."""

    def count(progress: registry.Progress, *, by: Any, now: datetime, of: int) -> Mapping[str, Any]:
        for number in range(Job.objects.get(pk=progress.job_id).done, of):
            time.sleep(0 if (tmp_path / "hurry").exists() else STEP_SECONDS)
            with (tmp_path / f"job-{progress.job_id}").open("a") as steps:
                steps.write(f"{number}\n")
            progress.step(number + 1, of)
        return {"counted": of}

    registry.task(KIND)(count)
    yield lambda of: commands.start_job(by=acting(mara), kind=KIND, arguments={"of": of}, now=timezone.now()).pk
    del registry.kinds[KIND]


@pytest.fixture
def steps(tmp_path: Path) -> Callable[[int], list[int]]:
    """Return a function that returns the steps a job has taken, in order."""

    def taken(number: int) -> list[int]:
        file = tmp_path / f"job-{number}"
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    return taken
