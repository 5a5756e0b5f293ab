"""The forecast of a digital agency's real project: 22 lines, 791 h, no finished marks, as of 10 September 2026."""

import csv
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from amity.lines.models import Line
from tests.builders import MONDAY, make_agreement, make_entry, make_line, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def relaunch(real_data, osprey, mara, piet, tim):
    """Return the project with its lines and entries. Uncoded time is on AVH21, as its owner chose."""
    folder = real_data("agency-burndown/scope_lines.csv").parent
    agreement = make_agreement(osprey, "time_and_materials")
    project = make_project(osprey, name="Relaunch", manager=piet, team=[tim], agreement=agreement)
    with (folder / "scope_lines.csv").open(newline="") as scope:
        lines = {row["code"]: _line(agreement, row) for row in csv.DictReader(scope)}
    with (folder / "time_entries_2026-09-10.csv").open(newline="") as time:
        for row in csv.DictReader(time):
            _log(project, tim, lines, row)
    return project, lines


def _line(agreement, row) -> Line:
    line = make_line(agreement, row["code"], hours=f"{row['est_hours']}:00")
    line.title = row["name"]
    line.save()
    return line


def _log(project, tim, lines, row) -> None:
    code = re.match(r"A[VH]{2}(\d\d)", row["description"])
    line = lines.get(f"AVH{code.group(1)}" if code else "AVH21")
    minutes = round(float(row["hours"]) * 60)
    make_entry(
        by=tim, project=project, hours=f"{minutes // 60}:{minutes % 60:02}", on=date.fromisoformat(row["date"]),
        line_id=line.pk if line else None,
    )  # fmt: skip


def text_of(person, project) -> str:
    client = Client()
    client.force_login(person)
    page = client.get(reverse("money:forecast", args=[project.pk])).content.decode()
    return " ".join(strip_tags(page).replace("\xa0", " ").split())


def test_without_marks_it_says_so_and_asks_about_the_two_lines_past_half(relaunch, mara):
    text = text_of(mara, relaunch[0])
    assert "too early to say: 119.8 of 791 h logged" in text
    asked = text[text.index("Which of these are finished?") : text.index("Burn")]
    assert "AVH01 Content architecture" in asked
    assert "22.5 h of 36 h used" in asked
    assert "AVH23" in asked
    assert "18 h of 32 h used" in asked
    assert "AVH21" not in asked


def test_coordination_runs_ahead_and_two_marks_make_it_a_forecast(relaunch, mara):
    project, lines = relaunch
    text = text_of(mara, project)
    assert re.search(r"AVH21 [^.]* has used 34% of its plan, the other work 11%\.", text), text
    for code in ("AVH01", "AVH23"):
        lines[code].finished_at = MONDAY
        lines[code].save()
    text = text_of(mara, project)
    assert "2 finished" in text
    assert "Budget 791 h, expected" in text
