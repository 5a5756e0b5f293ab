"""The two real exports, imported by command: the findings are true, before and after the answers."""

import re

import pytest

from amity.imports.tests.bringing import amity
from amity.projects.models import Project
from tests.builders import make_agency

EXPORT = "harvest/harvest_time_report_usd_dot.csv"
TIME = "agency-burndown/time_entries_2026-09-10.csv"
SCOPE = "agency-burndown/scope_lines.csv"
CODES = ("--line-code", r"^\s*([A-Z]{3}\d\d)", "--line-alias", "AHV21=AVH21", "--default-line", "AVH21")


@pytest.fixture
def found(client, fina):
    def read():
        client.force_login(fina)
        return client.get("/found/").content.decode().replace("\u00a0", " ").replace("\u202f", "")

    return read


@pytest.fixture
def harvest(capsys, fina, real_data):
    make_agency(currency="USD")
    amity(capsys, "import", "harvest", real_data(EXPORT), "--json", "--create-missing")
    return Project.objects.get()


@pytest.fixture
def burndown(capsys, fina, real_data):
    make_agency(currency="USD")
    amity(capsys, "import-lines", real_data(SCOPE), "--project", "AVH", "--json")
    amity(capsys, "import", "csv", real_data(TIME), "--project", "AVH", "--create-missing", "--json", *CODES)
    return Project.objects.get()


def test_the_harvest_file_is_said_to_have_no_cost_and_no_fee(harvest, found):
    text = found()

    assert "Hourly cost is unknown: all 407 h have no cost" in text
    assert "No fee model is set: 407 h, US$19,522 at imported rates, not counted as revenue." in text


def test_the_harvest_projects_guess_rests_on_its_one_rate(harvest, client, fina):
    client.force_login(fina)
    text = client.get("/questions/").content.decode().replace("\u202f", "")

    assert "one rate, US$48.00, on every billable row" in text
    client.post("/questions/payment/", {"project": str(harvest.pk), "take": "guesses"})
    assert Project.objects.filter(agreement__fee_model="time_and_materials").count() == 1


def test_the_agency_project_shows_coordination_running_ahead_and_a_bulk_row(burndown, found):
    text = found()

    assert "has used 34% of its hours, the other lines 11%" in text
    assert re.search("One row of 18 h on 31 Aug( 2026)? is longer than a working day", text)
    assert "all 120 h have no cost" in text
