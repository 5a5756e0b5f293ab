"""The team of a project: each duty has its own button and form."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.projects.models import TeamMember
from tests.builders import MONDAY, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def page(client, mara, site):
    """Return a function that reads a page of the project as its account manager."""
    client.force_login(mara)
    return lambda name, query="": client.get(reverse(f"projects:{name}", args=[site.pk]) + query).content.decode()


def label(text):
    """Return the words of a link, those for screen readers included."""
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def test_each_button_of_the_team_says_what_it_changes(page):
    team = page("facts").partition('id="team"')[2].partition("</section>")[0]

    links = [label(one) for one in re.findall(r"<a [^>]*class=\"btn[^>]*>(.*?)</a>", team, re.DOTALL)]
    assert links == ["Add to team", "Change project manager", "Change account manager"]
    assert re.search(r'class="t13 dim mt-2">\s*No one on the team yet', page("facts")) or "Remove" in team


@pytest.mark.parametrize(
    ("query", "title"),
    [("", "project manager"), ("?duty=account_manager", "account manager"), ("?duty=x", "project manager")],
)
def test_the_form_asks_for_the_person_only(page, query, title):
    form = page("staff_project", query)

    assert f"<h1>Change {title}</h1>" in form.replace("\n", "")
    legends = re.findall(r"<legend>(.*?)</legend>", form, re.DOTALL)
    assert [label(one) for one in legends] == [title.capitalize()]


def test_the_team_of_which_a_reader_is_one_is_read_once(client, site):
    lotte = make_person("Lotte")
    TeamMember.objects.create(project=site, person=lotte, since=MONDAY.date())
    client.force_login(lotte)

    with CaptureQueriesContext(connection) as captured:
        shown = client.get(reverse("projects:client", args=[site.pk]))

    read = [one["sql"] for one in captured if one["sql"].startswith("SELECT") and ' FROM "projects_teammember"' in
            one["sql"].partition(" WHERE ")[0]]  # fmt: skip
    assert len(read) == 1
    assert lotte in shown.context["team"]
    assert shown.context["rights"].tick
