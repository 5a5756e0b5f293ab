"""A confirmed brief creates a project that waits for its hand-off, under the agreement with the brief's lines."""

from amity.briefs.conversion import commands as conversion
from amity.briefs.moves import commands as moves
from amity.briefs.moves.commands import MoveFields
from amity.briefs.tests.making import make_whole_brief
from amity.projects.models import Project
from tests.builders import MONDAY, acting, make_agreement, make_project

TOLD = MoveFields(stated_in="mail", stated_on=MONDAY.date())


def test_a_brief_becomes_a_project_of_its_manager_with_its_dates_and_lines(mara, piet, osprey):
    make_agreement(osprey)
    make_project(osprey, name="Spring promotion")
    brief = make_whole_brief(mara, osprey, piet)
    for state in ("with_client", "confirmed"):
        brief = moves.move_brief(
            by=acting(mara), brief_id=brief.pk, version=brief.version, state=state, fields=TOLD, now=MONDAY
        )

    done = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=brief.version, price="lines", now=MONDAY
    )

    project = Project.objects.get(agreement=done.agreement)
    assert (project.name, project.status, project.manager) == ("Spring promotion 2", "initiating", piet)
    assert project.ends_on == brief.wanted_on
