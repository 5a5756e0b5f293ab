"""Imports by page: the real files, files with errors, fixed files, double submissions, and files that are no table."""

import csv
import io
import uuid

import pytest
from django.urls import reverse

from amity.imports.models import Batch
from amity.imports.tests.by_page import HEADER, at, bring, import_it, make_new, newest, row, run_job
from amity.jobs.models import Job
from amity.timesheets.models import Entry
from tests.builders import make_person

pytestmark = pytest.mark.usefixtures("own_folder")
HARVEST = "harvest/harvest_time_report_usd_dot.csv"
HOURS = "agency-burndown/time_entries_2026-09-10.csv"


def text_of(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


def hours():
    return sum(Entry.objects.values_list("seconds", flat=True)) / 3600


def test_the_harvest_file_comes_in_by_page_with_its_exact_hours(finas, real_data):
    answer = bring(finas, real_data(HARVEST).read_bytes())
    assert answer.url == at("names")

    assert "Import 298 rows" in make_new(finas)
    page = import_it(finas)

    assert "406.70" in page
    assert "Answer the three questions" in page
    assert hours() == pytest.approx(406.70)


@pytest.mark.parametrize("expression", ["a{99999999999999999999}", "(" * 3_000, "(?:a|a)" * 22 + "b", "a(?=b)"])
def test_counting_codes_answers_whatever_the_expression_is(finas, expression):
    bring(finas, HEADER + row(text="a" * 100), tool="csv")

    answer = finas.get(at("count_codes"), {"line_code": expression})

    assert answer.status_code == 200


def test_the_same_file_again_has_nothing_to_import(finas, real_data):
    bring(finas, real_data(HARVEST).read_bytes())
    make_new(finas)
    import_it(finas)

    answer = bring(finas, real_data(HARVEST).read_bytes())

    assert answer.url == at("batch")
    assert "Everything in this file is here already" in finas.get(answer.url).content.decode()


def test_an_undo_by_page_leaves_nothing(finas, real_data):
    bring(finas, real_data(HARVEST).read_bytes())
    make_new(finas)
    import_it(finas)

    finas.post(at("undo"))
    run_job()

    assert "everything from this file was removed" in finas.get(at("batch")).content.decode()
    assert hours() == 0


def test_a_file_of_one_project_comes_in_with_its_line_codes(finas, real_data):
    bring(finas, real_data(HOURS).read_bytes(), tool="csv", project="AVH")
    assert "44 of 46 rows have a code" in finas.get(at("names")).content.decode()

    finas.post(at("lines"), {"line_code": r"^(A[VH]{2}\d+)", "line_aliases": "AHV21=AVH21", "default_line": "AVH21"})
    make_new(finas)

    assert "119.75" in import_it(finas)
    assert newest().options["line_aliases"] == {"AHV21": "AVH21"}


def test_rows_with_errors_are_named_and_come_back_mended(finas):
    wrong = HEADER + row() + row("13/15/2024") + row(hours="-1") + row(hours="30") + row(rate="9", currency="QQQ")
    bring(finas, wrong)
    page = make_new(finas)
    assert "Import one row, skip 4" in page
    for sentence in ("has an invalid month", "Below zero; use a correction", "More than a day", "QQQ” not found"):
        assert sentence in page

    import_it(finas)
    mended = text_of(finas.get(at("rejects"))).replace("13/15/2024", "2026-11-03").replace(",30,", ",3,")
    bring(finas, mended.replace(",-1,", ",1,").replace("QQQ", "EUR"))
    make_new(finas)
    import_it(finas)

    assert hours() == 6


def test_rows_of_unknown_names_keep_their_original_columns(finas):
    bring(finas, HEADER + row(text="=cmd|' /C calc'!A0") + row("2026-11-03"))

    found = list(csv.DictReader(io.StringIO(text_of(finas.get(at("rejects"))))))

    assert [one["Date"] for one in found] == ["2026-11-02", "2026-11-03"]
    assert found[0]["Notes"].startswith("'=cmd")
    assert "is unknown" in found[0]["Amity: reason"] or "no match by name" in found[0]["Amity: reason"]


def test_a_file_sent_twice_is_one_batch(finas):
    nonce = uuid.uuid4().hex

    bring(finas, HEADER + row(), nonce=nonce)
    again = bring(finas, HEADER + row(), nonce=nonce)

    assert again.url == reverse("imports:imports")
    assert Batch.objects.count() == 1


def test_a_second_yes_imports_nothing_twice(finas):
    bring(finas, HEADER + row())
    make_new(finas)

    finas.post(at("begin"))
    answer = finas.post(at("begin"), follow=True)

    assert "already being processed" in answer.content.decode()
    assert Job.objects.filter(kind="imports.apply").count() == 1


def test_who_comes_second_is_told_so(client, ada, fina):
    client.force_login(fina)
    bring(client, HEADER + row())
    make_new(client)
    import_it(client)
    client.force_login(ada)

    answer = client.post(at("columns"), {"c-0": "date"})
    discarded = client.post(at("discard"), follow=True)

    assert answer.url == at("batch")
    assert "Undo the import instead" in discarded.content.decode()


def test_a_guess_counts_only_once_it_is_taken(finas):
    known = make_person("Lotte Vries")
    bring(finas, HEADER + row(person="Lotte,Vriess"))
    assert newest().source.choices.count() == 0

    finas.post(at("names"), {"take": "all"})

    assert [(one.verdict, one.target) for one in newest().source.choices.filter(kind="person")] == [("match", known.pk)]


def test_a_stopped_import_waits_for_resume_or_undo(finas, fina):
    bring(finas, HEADER + row())
    make_new(finas)
    finas.post(at("begin"))
    finas.post(at("stop"))

    page = finas.get(at("batch")).content.decode()
    assert "half done" in page
    assert "An import stopped part-way" in finas.get(reverse("accounts:accounts")).content.decode()
    import_it(finas)

    assert hours() == 1


def test_while_an_import_runs_every_page_says_so(finas):
    bring(finas, HEADER + row())
    make_new(finas)
    finas.post(at("begin"))

    assert "Import running" in finas.get(reverse("accounts:accounts")).content.decode()
    run_job()
    assert "Import running" not in finas.get(reverse("accounts:accounts")).content.decode()


def test_a_long_file_is_read_by_a_job_and_its_page_follows(finas, monkeypatch):
    monkeypatch.setattr("amity.imports.steps.AT_ONCE_BYTES", 10)

    answer = bring(finas, HEADER + row())
    assert 'class="prog"' in finas.get(answer.url).content.decode()
    run_job()

    assert finas.get(at("progress"))["HX-Redirect"] == at("batch")
    assert newest().state == "ready"


def test_quoted_lines_and_contacts_come_in_by_page(finas, real_data):
    lines = real_data("agency-burndown/scope_lines.csv").read_bytes()
    bring(finas, lines, tool="lines", project="AVH")
    assert "22 quoted lines" in finas.get(at("batch")).content.decode()
    finas.post(at("take"))
    run_job()
    assert "Lines imported" in finas.get(at("batch")).content.decode()

    bring(finas, "name,email,company\nDana Whitlock,dana@osprey.example,Osprey Rail\n", tool="contacts")
    finas.post(at("take"), {"create_missing": "on"})
    run_job()

    assert "Contacts imported" in finas.get(at("batch")).content.decode()
    assert newest().counts["created"] == 1


def test_rows_with_the_same_question_stand_together(finas):
    bring(finas, HEADER + row() + row("2026-11-03") + row("2026-11-04") + row(hours="-1"))

    page = finas.get(at("batch")).content.decode()

    assert "3 rows have the same question" in page
    assert page.count("<tr data-row>") == 2


def test_quoted_lines_need_a_project(finas):
    answer = bring(finas, "code,name,est_hours\nA1,Design,3\n", tool="lines")

    assert answer.status_code == 422
    assert "Enter the project’s code or name." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        ("toggl/toggl_detailed_team_2016.csv", "toggl"),
        ("clockify/clockify_time_entries_import_test_2.csv", "clockify"),
        ("jira-tempo/tempo_timesheet.csv", "tempo"),
        ("harvest/harvest_time_report_usd_dot.csv", "harvest"),
        ("agency-burndown/time_entries_2026-09-10.csv", "csv"),
    ],
)
def test_the_page_finds_out_what_a_file_comes_from(finas, real_data, name, tool):
    bring(finas, real_data(name).read_bytes(), name="export.csv", tool="find_out")

    assert newest().tool == tool


def test_a_file_brought_as_another_tools_offers_the_right_one(finas, real_data):
    bring(finas, real_data("toggl/toggl_detailed_team_2016.csv").read_bytes(), tool="clockify")
    page = finas.get(at("batch")).content.decode()

    finas.post(at("answer"), {"tool": "toggl"})

    assert "Read as Toggl Track, detailed" in page
    assert (newest().tool, newest().state, newest().counts["rows"]) == ("toggl", "ready", 652)
