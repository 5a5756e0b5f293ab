"""Deliverables: allowed moves, the client's confirmation with evidence, and revision rounds against those included."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.people.tokens.commands import make_token
from amity.projects import rules
from amity.projects.deliverables import commands
from amity.projects.deliverables.queries import deliverables
from amity.projects.work_table import rules as work_table
from amity.projects.work_table.queries import ROW_SHAPES, placed_lines
from amity.rights import commands as rights_commands
from amity.rights.commands import RightFields
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_agreement, make_line


@pytest.mark.parametrize(
    ("before", "after", "legal"),
    [
        ("planned", "in_work", True),
        ("planned", "accepted", False),
        ("in_work", "with_client", True),
        ("with_client", "changes_asked", True),
        ("with_client", "accepted", True),
        ("changes_asked", "accepted", False),
        ("accepted", "in_work", False),
    ],
)
def test_a_deliverable_moves_along_its_table_only(before, after, legal):
    assert rules.deliverable_may_move(before, after) is legal


def move(by, site, line, before, state, evidence=""):
    return commands.move_deliverable(
        by=acting(by), project_id=site.pk, line_id=line.pk, before=before, state=state, evidence=evidence, now=MONDAY
    )


def test_changes_that_are_worked_on_count_as_rounds_against_what_is_included(piet, site, client):
    line = make_line(site.agreement, revision_rounds=1)
    word = "Dana, mail of Monday"
    move(piet, site, line, "planned", "in_work")
    for _round in range(2):
        move(piet, site, line, "in_work", "with_client", word)
        move(piet, site, line, "with_client", "changes_asked", word)
        move(piet, site, line, "changes_asked", "in_work")

    row = deliverables(site, placed_lines(site, MONDAY.date()), MONDAY.date())[0]

    assert (row.state, row.revisions, row.allowed, row.is_over) == ("in_work", 2, 1, True)
    assert trail.actions_on(line).count("line.deliverable_moved") == 7
    client.force_login(piet)
    page = client.get(f"/projects/{site.pk}/").text.partition('id="lines"')[2]
    assert "2 of 1 round<" in " ".join(page.split()).replace(" <", "<")
    assert page.count('<th scope="col"') == page.partition("<tbody>")[2].partition("</tr>")[0].count("<td") + 1


def test_the_clients_word_needs_who_said_it(piet, site):
    line = make_line(site.agreement)
    move(piet, site, line, "planned", "in_work")

    with pytest.raises(Invalid) as fault:
        move(piet, site, line, "in_work", "with_client")
    assert fault.value.field == "evidence"


def test_the_team_begins_and_who_runs_it_speaks_for_the_client(tim, site):
    line = make_line(site.agreement)
    move(tim, site, line, "planned", "in_work")

    with pytest.raises(Refused):
        move(tim, site, line, "in_work", "with_client", "Dana said so")


def test_a_move_someone_else_made_is_refused(piet, tim, site):
    line = make_line(site.agreement)
    move(tim, site, line, "planned", "in_work")

    with pytest.raises(Refused, match="in progress"):
        move(piet, site, line, "planned", "in_work")


def test_a_line_of_another_agreement_is_not_there(piet, osprey, site):
    with pytest.raises(NotSeen):
        move(piet, site, make_line(make_agreement(osprey)), "planned", "in_work")


@pytest.fixture
def ended(ada, mara, site):
    """Return a line whose work uses a right that has ended."""
    line = make_line(site.agreement)
    rights_commands.switch_rights(by=acting(ada), is_on=True, version=0, now=MONDAY)
    theme = RightFields("music", "Theme", "Composer", "Europe", "film", until=date(2026, 11, 1))
    rights_commands.register_right(
        by=acting(mara), account_id=site.account_id, fields=theme, line_ids=[line.pk], now=MONDAY
    )  # fmt: skip
    return line


def test_a_right_that_has_ended_blocks_the_release_with_its_reason(piet, site, ended):
    move(piet, site, ended, "planned", "in_work")

    with pytest.raises(Refused, match="Can’t go to the client: The rights to Theme from Composer have ended"):
        move(piet, site, ended, "in_work", "with_client", "Dana, mail")

    assert [row.state for row in deliverables(site, placed_lines(site, MONDAY.date()), MONDAY.date())] == ["in_work"]


def test_the_projects_page_says_ahead_what_will_not_be_released(client, piet, site, ended):
    client.force_login(piet)

    drawn = client.get(reverse("projects:project", args=[site.pk])).content.decode()

    assert "The rights to Theme from Composer have ended." in drawn


def test_the_page_says_why_it_is_not_released(client, piet, site, ended):
    move(piet, site, ended, "planned", "in_work")
    client.force_login(piet)
    data = {"nonce": uuid.uuid4().hex, "before": "in_work", "state": "with_client", "evidence": "Dana, mail"}

    answer = client.post(reverse("projects:move_deliverable", args=[site.pk, ended.pk]), data)

    assert (answer.status_code, "have ended" in answer.content.decode()) == (422, True)


def test_rest_returns_the_reason_too_and_moves_what_may_go(client, piet, site, ended, time_machine):
    time_machine.move_to(MONDAY)
    token = make_token(by=acting(piet), name="x", scopes=["setup:write"], days=1, now=MONDAY)

    def send(**body):
        address = f"/api/v1/projects/{site.pk}/lines/{ended.pk}/deliverable"
        headers = {"Authorization": f"Bearer {token.secret}"}
        return client.post(address, body, content_type="application/json", headers=headers)

    assert send(before="planned", state="in_work").json()["state"] == "in_work"
    answer = send(before="in_work", state="with_client", evidence="Dana, mail")
    assert (answer.status_code, "have ended" in answer.json()["detail"]) == (403, True)


def test_work_in_progress_looks_the_same_by_its_deliverable_and_by_its_time():
    assert ROW_SHAPES[work_table.IN_PROGRESS] == ROW_SHAPES[rules.IN_WORK]
