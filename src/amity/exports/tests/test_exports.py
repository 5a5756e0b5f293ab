"""Long exports: made in the background with today's rights, told of by the bell, fetched only with those rights."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.audit import trail
from amity.exports import commands
from amity.exports.models import Export
from amity.exports.tests.making import make_export
from amity.files.models import StoredFile
from amity.jobs import runner
from amity.jobs.models import Job
from amity.notifications.models import Notification
from amity.shared.errors import Invalid, NotSeen
from amity.ui.lists import background
from tests.builders import MONDAY, acting, make_entry
from tests.matrix.machines import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def asked(person, path="/time/", query="", kind="csv"):
    return commands.start_export(by=acting(person), path=path, query=query, kind=kind, now=MONDAY)


def made(person, **values):
    """An export whose job has run."""
    export = asked(person, **values)
    runner.run(export.job_id, clock=lambda: MONDAY)
    return Export.objects.get(pk=export.pk)


def fetched(client, export):
    answer = client.get(reverse("files:download", args=[export.file_id]))
    return b"".join(answer.streaming_content) if answer.status_code == 200 else answer.status_code


def test_a_long_list_is_exported_by_a_job_and_the_bell_tells(client, fina, site, monkeypatch):
    for text in ("Sketches", "=1+1"):
        make_entry(by=fina, project=site, hours="2", text=text)
    monkeypatch.setattr(background, "AT_ONCE", 1)
    client.force_login(fina)
    page = client.get("/time/?sort=-seconds").content.decode()
    assert 'action="/exports/"' in page
    sent = {"path": "/time/", "query": "sort=-seconds", "kind": "csv"}
    started = client.post(reverse("exports:start_export"), sent)
    job = Job.objects.get()
    assert started.url == reverse("jobs:job", args=[job.pk])

    runner.run(job.pk, clock=lambda: MONDAY)

    export = Export.objects.get()
    notice = Notification.objects.get(person=fina)
    assert (notice.kind, notice.path) == ("export", reverse("exports:export", args=[export.pk]))
    assert "2 rows" in notice.text
    assert "Download" in client.get(notice.path).content.decode()
    text = fetched(client, export).decode("utf-8-sig")
    assert "Sketches" in text
    assert "'=1+1" in text
    assert (export.rows, trail.actions_on(export)) == (2, ["export.made"])


def test_rows_are_read_in_pieces_so_that_progress_is_written_in_between(client, fina, site, monkeypatch):
    monkeypatch.setattr("amity.ui.lists.page.CHUNK", 2)
    monkeypatch.setattr(commands, "STEP", 1)
    for number in range(5):
        make_entry(by=fina, project=site, hours="2", text=f"No {number}")

    with CaptureQueriesContext(connection) as queries:
        export = made(fina)
    reads = [one for one in queries if 'FROM "timesheets_entry"' in one["sql"] and "LIMIT 2" in one["sql"]]

    client.force_login(fina)
    lines = fetched(client, export).decode("utf-8-sig").splitlines()
    assert (export.rows, len(set(lines)), len(reads)) == (5, 6, 4)
    assert Job.objects.get().done == 5


def test_a_short_list_is_downloaded_at_once(client, fina, site):
    make_entry(by=fina, project=site, hours="2")
    client.force_login(fina)

    page = client.get("/time/").content.decode()

    assert 'href="/time/?export=csv"' in page
    assert 'action="/exports/"' not in page


def test_the_file_has_what_the_person_may_see_when_the_job_runs(client, mara, site, tim):
    make_entry(by=tim, project=site, hours="2", text="Tims")
    export = asked(mara, query="cols=work_date&cols=text&cols=value")
    mara.own_money_right = 0
    mara.save()

    runner.run(export.job_id, clock=lambda: MONDAY)

    client.force_login(mara)
    head = fetched(client, Export.objects.get()).decode("utf-8-sig").splitlines()[0]
    assert "Value" not in head


@pytest.mark.parametrize("way", ["right", "role", "left"])
def test_with_fewer_rights_the_file_is_not_fetched_any_more(client, fina, site, way):
    make_entry(by=fina, project=site, hours="2")
    export = made(fina)
    client.force_login(fina)
    assert isinstance(fetched(client, export), bytes)

    if way == "right":
        fina.own_money_right = 1
    elif way == "role":
        fina.held_roles.all().delete()
    else:
        fina.is_active = False
    fina.save()

    assert fetched(client, export) in (302, 403, 404)
    if way == "right":
        assert "Your rights have changed" in client.get(reverse("exports:export", args=[export.pk])).content.decode()


def test_the_exports_of_others_are_not_there(client, fina, ada, site):
    make_entry(by=fina, project=site, hours="2")
    export = made(fina)
    client.force_login(ada)

    assert fetched(client, export) == 404
    assert client.get(reverse("exports:export", args=[export.pk])).status_code == 404


def test_a_spreadsheet_is_made_too_and_the_same_export_is_not_made_twice_at_once(client, fina, site):
    make_entry(by=fina, project=site, hours="2")
    first, again = asked(fina, kind="xlsx"), asked(fina, kind="xlsx")
    assert first.pk == again.pk

    runner.run(first.job_id, clock=lambda: MONDAY)

    client.force_login(fina)
    assert fetched(client, Export.objects.get()).startswith(b"PK")
    assert asked(fina, kind="xlsx").pk != first.pk


@pytest.mark.parametrize("path", ["/accounts/1/", "/nowhere/", "https://elsewhere.example/time/"])
def test_what_is_no_list_is_not_exported(fina, path):
    with pytest.raises(NotSeen):
        asked(fina, path=path)
    with pytest.raises(Invalid):
        asked(fina, kind="pdf")


def test_a_refusal_is_told_too(fina, site, monkeypatch):
    make_entry(by=fina, project=site, hours="2")
    export = asked(fina, kind="xlsx")
    monkeypatch.setattr("amity.ui.lists.files.SHEET_ROWS", 0)

    runner.run(export.job_id, clock=lambda: MONDAY)

    assert Job.objects.get().state == "failed"
    assert "failed" in Notification.objects.get().text


def test_after_a_week_the_file_is_gone(fina, site):
    make_entry(by=fina, project=site, hours="2")
    old = made(fina)
    young = make_export(fina, asked_at=MONDAY + commands.KEPT)

    commands.forget_old(MONDAY + commands.KEPT + commands.KEPT / 7)

    assert [one.pk for one in Export.objects.all()] == [young.pk]
    assert not StoredFile.objects.filter(pk=old.file_id).exists()


def test_a_script_exports_a_list_sees_its_state_and_fetches_the_file(client, fina, mara, site):
    make_entry(by=fina, project=site, hours="2", text="Sketches")
    script = {"HTTP_AUTHORIZATION": f"Bearer {token_of(fina)}"}
    sent = {"path": "/time/", "query": "sort=-seconds"}

    started = client.post("/api/v1/exports", sent, "application/json", **script)
    address = f"/api/v1/exports/{started.json()['id']}"
    states = [started.json()["state"], client.get(f"{address}/file", **script).status_code]
    runner.run(Job.objects.get().pk, clock=lambda: MONDAY)
    shown = client.get(address, **script).json()
    file = client.get(f"{address}/file", **script)

    assert (started.status_code, states) == (202, ["making", 404])
    assert (shown["state"], shown["rows"]) == ("ready", 1)
    assert "Sketches" in b"".join(file.streaming_content).decode("utf-8-sig")
    assert file["Content-Type"].startswith("text/csv")
    others = {"HTTP_AUTHORIZATION": f"Bearer {token_of(mara)}"}
    assert [client.get(path, **others).status_code for path in (address, f"{address}/file")] == [404, 404]
    assert client.get("/api/v1/exports", **others).json()["items"] == []


def test_a_token_that_sees_no_money_neither_makes_nor_fetches_an_export(client, fina, site):
    export = made(fina)
    script = {"HTTP_AUTHORIZATION": f"Bearer {token_of(fina, 'read')}"}

    asked = client.post("/api/v1/exports", {"path": "/time/"}, "application/json", **script)

    assert asked.status_code == 403
    assert client.get(f"/api/v1/exports/{export.pk}/file", **script).status_code == 403
