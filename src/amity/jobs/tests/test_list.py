"""The list of jobs under Settings."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from amity.jobs import rules
from amity.jobs.models import Job
from tests.builders import MONDAY, make_person


@pytest.fixture
def admin(db, client):
    client.force_login(make_person("Root Admin", "administrator"))
    return client


def job(state, message):
    return Job.objects.create(
        kind="exports.file", person_id=1, person_label="Ivo Sand", state=state, message=message,
        heartbeat=MONDAY, created_at=MONDAY,
    )  # fmt: skip


@pytest.mark.parametrize("state", sorted(rules.NEED_SOMEONE))
def test_an_administrator_finds_the_jobs_that_need_someone(admin, state):
    halted = job(state, "Halfway")
    job(rules.DONE, "All written")

    page = admin.get(reverse("jobs:jobs"), {"view": "failed"})

    assertContains(page, "Halfway")
    assertContains(page, f'href="{reverse("jobs:job", args=[halted.pk])}"')
    assertNotContains(page, "All written")
    assertContains(admin.get(reverse("jobs:jobs"), {"find": "all written"}), "All written")
    assertNotContains(admin.get(reverse("jobs:jobs"), {"find": "all written"}), "Halfway")


def test_a_kind_that_no_part_registers_any_more_is_named_as_stored(admin):
    Job.objects.create(kind="gone.kind", person_id=1, heartbeat=MONDAY, created_at=MONDAY)

    assertContains(admin.get(reverse("jobs:jobs")), "gone.kind")
