"""Files that are no table, too long, broken or unclear: the page shows the reason next to the cause."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.agency.commands import set_limit
from amity.imports.models import Batch
from amity.imports.tests.by_page import HEADER, at, bring, newest, row
from tests.builders import acting, make_person

pytestmark = pytest.mark.usefixtures("own_folder")


def bomb():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b"0" * 90_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7 ...", "export.csv", "This is a PDF, not a table"),
        (b"", "export.csv", "The file is empty"),
        (b"PK\x03\x04broken", "export.xlsx", "damaged"),
        (b"<!doctype html><html>", "export.csv", "a web page"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(finas, content, name, sentence):
    answer = bring(finas, content, name)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Batch.objects.exists()


def test_an_xlsx_bomb_is_refused_unopened(finas):
    answer = bring(finas, bomb(), "export.xlsx")

    assert answer.status_code == 422
    assert "Unpacked, this XLSX file is larger than" in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_file_over_the_limit_is_refused_during_upload(finas, fina, ada):
    admin = make_person("Root", "administrator")
    set_limit(by=acting(admin), name="import.file_bytes", value=100_000, now=timezone.now())

    answer = bring(finas, HEADER + row() * 5_000)

    assert answer.status_code == 422
    assert "is larger than" in answer.content.decode()
    assert not Batch.objects.exists()


def test_broken_encoding_costs_only_its_rows(finas):
    bring(finas, (HEADER + row() + row(text="caf\u00e9") + row()).encode("utf-8").replace(b"\xc3\xa9", b"\xc3"))

    page = finas.get(at("batch")).content.decode()

    assert newest().state == "ready"
    assert newest().counts["rows"] == 3
    assert "Read as" in page or "bytes that aren’t text" in page


def test_day_or_month_first_is_asked_and_then_kept(finas):
    bring(finas, HEADER + row("03/04/2026") + row("05/06/2026"))
    assert "Day first, or month first?" in finas.get(at("batch")).content.decode()

    finas.post(at("answer"), {"date_order": "dmy"})

    assert newest().state == "ready"
    assert newest().options["date_order"] == "dmy"


def test_a_file_of_another_tool_can_be_read_as_any_csv(finas):
    bring(finas, "day,who,what,h\n2026-11-02,Tim,Work,2\n")
    assert "Read it as any CSV" in finas.get(at("batch")).content.decode()

    finas.post(at("answer"), {"tool": "csv"})
    finas.post(at("columns"), {"c-0": "date", "c-1": "person", "c-2": "text", "c-3": "hours", "project": "Site"})

    assert newest().state == "ready"
    assert "2.00\u00a0h" in finas.get(at("names")).content.decode()


def test_two_columns_cannot_be_one_field(finas):
    bring(finas, "day,who,what,h\n2026-11-02,Tim,Work,2\n", tool="csv")

    answer = finas.post(at("columns"), {"c-0": "date", "c-1": "person", "c-2": "person", "c-3": "hours"})

    assert answer.status_code == 422
    assert "Two columns cannot both be Person" in answer.content.decode()


def test_only_importers_come_in(client, mara):
    client.force_login(mara)

    answer = bring(client, HEADER + row())

    assert answer.status_code == 403
    assert "Only finance and directors" in answer.content.decode()
    assert client.get(reverse("imports:imports")).status_code == 403


def test_a_director_sees_no_cost_in_a_file_of_finance(client, fina, ada):
    client.force_login(fina)
    bring(client, "date,person,project,hours,cost rate,currency\n2026-11-02,Tim,Site,-1,77.31,EUR\n", tool="csv")
    client.force_login(ada)

    shown = [client.get(at(name)).content.decode() for name in ("batch", "columns", "names")]

    assert not any("77.31" in page for page in shown)
    assert client.get(at("rejects")).status_code == 403
