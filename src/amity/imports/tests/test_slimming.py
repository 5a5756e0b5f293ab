"""Old stages become small, and their pages stay the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amity.imports.stage.cleanup import slim_stages
from amity.imports.stage.stage import stage_of, stage_path
from amity.imports.tests.by_page import HEADER, at, bring, import_it, make_new, newest, row
from amity.jobs.registry import schedules


@pytest.fixture
def imported(client, fina, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(fina)
    rows = "".join(row(text=f"Work {number} " + "x" * 300) for number in range(300))
    bring(client, HEADER + rows + row(text="Wrong one", hours="-1"))
    make_new(client)
    import_it(client)
    return newest().pk


def in_days(days):
    return timezone.now() + timedelta(days=days)


def test_a_stage_older_than_a_month_is_made_small_once(imported):
    before = stage_path(imported).stat().st_size

    found = [slim_stages(now=in_days(29)), slim_stages(now=in_days(31)), slim_stages(now=in_days(32))]

    assert found == [0, 1, 0]
    assert stage_path(imported).stat().st_size < before / 2


def test_figures_and_rows_with_errors_outlast_it(client, imported):
    with stage_of(imported) as stage:
        before = stage.counts()
    rejects = b"".join(client.get(at("rejects")).streaming_content)

    slim_stages(now=in_days(31))

    page = client.get(at("batch")).content.decode()
    with stage_of(imported) as stage:
        assert stage.counts() == before
    assert b"".join(client.get(at("rejects")).streaming_content) == rejects
    assert "300:00" in page or "300.00" in page
    assert "Below zero" in page
    assert client.get(at("batch"), {"rows": "all"}).status_code == 200


def test_an_undo_needs_no_stage(client, imported):
    from amity.imports.tests.by_page import run_job
    from amity.timesheets.models import Entry

    slim_stages(now=in_days(31))

    client.post(at("undo"))
    run_job()

    assert not Entry.objects.exists()


def test_it_is_done_each_night():
    assert schedules["imports.slim"].cron == "50 3 * * *"
