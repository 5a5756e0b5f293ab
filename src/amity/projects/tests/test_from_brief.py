"""A confirmed brief creates a project that waits for its hand-off, under the agreement with the brief's lines."""

from amity.briefs.conversion import commands as conversion
from amity.briefs.tests.making import confirm_brief, make_whole_brief
from amity.projects.models import Project
from tests.builders import MONDAY, acting, make_agreement, make_project


def test_a_brief_becomes_a_project_of_its_manager_with_its_dates_and_lines(mara, piet, osprey):
    make_agreement(osprey)
    make_project(osprey, name="Spring promotion")
    brief = make_whole_brief(mara, osprey, piet)
    brief = confirm_brief(mara, brief)

    done = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=brief.version, price="lines", now=MONDAY
    )

    project = Project.objects.get(agreement=done.agreement)
    assert (project.name, project.status, project.manager) == ("Spring promotion 2", "initiating", piet)
    assert project.ends_on == brief.wanted_on
